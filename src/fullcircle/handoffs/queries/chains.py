"""The chain of a case: which hand-offs it has gone through, and who holds the baton now."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F, FilteredRelation, Q, QuerySet

from fullcircle.handoffs import rules
from fullcircle.handoffs.models import Handoff
from fullcircle.handoffs.states import CHAIN, HandoffState, LinkKey, ReturnKind


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


@dataclass(frozen=True)
class Asked:
    """An open question on an item of a hand-off: what it is about, who owes the answer."""

    label: str
    question: str
    asked_to_id: int | None
    asked_at: datetime


@dataclass(frozen=True)
class Baton:
    """A hand-off with its open questions."""

    row: Handoff
    questions: list[Asked] = field(default_factory=list)


def chains_for(cases: Iterable[int], *, at: datetime) -> dict[int, Chain]:
    """Case -> its chain, in one query for any number of cases. The newest hand-off of a link counts."""
    numbers = list(dict.fromkeys(cases))
    rows = Handoff.objects.filter(case_id__in=numbers).only(*_SHOWN)
    found = chains_of(batons(rows), at=at)
    return {number: found.get(number) or _chain(number, {}, at) for number in numbers}


# What an arc shows. The frozen card of each hand-off is not among it: it is most of the row.
_SHOWN = (
    "case_id",
    "state",
    "given_at",
    "due_at",
    "seen_at",
    "returned_first_at",
    "fixed_first_at",
    "outcome_at",
    "link__key",
    "giver__name",
    "receiver__name",
    "receiver_contact__name",
)


def batons(rows: "QuerySet[Handoff]") -> list[Baton]:
    """These hand-offs, oldest first, each with its open questions: one query."""
    asked = FilteredRelation(
        "returns",
        condition=Q(returns__kind=ReturnKind.ASKED, returns__answered_at__isnull=True),
    )
    wide = (
        rows.annotate(asked=asked)
        .annotate(
            asked_label=F("asked__item_label"),
            asked_words=F("asked__question"),
            asked_whom=F("asked__asked_to_id"),
            asked_when=F("asked__asked_at"),
        )
        .select_related("link", "giver", "receiver", "receiver_contact")
        .order_by("given_at", "pk")
    )
    found: dict[int, Baton] = {}
    for row in wide:
        baton = found.setdefault(row.pk, Baton(row))
        if row.asked_when is not None:
            baton.questions.append(
                Asked(row.asked_label, row.asked_words, row.asked_whom, row.asked_when)
            )
    return list(found.values())


def chains_of(rows: Iterable[Baton], *, at: datetime) -> dict[int, Chain]:
    """Case -> its chain, from batons read before (oldest first)."""
    newest: dict[int, dict[str, Baton]] = {}
    for baton in rows:
        newest.setdefault(baton.row.case_id, {})[baton.row.link.key] = baton
    return {case: _chain(case, by_link, at) for case, by_link in newest.items()}


def _chain(case: int, newest: dict[str, Baton], at: datetime) -> Chain:
    arcs = tuple(_arc(key, newest.get(key), at) for key in CHAIN)
    return Chain(case, arcs, _holder(newest))


def _arc(key: LinkKey, baton: Baton | None, at: datetime) -> ChainArc:
    if baton is None:
        return ChainArc(key, "idle")
    row = baton.row
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
        returned=tuple(dict.fromkeys(asked.label for asked in baton.questions)),
        given_at=row.given_at,
        seen_at=row.seen_at,
        outcome_at=row.outcome_at,
    )


def _receiver(row: Handoff) -> str:
    if row.receiver is not None:
        return row.receiver.name
    return row.receiver_contact.name if row.receiver_contact else ""


def _holder(newest: dict[str, Baton]) -> str:
    """The giver of what came back; else whoever was given something and has not taken it up; else
    the receiver of the last accepted one."""
    rows = [newest[key].row for key in CHAIN if key in newest]
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
