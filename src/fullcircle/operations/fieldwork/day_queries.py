"""Reads behind the technician's pages: the day, one's own visit, what came back, what was closed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from fullcircle.handoffs.models import Return
from fullcircle.handoffs.queries import questions_to
from fullcircle.handoffs.states import LinkKey
from fullcircle.operations.dispatch.models import Assignment, Briefing
from fullcircle.operations.fieldwork.models import CloseOut
from fullcircle.operations.scheduling.models import Visit
from fullcircle.operations.scheduling.states import VisitState
from fullcircle.registry.catalogue.models import PriceItem
from fullcircle.registry.catalogue.states import PriceKind
from fullcircle.registry.customers.models import AccessCode

UNDER_WAY = (
    VisitState.DISPATCHED,
    VisitState.SEEN,
    VisitState.EN_ROUTE,
    VisitState.ARRIVED,
    VisitState.PAUSED,
)


@dataclass(frozen=True)
class Promised:
    """What the customer was told, as far as the phone shows it."""

    kind: str
    start: datetime
    end: datetime
    zone: str


@dataclass(frozen=True)
class Stop:
    """One visit of a person's day, with the promise that stands. `briefing`: None until dispatched.

    `number` of `of`: its place in the day that was asked about; 0 when it is another day's.
    """

    visit: Visit
    assignment: Assignment
    promised: Promised | None
    briefing: Briefing | None = None
    has_code: bool = False
    number: int = 0
    of: int = 0


@dataclass(frozen=True)
class CameBack:
    """One item of a close-out that was touched: the question, and in which form it is answered.

    `kind` and `unit` are those of the closing form's item; blank for other parts of the card.
    """

    returned: Return
    visit_id: int
    kind: str
    unit: str


@dataclass(frozen=True)
class Closed:
    """A visit that was left, with what came back of its close-out (open and answered)."""

    stop: Stop
    returns: tuple[Return, ...]


def day_of(person_id: int, start: datetime, end: datetime) -> list[Stop]:
    """What a person is sent to between two instants, and what is still under way from before.

    In order of the plan; one query.
    """
    wanted = Q(starts_at__gte=start, starts_at__lt=end) | Q(
        starts_at__lt=start, visit__state__in=UNDER_WAY
    )
    rows = _own(person_id).filter(wanted).exclude(visit__state=VisitState.CANCELLED)
    return [_stop(row) for row in rows.order_by("starts_at", "pk")]


def own_stop(visit_id: int, person_id: int, *, start: datetime, end: datetime) -> Stop | None:
    """The visit as its technician sees it, with the standing briefing; None when it is not theirs.

    `start` and `end`: the day in which its place is counted. One query when it was dispatched, two
    otherwise.
    """
    mine = Q(visit__assignments__person_id=person_id, visit__assignments__withdrawn_at__isnull=True)
    told = (
        Briefing.objects.filter(mine, visit_id=visit_id, withdrawn_at__isnull=True)
        .exclude(visit__state=VisitState.CANCELLED)
        .select_related(
            "visit__job__case__customer",
            "visit__job__location__parent",
            "visit__job__job_type__service",
            "visit__job__equipment",
            "visit__job__request__contact",
            "assignment__person__position",
            "handoff__giver",
        )
        .order_by("-composed_at")
    )
    code = AccessCode.objects.filter(
        location_id=OuterRef("visit__job__location_id"), replaced_at__isnull=True
    )
    today = _own_between(person_id, start, end)
    earlier = today.filter(starts_at__lt=OuterRef("assignment__starts_at"))
    rows = _with_promise(told).annotate(
        code_kept=Exists(code), stops=_how_many(today), earlier=_how_many(earlier)
    )
    briefing = rows.first()
    if briefing is not None:
        is_today = start <= briefing.assignment.starts_at < end
        return Stop(
            briefing.visit,
            briefing.assignment,
            _promised(briefing),
            briefing,
            has_code=briefing.code_kept,
            number=(briefing.earlier or 0) + 1 if is_today else 0,
            of=briefing.stops or 0,
        )
    row = _own(person_id).filter(visit_id=visit_id).exclude(visit__state=VisitState.CANCELLED)
    assigned = row.first()
    return _stop(assigned) if assigned is not None else None


def asked_about(briefing: Briefing) -> list[Return]:
    """Questions about lines of a briefing, answered ones too; one query."""
    rows = Return.objects.filter(handoff_id=briefing.handoff_id).select_related("answered_by")
    return list(rows.order_by("asked_at"))


def came_back_to(person_id: int) -> list[CameBack]:
    """Items of one's close-outs that wait for an answer, oldest first: the one box; one query."""
    first = CloseOut.objects.filter(handoff=OuterRef("handoff"), version=1)
    item = first.filter(visit__job__job_type__form__items__key=OuterRef("item_key"))
    items = "visit__job__job_type__form__items"
    rows = (
        questions_to(person_id)
        .filter(handoff__link__key=LinkKey.CLOSEOUT)
        .annotate(
            of_visit=Subquery(first.values("visit_id")[:1]),
            item_kind=Subquery(item.values(f"{items}__kind")[:1]),
            item_unit=Subquery(item.values(f"{items}__unit")[:1]),
        )
    )
    return [
        CameBack(
            returned=row,
            visit_id=int(visit),
            kind=getattr(row, "item_kind", None) or "",
            unit=getattr(row, "item_unit", None) or "",
        )
        for row in rows
        if (visit := getattr(row, "of_visit", None)) is not None
    ]


