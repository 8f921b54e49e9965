"""A prepared gathering asks the same question with other values."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fullcircle.foundation.gathering import Prepared, gather
from fullcircle.foundation.models import AuditEntry, Counter

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 7, 14, 12, tzinfo=UTC)


def parts(*, subject: str, since: datetime, last: int) -> list[Any]:
    return [
        AuditEntry.objects.filter(subject=subject, at__gte=since),
        Counter.objects.filter(last=last, series__startswith="gathering "),
    ]


@pytest.fixture
def rows() -> None:
    for number in range(4):
        AuditEntry.objects.create(
            at=NOON + timedelta(hours=number),
            by="worker:test",
            verb="try",
            subject="gathering:odd" if number % 2 else "gathering:even",
        )
        Counter.objects.create(series=f"gathering {number}", last=number)


@pytest.mark.parametrize("subject", ["gathering:even", "gathering:odd"])
@pytest.mark.parametrize("hours", [0, 2, 9])
def test_it_finds_what_gathering_anew_finds(rows: None, subject: str, hours: int) -> None:
    prepared = Prepared(parts)
    prepared(subject="other", since=NOON, last=99)
    values: Any = {"subject": subject, "since": NOON + timedelta(hours=hours), "last": hours}
    anew, again = gather(*parts(**values)), prepared(**values)
    for model in (AuditEntry, Counter):
        assert [vars(row) for row in anew.of(model)] == [
            vars(row) | {"_state": other._state}
            for row, other in zip(again.of(model), anew.of(model), strict=True)
        ]


def test_it_is_one_query_each_time(rows: None) -> None:
    prepared = Prepared(parts)
    with CaptureQueriesContext(connection) as asked:
        for number in range(3):
            prepared(subject="gathering:odd", since=NOON, last=number)
    assert len(asked) == 3
