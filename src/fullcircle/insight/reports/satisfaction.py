"""Do good hand-offs inside go together with content customers outside? Case by case (METRICS 1.17a)."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from django.db.models import BooleanField, Count, OuterRef, QuerySet, Subquery

from fullcircle.engines.statistics.goes_with import (
    LEAST_PER_COLUMN,
    RARE,
    Case,
    GoesWith,
    goes_with,
)
from fullcircle.engines.statistics.reasons import NoData
from fullcircle.handoffs.models import Handoff
from fullcircle.handoffs.states import LinkKey
from fullcircle.insight.periods import Period
from fullcircle.insight.reports.counting import month_of
from fullcircle.insight.tallies import KNOWN, RIGHT
from fullcircle.operations.servicedesk.models import Confirmation, Request
from fullcircle.operations.servicedesk.states import Circle
from fullcircle.registry.people.models import TeamMembership

# What happens inside before the customer sees anybody: later links cannot have had an effect.
BEFORE = (LinkKey.INTAKE, LinkKey.BRIEFING)
MOST_CASES = 4_000
DRAWS = 199


class Detail(StrEnum):
    """How finely the other reasons are told apart. Chosen by how many answers there are, before
    looking at what comes out."""

    FINE = "fine"  # job type, month, team
    MIDDLE = "middle"  # service with its severity, quarter, team
    COARSE = "coarse"  # trade with its severity, quarter, team


@dataclass(frozen=True)
class Told:
    """One request with the customer's first word and what else could explain it."""

    request: int
    case: int
    content: bool
    customer: int
    job_type: str
    service: str
    trade: str
    month: str
    score: float | None = None
    team: str = ""

    @property
    def quarter(self) -> str:
        year, _, month = self.month.partition("-")
        return f"{year} {(int(month) + 2) // 3}" if month else ""


@dataclass(frozen=True)
class SatisfactionReport:
    """`found` is the model or why there is none, `detail` how fine its other reasons are. Of `done`
    requests, `told` gave a first word. The newest `MOST_CASES` at most are looked at: `content` said
    all good, `without_score` have nothing known before the visit, of `same` all alike said the same
    and nothing can be compared; `used` went into the model."""

    found: GoesWith | NoData
    detail: Detail
    done: int
    told: int
    used: int
    content: int
    without_score: int
    same: int


def satisfaction(period: Period, months: Mapping[str, Period]) -> SatisfactionReport:
    """Six queries. Requests done in `period`, the newest first."""
    done = Request.objects.filter(done_at__gte=period.start, done_at__lt=period.end)
    done = done.exclude(circle=Circle.VOID)
    word = Confirmation.objects.filter(request_id=OuterRef("pk")).order_by("at", "pk")
    told = done.filter(confirmations__isnull=False).distinct()
    newest = told.order_by("-done_at", "-pk").annotate(month=month_of("done_at", months))
    first = Subquery(word.values("all_good")[:1], output_field=BooleanField())
    rows = _told(newest.annotate(content=first)[:MOST_CASES])
    scored = [row for row in _with_hand_offs(rows) if row.score is not None]
    found, detail, used = _fitted(scored)
    return SatisfactionReport(
        found=found,
        detail=detail,
        done=done.count(),
        told=told.count(),
        used=used,
        same=len(scored) - used,
        content=sum(row.content for row in scored),
        without_score=len(rows) - len(scored),
    )


def _told(rows: "QuerySet[Any]") -> list[Told]:
    wanted = rows.values_list(
        "pk", "case_id", "content", "case__customer_id", "case__trade", "month",
        "job_type__code", "job_type__service__name", "job_type__urgency",
    )  # fmt: skip
    return [
        Told(
            request=number,
            case=case,
            content=content,
            customer=customer,
            job_type=code or "",
            service=f"{service} {urgency}",
            trade=f"{trade} {urgency}",
            month=month,
        )
        for number, case, content, customer, trade, month, code, service, urgency in wanted
    ]


