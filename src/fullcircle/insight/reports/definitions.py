"""Each figure as conditions on rows. One expression says how a row stands; counts and rows use it."""

from collections.abc import Mapping
from dataclasses import dataclass
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

from fullcircle.handoffs.states import CHAIN, HandoffState
from fullcircle.insight.reports.measures import By, Kind, Measure, Standing
from fullcircle.insight.reports.sources import SHAPES, Shape, Source
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


@dataclass(frozen=True)
class Definition:
    """`stands`: the first condition that holds says how a row stands; what meets none is against.

    In a mean and a time what meets none counts. `value`: what a mean is of; `minutes`: of a time.
    `served_team`: the team of the receiver is meant, whose act it measures.
    """

    measure: Measure
    kind: Kind
    source: Source
    stands: Mapping[Standing, Q]
    value: Combinable | None = None
    minutes: Combinable | None = None
    served_team: bool = False

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

    def standing(self) -> Case:
        """The expression of a row's standing."""
        found = [When(condition, then=Value(word)) for word, condition in self.stands.items()]
        rest = Standing.AGAINST if self.kind is Kind.SHARE else Standing.FOR
        return Case(*found, default=Value(rest), output_field=CharField())


def definition(measure: Measure, *, at: datetime) -> Definition:
    """`at` decides what is overdue and how long the open ones have lasted."""
    for family in (_handoff_shares, _handoff_times, _promises, _circles, _cases):
        found = family(measure, at)
        if found is not None:
            return found
    raise ValueError(f"{measure} has no definition")


def _handoff_shares(measure: Measure, at: datetime) -> Definition | None:
    no_card = {Standing.NO_CARD: Q(total_weight=0)}
    unknown = {Standing.SILENT: SILENT, Standing.PENDING: PENDING}
    fixed, returned = Q(fixed_first_at__isnull=False), Q(returned_first_at__isnull=False)
    accepted = Q(state=HandoffState.ACCEPTED)
    apart = {
        Standing.WAS_SENT_BACK: returned,
        Standing.WAS_FIXED: fixed,
        Standing.WAS_REPORTED: ~Q(later=""),
    }
    stands: Mapping[Standing, Q]
    match measure:
        case Measure.COMPLETE:
            stands = no_card | {Standing.FOR: Q(missing=[])}
        case Measure.RIGHT_FIRST_TIME:
            stands = unknown | {Standing.FOR: RIGHT} | apart
        case Measure.RIGHT_LENIENT:
            undecided = Q(state=HandoffState.SILENT) & ~fixed
            stands = {
                Standing.SILENT: undecided,
                Standing.PENDING: ~accepted & ~fixed,
                Standing.FOR: accepted & ~fixed & Q(later=""),
                Standing.WAS_FIXED: fixed,
                Standing.WAS_REPORTED: ~Q(later=""),
            }
        case Measure.SENT_BACK:
            stands = unknown | {Standing.FOR: KNOWN & returned}
        case Measure.FIXED:
            stands = unknown | {Standing.FOR: KNOWN & fixed}
        case Measure.IN_TIME:
            stands = {
                Standing.NO_PROMISE: Q(due_at__isnull=True),
                Standing.NOT_DUE: ~accepted & Q(due_at__gte=at),
                Standing.FOR: accepted & Q(outcome_at__lte=F("due_at")),
                Standing.STILL_OPEN: ~accepted,
            }
        case Measure.COMPLETENESS:
            return Definition(measure, Kind.MEAN, Source.HANDOFFS, no_card, value=share_present())
        case _:
            return None
    served = measure is Measure.IN_TIME
    return Definition(measure, Kind.SHARE, Source.HANDOFFS, stands, served_team=served)


def _handoff_times(measure: Measure, at: datetime) -> Definition | None:
    accepted = Q(state=HandoffState.ACCEPTED)
    match measure:
        case Measure.WAIT:
            return Definition(
                measure,
                Kind.TIME,
                Source.HANDOFFS,
                {Standing.STILL_OPEN: ~accepted},
                minutes=_minutes("given_at", "outcome_at", at),
                served_team=True,
            )
        case Measure.SEEN:
            return Definition(
                measure,
                Kind.TIME,
                Source.HANDOFFS,
                {Standing.STILL_OPEN: Q(seen_at__isnull=True) & ~accepted},
                minutes=_minutes("given_at", Coalesce("seen_at", "outcome_at"), at),
                served_team=True,
            )
        case Measure.ANSWER:
            return Definition(
                measure,
                Kind.TIME,
                Source.QUESTIONS,
                {Standing.STILL_OPEN: Q(answered_at__isnull=True)},
                minutes=_minutes("asked_at", "answered_at", at),
            )
        case Measure.FIRST_WORD:
            return Definition(
                measure,
                Kind.TIME,
                Source.REQUESTS,
                {
                    Standing.SPOKEN: Q(channel__in=SPOKEN),
                    Standing.CANCELLED: Q(acknowledged_at__isnull=True, circle=Circle.VOID),
                    Standing.STILL_OPEN: Q(acknowledged_at__isnull=True),
                },
                minutes=_minutes("received_at", "acknowledged_at", at),
            )
        case Measure.LOOP_TIME:
            return Definition(
                measure,
                Kind.TIME,
                Source.VISITS,
                {Standing.STILL_OPEN: Q(review__posted_at__isnull=True)},
                minutes=_minutes("left_at", "review__posted_at", at),
            )
    return None


def _promises(measure: Measure, at: datetime) -> Definition | None:
    nobody = Q(came_at__isnull=True)
    gone = Q(job__state=JobState.CANCELLED) | Q(job__request__circle=Circle.VOID)
    out = {
        Standing.CANCELLED: nobody & gone,
        Standing.NOT_DUE: nobody & Q(window_end__gte=at),
    }
    kept = {Standing.FOR: Q(came_at__lte=F("window_end")), Standing.NEVER_CAME: nobody}
    match measure:
        case Measure.FIRST_PROMISE:
            return Definition(measure, Kind.SHARE, Source.FIRST_PROMISES, out | kept)
        case Measure.LAST_PROMISE:
            return Definition(measure, Kind.SHARE, Source.LAST_PROMISES, out | kept)
        case Measure.RENEGOTIATED:
            anew = Q(superseded_at__lte=F("window_end")) & (
                nobody | Q(came_at__gte=F("superseded_at"))
            )
            stands = {Standing.FOR: anew, Standing.CANCELLED: nobody & gone}
            return Definition(measure, Kind.SHARE, Source.FIRST_PROMISES, stands)
        case Measure.LATENESS:
            late = _minutes("window_end", "came_at", at)
            return Definition(
                measure,
                Kind.TIME,
                Source.LAST_PROMISES,
                out | {Standing.STILL_OPEN: nobody},
                minutes=late,
            )
    return None


def _cases(measure: Measure, at: datetime) -> Definition | None:
    if measure is not Measure.CLEAN:
        return None
    stands = {
        Standing.PENDING: Q(links__isnull=True) | Q(links__lt=len(CHAIN)) | Q(undecided=True),
        Standing.SILENT_AND_WRONG: Q(silent=True, wrong=True),
        Standing.SILENT: Q(silent=True),
        Standing.FOR: Q(wrong=False),
    }
    return Definition(measure, Kind.SHARE, Source.CASES, stands)


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
