"""Reads of the baton: chains for the ring, what waits on whom, cards, asks, thanks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from fullcircle.handoffs import rules
from fullcircle.handoffs.models import Ask, ExpectationCard, Handoff, Return, Thanks
from fullcircle.handoffs.states import CHAIN, AskState, HandoffState, LinkKey
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.models import Person


@dataclass(frozen=True)
class ChainArc:
    """One hand-off of a case for the ring. `state`: a word of the ring; "idle" when not given yet."""

    link: LinkKey
    state: str
    giver: str = ""
    receiver: str = ""
    returned: tuple[str, ...] = ()
    given_at: datetime | None = None
    seen_at: datetime | None = None
    outcome_at: datetime | None = None


@dataclass(frozen=True)
class Chain:
    """The five arcs of a case and who holds the baton now (name, or "")."""

    case_id: int
    arcs: tuple[ChainArc, ...]
    holder: str = ""

    @property
    def closed(self) -> bool:
        return all(arc.state in ("accepted", "fixed") for arc in self.arcs)


def chains_for(cases: Iterable[int], *, at: datetime) -> dict[int, Chain]:
    """Case -> its chain, in two queries for any number of cases. The newest hand-off of a link counts."""
    numbers = list(dict.fromkeys(cases))
    newest: dict[tuple[int, str], Handoff] = {}
    rows = (
        Handoff.objects.filter(case_id__in=numbers)
        .select_related("link", "giver", "receiver", "receiver_contact")
        .prefetch_related(
            Prefetch("returns", queryset=Return.objects.unanswered(), to_attr="open_questions")
        )
        .order_by("given_at", "pk")
    )
    for row in rows:
        newest[row.case_id, row.link.key] = row
    return {number: _chain(number, newest, at) for number in numbers}


def _chain(case: int, newest: dict[tuple[int, str], Handoff], at: datetime) -> Chain:
    arcs = tuple(_arc(key, newest.get((case, key)), at) for key in CHAIN)
    return Chain(case, arcs, _holder(case, newest))


def _arc(key: LinkKey, row: Handoff | None, at: datetime) -> ChainArc:
    if row is None:
        return ChainArc(key, "idle")
    questions: list[Return] = getattr(row, "open_questions", [])
    return ChainArc(
        link=key,
        state=rules.arc_state(
            state=HandoffState(row.state),
            returned=row.returned_first_at is not None,
            fixed=row.fixed_first_at is not None,
            due_at=row.due_at,
            at=at,
        ),
        giver=row.giver.name if row.giver else "",
        receiver=_receiver(row),
        returned=tuple(question.item_label for question in questions),
        given_at=row.given_at,
        seen_at=row.seen_at,
        outcome_at=row.outcome_at,
    )


def _receiver(row: Handoff) -> str:
    if row.receiver is not None:
        return row.receiver.name
    return row.receiver_contact.name if row.receiver_contact else ""


def _holder(case: int, newest: dict[tuple[int, str], Handoff]) -> str:
    """The giver of what came back; else whoever was given something and has not taken it up; else
    the receiver of the last accepted one."""
    rows = [row for key in CHAIN if (row := newest.get((case, key))) is not None]
    for row in rows:
        if row.state == HandoffState.RETURNED and row.giver is not None:
            return row.giver.name
    inside = [row for row in rows if row.link.key != LinkKey.VISIT]
    for row in inside:
        if not row.decided and row.receiver is not None:
            return row.receiver.name
    for row in reversed(inside):
        if row.receiver is not None:
            return row.receiver.name
        if row.giver is not None:
            return row.giver.name
    return ""


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
    mine = Q(receiver_id=actor.person_id) | Q(
        receiver__isnull=True,
        receiver_contact__isnull=True,
        link__receiver_seat__in=[str(seat) for seat in actor.seats],
    )
    return (
        Handoff.objects.undecided()
        .filter(mine)
        .exclude(state=HandoffState.RETURNED)
        .select_related("case__location", "link", "giver")
        .order_by("given_at")
    )


def card_in_force(link: LinkKey, trade: str, at: datetime) -> ExpectationCard | None:
    rows = ExpectationCard.objects.in_force(at).select_related("link", "written_by")
    return rows.filter(link__key=link, trade=trade).first()


def asks_to(actor: Actor) -> "QuerySet[Ask]":
    """Open asks put to this person, a team of theirs or a seat of theirs."""
    put_to = (
        Q(to_person_id=actor.person_id)
        | Q(to_team_id__in=list(actor.team_ids))
        | Q(to_seat__in=[str(seat) for seat in actor.seats])
    )
    rows = Ask.objects.filter(put_to, state=AskState.OPEN).exclude(from_person_id=actor.person_id)
    return rows.select_related("from_person", "link").order_by("asked_at")


def thanks_to(actor: Actor, most: int = 5) -> "QuerySet[Thanks]":
    rows = Thanks.objects.filter(
        Q(to_person_id=actor.person_id) | Q(to_team_id__in=list(actor.team_ids))
    )
    return rows.select_related("from_person", "to_team", "case").order_by("-at")[:most]


def colleagues_on_links(person: Person) -> "QuerySet[Person]":
    """Whom this person handed something to or got something from."""
    return (
        Person.objects.here()
        .filter(Q(handoffs_given__receiver=person) | Q(handoffs_received__giver=person))
        .exclude(pk=person.pk)
        .distinct()
    )
