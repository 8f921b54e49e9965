"""From the clock on the wall to an instant, with an explicit answer for gap and fold.

Where clocks go forward some wall times do not exist (gap); where they go back some exist twice
(fold). Changes are not always one hour and not always at night's end: Lord Howe moves by 30
minutes, Troll by two hours, and in Cairo or Havana the day of the change has no midnight.
"""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from fullcircle.foundation.values.window import TimeWindow, require_instant


class Gap(StrEnum):
    """What to do with a wall time that the clocks jump over."""

    REFUSE = "refuse"
    JUMP = "jump"
    """Take the instant of the jump: the first moment the clock shows that time or later."""
    SHIFT = "shift"
    """Keep the distance from before the jump: 02:30 becomes 03:30."""


class Fold(StrEnum):
    """What to do with a wall time that comes twice."""

    REFUSE = "refuse"
    FIRST = "first"
    SECOND = "second"


class NotAWallTime(ValueError):
    """A local wall time carries no zone of its own; the zone is given beside it."""


class LocalTimeMissing(ValueError):
    """The clocks jump over this wall time; `next_instant` is the moment of the jump."""

    def __init__(self, wall: datetime, zone: ZoneInfo, next_instant: datetime) -> None:
        super().__init__(f"{wall:%Y-%m-%d %H:%M} does not exist in {zone.key}")
        self.wall, self.zone, self.next_instant = wall, zone, next_instant


class LocalTimeTwice(ValueError):
    """The clocks show this wall time twice; `first` and `second` are the two instants."""

    def __init__(self, wall: datetime, zone: ZoneInfo, choices: tuple[datetime, datetime]) -> None:
        super().__init__(f"{wall:%Y-%m-%d %H:%M} comes twice in {zone.key}")
        self.wall, self.zone = wall, zone
        self.first, self.second = choices


class DayMissing(ValueError):
    """The zone skipped this date altogether, as Samoa skipped 2011-12-30."""


def to_instant(wall: datetime, zone: ZoneInfo, *, gap: Gap, fold: Fold) -> datetime:
    """Return the UTC instant at which the clocks of `zone` show `wall` (a naive datetime).

    Raises LocalTimeMissing or LocalTimeTwice when the answer given for that case is REFUSE.
    """
    if wall.tzinfo is not None:
        raise NotAWallTime(f"{wall.isoformat()} already has a zone")
    earlier = _offset(wall, zone, fold=0)
    later = _offset(wall, zone, fold=1)
    if earlier == later:
        return (wall - earlier).replace(tzinfo=UTC)
    if earlier > later:
        return _in_fold(wall, zone, fold, (wall - earlier, wall - later))
    return _in_gap(wall, zone, gap, (wall - later, wall - earlier))


def first_reached(day: date, clock_time: time, zone: ZoneInfo) -> datetime:
    """Return the least UTC instant at which the clocks of `zone` show that time or later."""
    local = datetime.combine(day, clock_time, zone)
    instant = local.astimezone(UTC)
    # Datetimes of one zone compare by what the clocks show; in a gap that is something else.
    # This way is walked for every opening hour of every calendar.
    if instant.astimezone(zone) == local:
        return instant
    return to_instant(local.replace(tzinfo=None), zone, gap=Gap.JUMP, fold=Fold.FIRST)


def start_of_day(zone: ZoneInfo, day: date) -> datetime:
    """Return the UTC instant at which `day` begins; not every day begins at midnight."""
    return first_reached(day, time.min, zone)


def day_window(zone: ZoneInfo, day: date) -> TimeWindow:
    """Return the day from its start to the start of the next: 23, 24, 25 or another number of h.

    Raises DayMissing for a date that the zone skipped.
    """
    start, end = start_of_day(zone, day), start_of_day(zone, day + timedelta(days=1))
    if start == end:
        raise DayMissing(f"{day.isoformat()} does not exist in {zone.key}")
    return TimeWindow(start, end)


def local_date(zone: ZoneInfo, instant: datetime) -> date:
    """Return the date that the calendar on the wall shows at `instant`."""
    return require_instant(instant).astimezone(zone).date()


def _offset(wall: datetime, zone: ZoneInfo, *, fold: int) -> timedelta:
    offset = wall.replace(tzinfo=zone, fold=fold).utcoffset()
    return timedelta() if offset is None else offset


def _in_fold(
    wall: datetime, zone: ZoneInfo, fold: Fold, naive: tuple[datetime, datetime]
) -> datetime:
    first, second = (instant.replace(tzinfo=UTC) for instant in naive)
    if fold is Fold.REFUSE:
        raise LocalTimeTwice(wall, zone, (first, second))
    return first if fold is Fold.FIRST else second


def _in_gap(wall: datetime, zone: ZoneInfo, gap: Gap, naive: tuple[datetime, datetime]) -> datetime:
    before, after = (instant.replace(tzinfo=UTC) for instant in naive)
    if gap is Gap.SHIFT:
        return after
    jump = _moment_of_jump(zone, wall, before, after)
    if gap is Gap.REFUSE:
        raise LocalTimeMissing(wall, zone, jump)
    return jump


def _moment_of_jump(zone: ZoneInfo, wall: datetime, before: datetime, after: datetime) -> datetime:
    # The two offsets say how far the clocks jump, not when: search the second it happens.
    low, high = 0, int((after - before).total_seconds()) + 1
    start = before.replace(microsecond=0)
    while low < high:
        middle = (low + high) // 2
        shown = (start + timedelta(seconds=middle)).astimezone(zone).replace(tzinfo=None)
        if shown >= wall:
            high = middle
        else:
            low = middle + 1
    return start + timedelta(seconds=low)