def _with_hand_offs(rows: list[Told]) -> list[Told]:
    """With the share of the known hand-offs before the visit that were right the first time, and
    the team that came. Asked by range of cases: thousands of keys are no argument of a query."""
    if not rows:
        return []
    low, high = min(row.case for row in rows), max(row.case for row in rows)
    there = Handoff.objects.filter(case_id__gte=low, case_id__lte=high).order_by()
    inside = there.filter(KNOWN, link__key__in=BEFORE).values_list("case_id")
    shares = {
        case: right / known
        for case, right, known in inside.annotate(
            right=Count("pk", filter=RIGHT), known=Count("pk")
        )
    }
    visits = there.filter(link__key=LinkKey.VISIT, giver__isnull=False)
    came = dict(visits.order_by("-given_at").values_list("case_id", "giver_id"))
    teams = _teams()
    return [
        Told(
            **{
                **row.__dict__,
                "score": shares.get(row.case),
                "team": teams.get(came.get(row.case, 0), ""),
            }
        )
        for row in rows
    ]


def _teams() -> dict[int, str]:
    """Person -> one team, for the model alone; never shown."""
    rows = TeamMembership.objects.order_by("-team_id").values_list("person_id", "team_id")
    return {person: str(team) for person, team in rows}


_REASONS: Mapping[Detail, Callable[[Told], tuple[str, ...]]] = {
    Detail.FINE: lambda row: (row.job_type, row.month, row.team),
    Detail.MIDDLE: lambda row: (row.service, row.quarter, row.team),
    Detail.COARSE: lambda row: (row.trade, row.quarter, row.team),
}


def _fitted(rows: list[Told]) -> tuple[GoesWith | NoData, Detail, int]:
    """The finest model that has answers enough for its reasons; and how many cases are in it."""
    for detail in Detail:
        reasons = _REASONS[detail]
        inside = _compared(rows, reasons)
        rarer = min(Counter(row.content for row in inside).values(), default=0)
        if detail is Detail.COARSE or rarer >= LEAST_PER_COLUMN * _columns(inside, reasons):
            return _model(tuple(_cases(inside, reasons))), detail, len(inside)
    raise AssertionError("the coarsest is always taken")


def _compared(rows: list[Told], reasons: Callable[[Told], tuple[str, ...]]) -> list[Told]:
    """Without the cases whose like all said the same (every IT customer content): with a reason of
    their own in the model they say nothing about the score, and would only keep it from settling."""
    while True:
        said: dict[tuple[int, str], set[bool]] = {}
        for row in rows:
            for place, value in enumerate(reasons(row)):
                said.setdefault((place, value), set()).add(row.content)
        inside = [row for row in rows if all(len(said[one]) > 1 for one in enumerate(reasons(row)))]
        if len(inside) in (0, len(rows)):
            return inside or rows
        rows = inside


def _columns(rows: list[Told], reasons: Callable[[Told], tuple[str, ...]]) -> int:
    """How many columns the model would have at most: the score, and one less than the values of
    each reason (the rare ones count as one)."""
    found = 1
    for values in zip(*(reasons(row) for row in rows), strict=True):
        times = Counter(values).values()
        found += max(0, sum(n >= RARE for n in times) + any(n < RARE for n in times) - 1)
    return found


@lru_cache(maxsize=8)
def _model(cases: tuple[Case, ...]) -> GoesWith | NoData:
    """The same facts give the same answer: it takes seconds, so it is remembered by them."""
    return goes_with(cases, draws=DRAWS)


def _cases(rows: list[Told], reasons: Callable[[Told], tuple[str, ...]]) -> list[Case]:
    """Newest first in `rows`, so the score seen before a row is that of the customer's next case:
    the control backwards in time."""
    later: dict[int, float] = {}
    found = []
    for row in rows:
        assert row.score is not None
        found.append(
            Case(
                answer=int(row.content),
                score=row.score,
                cluster=str(row.customer),
                reasons=reasons(row),
                later=later.get(row.customer),
            )
        )
        later[row.customer] = row.score
    return found
