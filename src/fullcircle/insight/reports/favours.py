"""Who is promised earlier than the standard, next to what severity, agreement and age would explain.

METRICS 1.14: the expected count of a group follows from a published rule alone; observed over
expected stands in a funnel. Two views: who gives, who gets. A flag opens a conversation.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    F,
    Max,
    Min,
    Q,
    QuerySet,
    Value,
    When,
)
from django.utils.translation import gettext as _

from fullcircle.engines.statistics.fairness import Fairness, expected_favours, fairness
from fullcircle.insight.periods import Period
from fullcircle.insight.reports.counting import Tally, narrowed
from fullcircle.insight.reports.definitions import definition
from fullcircle.insight.reports.measures import By, Measure, Standing
from fullcircle.insight.reports.report import fold_lone, names_of
from fullcircle.insight.tallies import MinutesBetween
from fullcircle.registry.customers.states import CustomerKind

HOUR, DAY = 60, 24 * 60
_YES = BooleanField()


@dataclass(frozen=True)
class FavourView:
    """One way of looking. `names`: group -> name as stored, in the order of the names; `by`: the
    split whose rows stand behind a group. Groups of private customers have no name of their own."""

    by: By
    found: Fairness | None
    names: Mapping[str, str]


@dataclass(frozen=True)
class FavourReport:
    """`asked_elsewhere`: promises where another customer asked than the one who got it; without any
    a view of who asks would say what the view of who gets says."""

    gives: FavourView
    gets: FavourView
    promises: int
    early: int
    asked_elsewhere: int


@dataclass(frozen=True)
class _Group:
    """Promises that share everything the rule knows, and the two groups they belong to."""

    team: str
    customer: str
    reasons: str
    early: bool
    count: int
    first: int | None
    last: int | None
    elsewhere: int


def favours(period: Period, *, at: datetime) -> FavourReport:
    """Four queries, whatever there is."""
    meant = definition(Measure.EARLY, at=at)
    rows = narrowed(meant, period, {}).annotate(standing=meant.standing())
    rows = _with_reasons(rows.filter(standing__in=[Standing.FOR, Standing.AGAINST]))
    by_customer = list(_groups(rows, team=False))
    by_team = list(_groups(rows, team=True))
    return FavourReport(
        gives=_gives(by_team),
        gets=_gets(by_customer),
        promises=sum(group.count for group in by_customer),
        early=sum(group.count for group in by_customer if group.early),
        asked_elsewhere=sum(group.elsewhere for group in by_customer),
    )


def _with_reasons(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """The published rule: the service with its severity, an agreement, how old the request was."""
    said = "job__request__agreement_said"
    waited = MinutesBetween(F("promised_at"), F("job__request__received_at"))
    none = Q(**{f"{said}__in": ["", "no agreement", _("no agreement")]})
    private = Q(job__case__customer__kind=CustomerKind.PERSON)
    wide: QuerySet[Any] = rows.annotate(
        waited=waited,
        severity=F("job__job_type__urgency"),
        agreed=Case(When(none, then=Value(False)), default=Value(True), output_field=_YES),
        age=Case(
            When(waited__lt=HOUR, then=Value("hour")),
            When(waited__lt=DAY, then=Value("day")),
            default=Value("older"),
            output_field=CharField(),
        ),
        private=Case(When(private, then=Value(True)), default=Value(False), output_field=_YES),
        elsewhere=Case(
            When(job__case__ordered_by__customer=F("job__case__customer"), then=Value(False)),
            When(job__case__ordered_by__isnull=True, then=Value(False)),
            default=Value(True),
            output_field=_YES,
        ),
    )
    return wide


def _groups(rows: "QuerySet[Any]", *, team: bool) -> Iterator[_Group]:
    whose = (
        F("promised_by__teams")
        if team
        else Case(When(private=True, then=Value(None)), default=F("job__case__customer_id"))
    )
    names = ("whose", "service", "severity", "agreed", "age", "standing")
    grouped = (
        rows.annotate(whose=whose, service=F("job__job_type__service_id"))
        .values(*names)
        .annotate(
            rows=Count("pk"),
            first=Min("promised_by_id"),
            last=Max("promised_by_id"),
            away=Count("pk", filter=Q(elsewhere=True)),
        )
        .order_by()
    )
    for row in grouped:
        key = "" if row["whose"] is None else str(row["whose"])
        yield _Group(
            team=key if team else "",
            customer="" if team else key,
            reasons="|".join(str(row[name]) for name in names[1:5]),
            early=row["standing"] == Standing.FOR,
            count=row["rows"],
            first=row["first"],
            last=row["last"],
            elsewhere=row["away"],
        )


def _gives(groups: list[_Group]) -> FavourView:
    """By team of who promised; teams of one person only together."""
    tallies: dict[str, Tally] = {}
    for group in groups:
        if group.team:
            one = Tally(people=_people(group))
            one.stood[Standing.FOR] = group.count
            tallies.setdefault(group.team, Tally()).add(one)
    folded, _members = fold_lone(tallies)
    into = {part: key for key in folded for part in key.split("-")}
    inside = [(into[group.team], group) for group in groups if group.team in into]
    stored = names_of(By.TEAM)
    names = {key: stored.get(key, "") for key in _listed(folded, stored)}
    return FavourView(By.TEAM, _fairness(inside, names), names)


def _gets(groups: list[_Group]) -> FavourView:
    """By customer; private ones together, for a household has too few to say anything."""
    keys = {group.customer for group in groups if group.customer}
    stored = names_of(By.CUSTOMER, {int(key) for key in keys})
    names = stored | ({"": ""} if any(not group.customer for group in groups) else {})
    return FavourView(
        By.CUSTOMER, _fairness([(group.customer, group) for group in groups], names), names
    )


def _fairness(groups: Iterable[tuple[str, _Group]], names: Mapping[str, str]) -> Fairness | None:
    found = {row.group: row for row in expected_favours(_each(groups))}
    return fairness([found[key] for key in names if key in found])


def _each(groups: Iterable[tuple[str, _Group]]) -> Iterator[tuple[str, str, bool]]:
    for key, group in groups:
        for _once in range(group.count):
            yield key, group.reasons, group.early


def _listed(found: Mapping[str, Any], stored: Mapping[str, str]) -> list[str]:
    """Named ones in the order of their names, then those that stand together."""
    return [key for key in stored if key in found] + sorted(set(found) - set(stored))


def _people(group: _Group) -> tuple[int, int] | None:
    if group.first is None or group.last is None:
        return None
    return group.first, group.last
