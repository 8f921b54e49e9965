"""The chain of a case: which hand-offs it has gone through, and who holds the baton now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F, FilteredRelation, Q, QuerySet

from fullcircle.foundation.standing_queries import StandingQuery
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


class Passed(NamedTuple):
    """A hand-off as its arc shows it. `labels`: what its open questions are about."""

    case_id: int
    link: str
    state: str
    given_at: datetime
    due_at: datetime | None
    seen_at: datetime | None
    returned_at: datetime | None
    fixed_at: datetime | None
    outcome_at: datetime | None
    giver: str | None
    receiver: str | None
    contact: str | None
    labels: list[str]

    @property
    def decided(self) -> bool:
        return self.state in (HandoffState.ACCEPTED, HandoffState.SILENT)


def chains_for(cases: Iterable[int], *, at: datetime) -> dict[int, Chain]:
    """Case -> its chain, in one query for any number of cases. The newest hand-off of a link counts."""
    numbers = list(dict.fromkeys(cases))
    found = _chains(_passed_of(numbers), at)
    return {number: found.get(number) or _chain(number, {}, at) for number in numbers}


def _passed_of(cases: list[int]) -> Iterator[Passed]:
    """Oldest first; a hand-off comes once for each of its open questions, so those are gathered."""
    known: dict[int, Passed] = {}
    for pk, label, *shown in _arcs_shown(cases=cases):
        passed = known.get(pk)
        if passed is None:
            known[pk] = passed = Passed._make((*shown, []))
        if label is not None:
            passed.labels.append(label)
    return iter(known.values())


def _arcs_of(*, cases: list[int]) -> "QuerySet[Handoff, tuple[Any, ...]]":
    # No rows of models, and not the frozen card of each hand-off: a list has hundreds of arcs.
    rows = Handoff.objects.filter(case_id__in=cases).order_by("given_at", "pk")
    asked = rows.annotate(asked=_open_questions()).annotate(label=F("asked__item_label"))
    return asked.values_list(
        "pk", "label", "case_id", "link__key", "state", "given_at", "due_at", "seen_at",
        "returned_first_at", "fixed_first_at", "outcome_at", "giver__name", "receiver__name",
        "receiver_contact__name",
    )  # fmt: skip


_arcs_shown = StandingQuery(_arcs_of)


def _open_questions() -> FilteredRelation:
    return FilteredRelation(
        "returns",
        condition=Q(returns__kind=ReturnKind.ASKED, returns__answered_at__isnull=True),
    )


def batons(rows: "QuerySet[Handoff]") -> list[Baton]:
    """These hand-offs, oldest first, each with its open questions: one query."""
    return batons_of(with_questions(rows))


def with_questions(rows: "QuerySet[Handoff]") -> "QuerySet[Handoff]":
    """What `batons_of` reads: a hand-off comes once for each of its open questions."""
    return (
        rows.annotate(asked=_open_questions())
        .annotate(
            asked_label=F("asked__item_label"),
            asked_words=F("asked__question"),
            asked_whom=F("asked__asked_to_id"),
            asked_when=F("asked__asked_at"),
        )
        .select_related("link", "giver", "receiver", "receiver_contact")
        .order_by("given_at", "pk")
    )


def batons_of(wide: Iterable[Any]) -> list[Baton]:
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
    return _chains(map(_passed, rows), at)


def _passed(baton: Baton) -> Passed:
    row = baton.row
    return Passed(
        case_id=row.case_id,
        link=row.link.key,
        state=row.state,
        given_at=row.given_at,
        due_at=row.due_at,
        seen_at=row.seen_at,
        returned_at=row.returned_first_at,
        fixed_at=row.fixed_first_at,
        outcome_at=row.outcome_at,
        giver=row.giver.name if row.giver else None,
        receiver=row.receiver.name if row.receiver else None,
        contact=row.receiver_contact.name if row.receiver_contact else None,
        labels=[asked.label for asked in baton.questions],
    )


def _chains(rows: Iterable[Passed], at: datetime) -> dict[int, Chain]:
    newest: dict[int, dict[str, Passed]] = {}
    for passed in rows:
        newest.setdefault(passed.case_id, {})[passed.link] = passed
    return {case: _chain(case, by_link, at) for case, by_link in newest.items()}


def _chain(case: int, newest: dict[str, Passed], at: datetime) -> Chain:
    arcs = tuple(_arc(key, newest.get(key), at) for key in CHAIN)
    return Chain(case, arcs, _holder(newest))


def _arc(key: LinkKey, passed: Passed | None, at: datetime) -> ChainArc:
    if passed is None:
        return ChainArc(key, "idle")
    return ChainArc(
        link=key,
        state=rules.arc_state(
            state=HandoffState(passed.state),
            returned=passed.returned_at is not None,
            fixed=passed.fixed_at is not None,
            due_at=passed.due_at,
            at=at,
        ),
        giver=passed.giver or "",
        receiver=(passed.contact or "") if passed.receiver is None else passed.receiver,
        returned=tuple(dict.fromkeys(passed.labels)),
        given_at=passed.given_at,
        seen_at=passed.seen_at,
        outcome_at=passed.outcome_at,
    )


def _holder(newest: dict[str, Passed]) -> str:
    """The giver of what came back; else whoever was given something and has not taken it up; else
    the receiver of the last accepted one."""
    rows = [newest[key] for key in CHAIN if key in newest]
    for row in rows:
        if row.state == HandoffState.RETURNED and row.giver is not None:
            return row.giver
    inside = [row for row in rows if row.link != LinkKey.VISIT]
    for row in inside:
        if not row.decided and row.receiver is not None:
            return row.receiver
    for row in reversed(inside):
        if row.receiver is not None:
            return row.receiver
        if row.giver is not None:
            return row.giver
    return ""
