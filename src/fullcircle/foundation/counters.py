"""Gapless numbers out of one locked counter per series."""

from django.db import connection

from fullcircle.foundation.models import Counter

_RAISE = "UPDATE foundation_counter SET last = last + 1 WHERE series = %s RETURNING last"


def next_number(series: str) -> int:
    """The next number of the series; its row stays locked until the transaction ends.

    Raises RuntimeError outside a transaction: a number taken and then lost would be a gap.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a number is taken inside the transaction that uses it")
    with connection.cursor() as cursor:
        cursor.execute(_RAISE, [series])
        row = cursor.fetchone()
        if row is None:
            Counter.objects.get_or_create(series=series)
            cursor.execute(_RAISE, [series])
            row = cursor.fetchone()
    return int(row[0])


def skip_to(series: str, number: int) -> None:
    """Set the series so that the next number follows `number` (bulk import)."""
    Counter.objects.update_or_create(series=series, defaults={"last": number})
