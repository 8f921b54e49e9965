"""What waits on whom: given and not taken up, or come back with a question."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When

from fullcircle.foundation.standing_queries import StandingQuery
from fullcircle.handoffs.models import Handoff, Return
from fullcircle.handoffs.queries.chains import (
    Asked,
    Baton,
    Chain,
    batons,
    batons_of,
    chains_of,
    with_questions,
)
from fullcircle.handoffs.states import HandoffState, LinkKey
from fullcircle.registry.people.actor import Actor

# Given there, nobody inside is kept waiting: the one waits on the customer's word, the other lies in
# the history until the next call.
AT_REST = (LinkKey.VISIT, LinkKey.RECORD)


@dataclass(frozen=True)
class Waiting:
    """One thing that waits, with the chain of its case. `asked`: the questions that came back."""

    row: Handoff
    chain: Chain
    asked: tuple[Asked, ...] = ()

    @property
    def since(self) -> datetime:
        return self.asked[0].asked_at if self.asked else self.row.given_at


def questions_to(person_id: int) -> "QuerySet[Return]":
    """What came back to this person and is not answered, oldest first."""
    return (
        Return.objects.unanswered()
        .filter(asked_to_id=person_id)
        .select_related("handoff__case__location", "handoff__link", "asked_by")
        .order_by("asked_at")
    )


def open_questions_on(items: Iterable[str], link: LinkKey) -> dict[str, list[Return]]:
    """Item reference -> its open questions, for lists of visits or requests."""
    found: dict[str, list[Return]] = {}
    rows = Return.objects.unanswered().filter(
        handoff__link__key=link, handoff__item__in=list(items)
    )
    for row in rows.select_related("handoff", "asked_by").order_by("asked_at"):
        found.setdefault(row.handoff.item, []).append(row)
    return found


def waiting_on_me(actor: Actor) -> "QuerySet[Handoff]":
    """Given to me, or to a seat of mine and taken up by nobody yet."""
    return (
        Handoff.objects.keeping_somebody_waiting()
        .filter(_given_to(actor))
        .exclude(state=HandoffState.RETURNED)
        .select_related("case__location", "link", "giver")
        .order_by("given_at")
    )


def my_waiting(actor: Actor, *, at: datetime, most: int = 8) -> list[Waiting]:
    """What came back to me first, then what was given to me, the oldest first: one query."""
    owed = Q(pk__in=_owed_to(actor).values("handoff_id"))
    given = (
        _given_to(actor)
        & Q(state__in=[HandoffState.GIVEN, HandoffState.SEEN])
        & ~Q(link__key__in=AT_REST)
    )
    cases = (
        Handoff.objects.filter(owed | given)
        .annotate(
            came_back=Case(
                When(owed, then=Value(True)), default=Value(False), output_field=BooleanField()
            )
        )
        .order_by("-came_back", "given_at")
        .values("case_id")[:most]
    )
    rows = batons(Handoff.objects.filter(case_id__in=cases).select_related("case__location"))
    chains = chains_of(rows, at=at)
    found = [
        Waiting(baton.row, chains[baton.row.case_id], asked)
        for baton in rows
        for asked in [_asked_of(baton, actor)]
        if asked or _is_given_to(actor, baton.row)
    ]
    found.sort(key=lambda waiting: (not waiting.asked, waiting.since))
    return found[:most]


def waiting_oldest_first(*, at: datetime, most: int = 12) -> list[Waiting]:
    """Inside the company: everything undecided, the oldest first, whoever has it.

    Two queries: in one, PostgreSQL joins everything that was ever handed over.

    The visit link is left out: what waits there waits on the customer's word (list of its own).
    Records at rest are left out: nobody waits for them.
    """
    rows = batons_of(_of_cases(cases=_oldest_cases(most)()))
    chains = chains_of(rows, at=at)
    found = [
        Waiting(baton.row, chains[baton.row.case_id], tuple(baton.questions))
        for baton in rows
        if not baton.row.decided and not _rests(baton.row)
    ]
    found.sort(key=lambda waiting: waiting.row.given_at)
    return found[:most]


@cache
def _oldest_cases(most: int) -> StandingQuery[int]:
    def rows() -> "QuerySet[Handoff, int]":
        oldest = Handoff.objects.keeping_somebody_waiting().exclude(link__key=LinkKey.VISIT)
        # The few out of the small index of what is undecided; only then their rows.
        few = oldest.order_by("given_at", "pk").values("pk")[:most]
        return Handoff.objects.filter(pk__in=few).values_list("case_id", flat=True)

    return StandingQuery(rows)


def _rows_of_cases(*, cases: list[int]) -> "QuerySet[Handoff]":
    return with_questions(
        Handoff.objects.filter(case_id__in=cases).select_related("case__location")
    )


_of_cases = StandingQuery(_rows_of_cases)


def _rests(row: Handoff) -> bool:
    asked_about = row.link.key == LinkKey.RECORD and row.state == HandoffState.RETURNED
    return row.link.key in AT_REST and not asked_about


def _given_to(actor: Actor) -> Q:
    return Q(receiver_id=actor.person_id) | Q(
        receiver__isnull=True,
        receiver_contact__isnull=True,
        link__receiver_seat__in=[str(seat) for seat in actor.seats],
    )


def _is_given_to(actor: Actor, row: Handoff) -> bool:
    if row.state not in (HandoffState.GIVEN, HandoffState.SEEN) or row.link.key in AT_REST:
        return False
    if row.receiver_id is not None:
        return row.receiver_id == actor.person_id
    return row.receiver_contact_id is None and row.link.receiver_seat in actor.seats


def _owed_to(actor: Actor) -> "QuerySet[Return]":
    return Return.objects.unanswered().filter(asked_to_id=actor.person_id)


def _asked_of(baton: Baton, actor: Actor) -> tuple[Asked, ...]:
    return tuple(row for row in baton.questions if row.asked_to_id == actor.person_id)
