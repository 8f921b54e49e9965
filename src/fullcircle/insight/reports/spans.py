"""Calendar months in the company's time: the spans reports are about."""

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from fullcircle.insight.periods import Period


class Span(StrEnum):
    """How many calendar months, the running one included."""

    ONE = "1"
    THREE = "3"
    TWELVE = "12"
    ALL = "24"


def months(*, until: datetime, count: int, zone: str) -> dict[str, Period]:
    """ "2026-07" -> its period, oldest first; the last one ends at `until`. Midnights in `zone`."""
    there = until.astimezone(ZoneInfo(zone))
    first = there.year * 12 + there.month - 1 - (count - 1)
    starts = [_start(first + step, zone).astimezone(until.tzinfo) for step in range(count)]
    ends = [*starts[1:], until]
    return {
        _name(first + step): Period(start, end)
        for step, (start, end) in enumerate(zip(starts, ends, strict=True))
    }


def span_of(span: Span, *, until: datetime, zone: str) -> Period:
    start = next(iter(months(until=until, count=int(span), zone=zone).values())).start
    return Period(start, until)


def month_named(name: str, *, until: datetime, zone: str) -> Period | None:
    """The month as a period, at most until `until`; None for what is no month or lies ahead."""
    year, _, month = name.partition("-")
    if not (year.isdecimal() and month.isdecimal()):
        return None
    if len(year) != 4 or int(year) < 1 or not 1 <= int(month) <= 12:
        return None
    number = int(year) * 12 + int(month) - 1
    start = _start(number, zone).astimezone(until.tzinfo)
    if start >= until or int(year) > 9998:
        return None
    return Period(start, min(until, _start(number + 1, zone).astimezone(until.tzinfo)))


def _start(number: int, zone: str) -> datetime:
    return datetime(number // 12, number % 12 + 1, 1, tzinfo=ZoneInfo(zone))


def _name(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02d}"
