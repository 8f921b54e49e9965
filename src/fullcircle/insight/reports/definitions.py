"""Each figure as conditions on rows. One expression says how a row stands; counts and rows use it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import (
    Case,
    CharField,
    DateTimeField,
    F,
    Q,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Greatest
from django.db.models.lookups import LessThan

from fullcircle.handoffs.states import HandoffState
from fullcircle.insight.reports.measures import By, Kind, Measure, Standing
from fullcircle.insight.reports.sources import (
    SHAPES,
    Shape,
    Source,
)
from fullcircle.insight.tallies import (
    KNOWN,
    PENDING,
    RIGHT,
    SILENT,
    MinutesBetween,
    share_present,
)
from fullcircle.operations.scheduling.states import JobState
from fullcircle.operations.servicedesk.states import Circle
from fullcircle.operations.servicedesk.tasks import NO_WORD_FOR
from fullcircle.registry.customers.states import Channel

SPOKEN = (Channel.PHONE, Channel.WALK_UP, Channel.RADIO)
ACCEPTED = Q(state=HandoffState.ACCEPTED)
RETURNED = Q(returned_first_at__isnull=False)
FIXED = Q(fixed_first_at__isnull=False)
NO_CARD = Q(total_weight=0)


@dataclass(frozen=True)
class Definition:
    """`stands`: the first condition that holds says how a row stands; what meets none is against.

    In a mean and a time what meets none counts. `value`: what a mean is of; `minutes`: of a time.
    `served_team`: the team of the receiver is meant, whose act it measures. `told`: the column that
    says how a row stands already, where the source works it out.
    """

    measure: Measure
    kind: Kind
    source: Source
    stands: Mapping[Standing, Q]
    value: Combinable | None = None
    minutes: Combinable | None = None
    served_team: bool = False
    told: str = ""

    @property
    def shape(self) -> Shape:
        return SHAPES[self.source]

    @property
    def person(self) -> str:
        return self.shape.receiver if self.served_team else self.shape.person

    @property
    def splits(self) -> tuple[By, ...]:
        """What it can be split by, in the order of By."""
        found = {*self.shape.paths, By.MONTH} | ({By.TEAM} if self.person else set())
        return tuple(by for by in By if by in found)

    def path(self, by: By) -> str:
        return f"{self.person}__teams" if by is By.TEAM else self.shape.paths[by]

    def standing(self) -> Combinable:
        """The expression of a row's standing."""
        if self.told:
            return F(self.told)
        found = [When(condition, then=Value(word)) for word, condition in self.stands.items()]
        rest = Standing.AGAINST if self.kind is Kind.SHARE else Standing.FOR
        return Case(*found, default=Value(rest), output_field=CharField())


def definition(measure: Measure, *, at: datetime) -> Definition:
    """`at` decides what is overdue and how long the open ones have lasted."""
    for family in (_handoff_shares, _times, _promises, _circles, _cases):
        found = family(measure, at)
        if found is not None:
            return found
    raise ValueError(f"{measure} has no definition")


def _handoff_shares(measure: Measure, at: datetime) -> Definition | None:
    if measure is Measure.COMPLETENESS:
        stands = {Standing.NO_CARD: NO_CARD}
        return Definition(measure, Kind.MEAN, Source.HANDOFFS, stands, value=share_present())
    found = _conditions(at).get(measure)
    if found is None:
        return None
    served = measure is Measure.IN_TIME
    return Definition(measure, Kind.SHARE, Source.HANDOFFS, found, served_team=served)


def _conditions(at: datetime) -> Mapping[Measure, Mapping[Standing, Q]]:
    unknown = {Standing.SILENT: SILENT, Standing.PENDING: PENDING}
    return {
        Measure.COMPLETE: {Standing.NO_CARD: NO_CARD, Standing.FOR: Q(missing=[])},
        Measure.RIGHT_FIRST_TIME: unknown
        | {
            Standing.FOR: RIGHT,
            Standing.WAS_SENT_BACK: RETURNED,
            Standing.WAS_FIXED: FIXED,
            Standing.WAS_REPORTED: ~Q(later=""),
        },
        Measure.RIGHT_LENIENT: {
            Standing.SILENT: Q(state=HandoffState.SILENT) & ~FIXED,
            Standing.PENDING: ~ACCEPTED & ~FIXED,
            Standing.FOR: ACCEPTED & ~FIXED & Q(later=""),
            Standing.WAS_FIXED: FIXED,
            Standing.WAS_REPORTED: ~Q(later=""),
        },
        Measure.SENT_BACK: unknown | {Standing.FOR: KNOWN & RETURNED},
        Measure.FIXED: unknown | {Standing.FOR: KNOWN & FIXED},
        Measure.IN_TIME: {
            Standing.NO_PROMISE: Q(due_at__isnull=True),
            Standing.NOT_DUE: ~ACCEPTED & Q(due_at__gte=at),
            Standing.FOR: ACCEPTED & Q(outcome_at__lte=F("due_at")),
            Standing.STILL_OPEN: ~ACCEPTED,
        },
    }