def was_asked(person_id: int, returned: int) -> bool:
    """Whether this question was ever put to that person, answered or not."""
    return Return.objects.filter(pk=returned, asked_to_id=person_id).exists()


def visit_to_answer(item: CameBack) -> Visit:
    """The visit whose close-out gets its next version."""
    rows = Visit.objects.filter(pk=item.visit_id).select_related("job__case", "job__job_type")
    return rows[0]


def codes_at(visit: Visit) -> list[AccessCode]:
    """Sealed codes in force where the visit is."""
    rows = AccessCode.objects.filter(location=visit.job.location_id, replaced_at__isnull=True)
    return list(rows.order_by("label"))


def parts_offered(text: str, trade: str, most: int = 30) -> list[PriceItem]:
    """What the price lists of a trade offer for these words; all of it for none."""
    rows = PriceItem.objects.filter(retired_on__isnull=True).exclude(kind=PriceKind.FEE)
    rows = rows.filter(Q(price_list__trade=trade) | Q(price_list__trade=""))
    for word in text.split()[:4]:
        rows = rows.filter(Q(name__icontains=word) | Q(code__istartswith=word))
    return list(rows.order_by("name", "pk")[:most])


def parts_named(texts: Iterable[str]) -> list[PriceItem]:
    """Items whose name is one of the texts, or whose code is, alone or in brackets behind a name."""
    fits = Q()
    for text in texts:
        code = re.search(r"\(([^()]+)\)\s*$", text)
        fits |= Q(name__iexact=text) | Q(code__iexact=code.group(1) if code else text)
    if not fits:
        return []
    return list(PriceItem.objects.filter(fits, retired_on__isnull=True).order_by("-pk"))


def closed_by(
    person_id: int, behind: tuple[datetime, int] | None = None, most: int = 25
) -> list[Closed]:
    """Visits a person left, newest first, behind (left at, key); one more than `most` when there is
    another page. Two queries."""
    rows = _own(person_id).filter(visit__state=VisitState.LEFT)
    if behind is not None:
        at, number = behind
        rows = rows.filter(
            Q(visit__left_at__lt=at) | Q(visit__left_at=at, visit_id__lt=number),
        )
    stops = [_stop(row) for row in rows.order_by("-visit__left_at", "-visit_id")[: most + 1]]
    returns: dict[str, list[Return]] = {}
    sent_back = Return.objects.filter(
        handoff__link__key=LinkKey.CLOSEOUT, handoff__item__in=[stop.visit.ref for stop in stops]
    )
    for row in sent_back.select_related("handoff").order_by("asked_at"):
        returns.setdefault(row.handoff.item, []).append(row)
    return [Closed(stop, tuple(returns.get(stop.visit.ref, ()))) for stop in stops]


def still_on_site(person_id: int, *, besides: int) -> Visit | None:
    """Where a person has arrived and not left, apart from one visit."""
    rows = Visit.objects.filter(
        assignments__attendance__person_id=person_id,
        assignments__attendance__arrived_at__isnull=False,
        assignments__attendance__left_at__isnull=True,
    )
    return rows.exclude(pk=besides).select_related("job__location").first()


def _own(person_id: int) -> "QuerySet[Assignment]":
    rows = (
        Assignment.objects.standing()
        .filter(person_id=person_id)
        .select_related(
            "visit__job__case__customer",
            "visit__job__location__parent",
            "visit__job__job_type__service",
            "visit__job__equipment",
            "visit__job__request__contact",
            "person__position",
        )
    )
    found: QuerySet[Assignment] = _with_promise(rows)
    return found


def _own_between(person_id: int, start: datetime, end: datetime) -> "QuerySet[Assignment]":
    rows = Assignment.objects.standing().filter(person_id=person_id)
    return rows.filter(starts_at__gte=start, starts_at__lt=end).exclude(
        visit__state=VisitState.CANCELLED
    )


def _how_many(rows: "QuerySet[Assignment]") -> Subquery:
    return Subquery(rows.order_by().values("person_id").annotate(n=Count("pk")).values("n"))


def _with_promise(rows: Any) -> Any:
    """The standing promise beside each row, in the same query: a list of 50 stays one query."""
    standing = FilteredRelation(
        "visit__job__promises", condition=Q(visit__job__promises__superseded_at__isnull=True)
    )
    return rows.annotate(standing=standing).annotate(
        promise_kind=F("standing__kind"),
        promise_start=F("standing__window_start"),
        promise_end=F("standing__window_end"),
        promise_zone=F("standing__zone"),
    )


def _stop(row: Assignment) -> Stop:
    return Stop(row.visit, row, _promised(row))


def _promised(row: Any) -> Promised | None:
    if row.promise_kind is None:
        return None
    return Promised(row.promise_kind, row.promise_start, row.promise_end, row.promise_zone)
