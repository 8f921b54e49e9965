"""Gapless numbers out of one locked counter per series."""

from django.db import transaction
from django.db.models import F

from fullcircle.foundation.models import Counter


def next_number(series: str) -> int:
    """The next number of the series. Call it last in a transaction: its row stays locked until the end."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a number is taken inside the transaction that uses it")
    if Counter.objects.filter(series=series).update(last=F("last") + 1) == 0:
        Counter.objects.get_or_create(series=series)
        Counter.objects.filter(series=series).update(last=F("last") + 1)
    return Counter.objects.values_list("last", flat=True).get(series=series)


def skip_to(series: str, number: int) -> None:
    """Set the series so that the next number follows `number` (bulk import)."""
    Counter.objects.update_or_create(series=series, defaults={"last": number})