@dataclass(frozen=True)
class _Lasting:
    """A time: its rows, from when until when, what says it is still going on, what leaves it out."""

    source: Source
    start: str
    end: "str | Combinable"
    going_on: Q
    out: Mapping[Standing, Q] = field(default_factory=dict)


def _lasting() -> Mapping[Measure, _Lasting]:
    nobody = Q(acknowledged_at__isnull=True)
    unseen = Q(seen_at__isnull=True) & ~ACCEPTED
    return {
        Measure.WAIT: _Lasting(Source.HANDOFFS, "given_at", "outcome_at", ~ACCEPTED),
        Measure.SEEN: _Lasting(
            Source.HANDOFFS, "given_at", Coalesce("seen_at", "outcome_at"), unseen
        ),
        Measure.ANSWER: _Lasting(
            Source.QUESTIONS, "asked_at", "answered_at", Q(answered_at__isnull=True)
        ),
        Measure.FIRST_WORD: _Lasting(
            Source.REQUESTS,
            "received_at",
            "acknowledged_at",
            nobody,
            out={
                Standing.SPOKEN: Q(channel__in=SPOKEN),
                Standing.CANCELLED: nobody & Q(circle=Circle.VOID),
            },
        ),
        Measure.LOOP_TIME: _Lasting(
            Source.VISITS, "left_at", "review__posted_at", Q(review__posted_at__isnull=True)
        ),
    }


def _times(measure: Measure, at: datetime) -> Definition | None:
    lasting = _lasting().get(measure)
    if lasting is None:
        return None
    return Definition(
        measure,
        Kind.TIME,
        lasting.source,
        {**lasting.out, Standing.STILL_OPEN: lasting.going_on},
        minutes=_minutes(lasting.start, lasting.end, at),
        served_team=lasting.source is Source.HANDOFFS,
    )


def _promises(measure: Measure, at: datetime) -> Definition | None:
    nobody = Q(came_at__isnull=True)
    gone = Q(job__state=JobState.CANCELLED) | Q(job__request__circle=Circle.VOID)
    # Dated by the end of the window: what is not due yet lies in no span that has begun.
    out = {Standing.CANCELLED: nobody & gone}
    kept = {Standing.FOR: Q(came_at__lte=F("window_end")), Standing.NEVER_CAME: nobody}
    anew = Q(superseded_at__lte=F("window_end")) & (nobody | Q(came_at__gte=F("superseded_at")))
    match measure:
        case Measure.FIRST_PROMISE:
            return Definition(measure, Kind.SHARE, Source.FIRST_PROMISES, out | kept)
        case Measure.LAST_PROMISE:
            return Definition(measure, Kind.SHARE, Source.LAST_PROMISES, out | kept)
        case Measure.RENEGOTIATED:
            stands = {Standing.FOR: anew, Standing.CANCELLED: nobody & gone}
            return Definition(measure, Kind.SHARE, Source.FIRST_PROMISES, stands)
        case Measure.EARLY:
            return Definition(measure, Kind.SHARE, Source.FIRST_PROMISES, _early())
        case Measure.LATENESS:
            return Definition(
                measure,
                Kind.TIME,
                Source.LAST_PROMISES,
                out | {Standing.STILL_OPEN: nobody},
                minutes=_minutes("window_end", "came_at", at),
            )
    return None


def _early() -> Mapping[Standing, Q]:
    standard = F("job__job_type__service__lead_time_minutes")
    lead = MinutesBetween(F("window_end"), F("job__request__received_at"))
    return {
        Standing.FURTHER: Q(supersedes__isnull=False),
        Standing.NO_STANDARD: Q(job__job_type__service__lead_time_minutes=0),
        Standing.FOR: Q(LessThan(lead, standard)),
    }


def _cases(measure: Measure, at: datetime) -> Definition | None:
    if measure is not Measure.CLEAN:
        return None
    out = (Standing.PENDING, Standing.SILENT_AND_WRONG, Standing.SILENT)
    stands = {word: Q(chain=word) for word in (*out, Standing.FOR)}
    return Definition(measure, Kind.SHARE, Source.CASES, stands, told="chain")


def _circles(measure: Measure, at: datetime) -> Definition | None:
    if measure is not Measure.CLOSED:
        return None
    waiting = Q(circle=Circle.DONE, done_at__gte=at - NO_WORD_FOR)
    stands = {
        Standing.CANCELLED: Q(circle=Circle.VOID),
        Standing.NOT_DUE: waiting,
        Standing.PENDING: Q(circle=Circle.OPEN),
        Standing.FOR: Q(circle=Circle.CONFIRMED),
        Standing.DISPUTED: Q(circle=Circle.DISPUTED),
        Standing.EXPIRED: Q(circle=Circle.EXPIRED),
        Standing.SAID_NOTHING: Q(circle__in=[Circle.SILENT, Circle.DONE]),
    }
    return Definition(measure, Kind.SHARE, Source.DONE, stands)


def _minutes(start: str, end: "str | Combinable", at: datetime) -> Combinable:
    now = Value(at, output_field=DateTimeField())
    return Greatest(MinutesBetween(Coalesce(end, now), F(start)), Value(0))
