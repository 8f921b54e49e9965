"""Every row stands on exactly one page, in both directions, also where many share a value."""

from datetime import UTC, datetime, timedelta

import pytest

from fullcircle.foundation.keyset import rows_behind
from fullcircle.foundation.models import AuditEntry

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 7, 14, 12, tzinfo=UTC)


@pytest.mark.parametrize("falling", [False, True])
def test_pages_show_each_row_once_and_in_order(falling: bool) -> None:
    for number in range(30):
        at = NOON + timedelta(minutes=number // 7)
        AuditEntry.objects.create(at=at, by="worker:test", verb="try", subject=f"keyset:{number}")
    rows = AuditEntry.objects.filter(subject__startswith="keyset:")
    order = ("-at", "-pk") if falling else ("at", "pk")
    seen: list[int] = []
    last: AuditEntry | None = None
    while True:
        behind = rows_behind("at", last.at, last.pk, falling=falling) if last else None
        page = list((rows.filter(behind) if behind else rows).order_by(*order)[:4])
        if not page:
            break
        seen += [row.pk for row in page]
        last = page[-1]
    assert seen == list(rows.order_by(*order).values_list("pk", flat=True))
    assert len(set(seen)) == 30
