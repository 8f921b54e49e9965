"""A standing query asks what it was built from, each time with other values."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from fullcircle.foundation.models import AuditEntry, Counter
from fullcircle.foundation.standing_queries import StandingQuery

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 7, 14, 12, tzinfo=UTC)
ODD, EVEN = "standing:o'dd 100%", "standing:even"


@pytest.fixture
def rows() -> list[int]:
    return [
        AuditEntry.objects.create(
            at=NOON + timedelta(hours=number),
            by="worker:test",
            verb="try",
            subject=ODD if number % 2 else EVEN,
        ).pk
        for number in range(9)
    ]


def about(*, subject: str, since: datetime) -> "QuerySet[AuditEntry]":
    return AuditEntry.objects.filter(subject=subject, at__gte=since, verb="try").order_by("pk")


def these(*, keys: list[int]) -> "QuerySet[AuditEntry, tuple[Any, ...]]":
    found = AuditEntry.objects.filter(pk__in=keys).exclude(by="100% 'nobody'")
    return found.order_by("pk").values_list("pk", "at")


@pytest.mark.parametrize("subject", [ODD, EVEN, "standing:none"])
@pytest.mark.parametrize("hours", [0, 3, 20])
def test_it_finds_the_rows_that_the_query_finds(rows: list[int], subject: str, hours: int) -> None:
    standing = StandingQuery(about)
    standing(subject="something else", since=NOON)
    values: Any = {"subject": subject, "since": NOON + timedelta(hours=hours)}
    anew, again = list(about(**values)), standing(**values)
    assert [row.pk for row in again] == [row.pk for row in anew]
    assert [row.at for row in again] == [row.at for row in anew]


@pytest.mark.parametrize("many", [1, 2, 3, 5, 8, 9])
def test_any_number_of_keys_finds_each_row_once(rows: list[int], many: int) -> None:
    standing = StandingQuery(these)
    wanted = rows[:many]
    assert standing(keys=wanted) == list(these(keys=wanted))
    assert [pk for pk, _ in standing(keys=rows[-many:])] == rows[-many:]


def test_without_keys_nothing_is_asked(rows: list[int]) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert StandingQuery(these)(keys=[]) == []
    assert len(asked) == 0


def test_it_is_put_into_words_once_for_each_number_of_keys(rows: list[int]) -> None:
    built = []

    def counted(*, keys: list[int]) -> "QuerySet[AuditEntry, tuple[Any, ...]]":
        built.append(len(keys))
        return these(keys=keys)

    standing = StandingQuery(counted)
    for many in (3, 4, 3, 7, 5):
        standing(keys=rows[:many])
    assert built == [4, 8]


def test_each_asking_is_one_query(rows: list[int]) -> None:
    standing = StandingQuery(about)
    with CaptureQueriesContext(connection) as asked:
        for _ in range(3):
            standing(subject=ODD, since=NOON)
    assert len(asked) == 3


def test_words_in_two_parts_are_asked_as_one() -> None:
    Counter.objects.create(series="standing a", last=1)
    Counter.objects.create(series="standing b", last=2)

    def both(*, series: str, other: str) -> "QuerySet[Counter, tuple[Any, ...]]":
        first = Counter.objects.filter(series=series).values_list("series", "last").order_by()
        rest = Counter.objects.filter(series=other).values_list("series", "last").order_by()
        return first.union(rest)

    standing = StandingQuery(both)
    assert sorted(standing(series="standing a", other="standing b")) == [
        ("standing a", 1),
        ("standing b", 2),
    ]
    assert standing(series="standing x", other="standing b") == [("standing b", 2)]


def test_it_sees_what_its_own_transaction_wrote(rows: list[int]) -> None:
    standing = StandingQuery(about)
    before = len(standing(subject=EVEN, since=NOON))
    AuditEntry.objects.create(at=NOON, by="worker:test", verb="try", subject=EVEN)
    assert len(standing(subject=EVEN, since=NOON)) == before + 1
