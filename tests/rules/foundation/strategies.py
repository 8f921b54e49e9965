"""Random calendars in zones with odd clocks, and random logs of one clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from fullcircle.foundation.values.calendar import BusinessCalendar
from fullcircle.foundation.values.opening_hours import (
    Closure,
    DatedHours,
    Hours,
    Interval,
    YearlyClosure,
)
from fullcircle.foundation.values.target_clock import (
    ClockEvent,
    Paused,
    PauseReason,
    PolicyChanged,
    Reopened,
    Resumed,
    Started,
    Stopped,
)
from fullcircle.foundation.values.working_time import WorkingCalendar
from tests.rules.foundation.desk import policy

ODD_ZONES = (
    "America/New_York",
    "America/Havana",
    "America/Santiago",
    "America/Nuuk",
    "Antarctica/Troll",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Atlantic/Azores",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Pacific/Chatham",
    "UTC",
)
FIRST_DAY = date(2026, 9, 1)
STEP = timedelta(minutes=5)

# Days near the changes of clocks come often: one of them is drawn every other time.
DAYS_OF_CHANGE = tuple(
    date.fromisoformat(day)
    for day in (
        "2026-10-03",
        "2026-10-24",
        "2026-10-31",
        "2027-02-07",
        "2027-03-13",
        "2027-03-27",
        "2027-04-03",
        "2027-04-29",
    )
)
days = st.one_of(
    st.sampled_from(DAYS_OF_CHANGE), st.dates(FIRST_DAY, FIRST_DAY + timedelta(days=365))
)
zones = st.sampled_from(ODD_ZONES).map(ZoneInfo)


def _at_minute(minute: int) -> time:
    return time(minute // 60 % 24, minute % 60)


@st.composite
def hours_of_a_day(draw: st.DrawFn) -> Hours:
    """Draw up to three intervals that do not overlap; the last may run into the next day."""
    edges = draw(st.lists(st.integers(0, 287), max_size=6, unique=True).map(sorted))
    pairs = list(zip(edges[::2], edges[1::2], strict=False))
    intervals = [Interval(_at_minute(5 * a), _at_minute(5 * b)) for a, b in pairs]
    if draw(st.booleans()):
        opens = draw(st.integers(edges[-1] if edges else 0, 287))
        # Closing before it opened, on the clock: on the next day.
        closes = draw(st.integers(0, max(0, opens - 1)))
        intervals.append(Interval(_at_minute(5 * opens), _at_minute(5 * closes)))
    return tuple(intervals)


dated_hours = st.dictionaries(days, hours_of_a_day(), max_size=2).map(
    lambda found: tuple(DatedHours(day, hours) for day, hours in found.items())
)
closures = st.builds(
    lambda first, length: Closure(first, first + timedelta(days=length)), days, st.integers(0, 9)
)
yearly_closures = st.builds(
    lambda first, length: YearlyClosure(
        (first.month, first.day),
        ((first + timedelta(days=length)).month, (first + timedelta(days=length)).day),
    ),
    days,
    st.integers(0, 12),
)


@st.composite
def calendars(draw: st.DrawFn) -> BusinessCalendar:
    """Draw a calendar that is open at least on Wednesdays, so that it can be added to."""
    patterns = [(), draw(hours_of_a_day()), draw(hours_of_a_day())]
    week = [patterns[choice] for choice in draw(st.tuples(*[st.integers(0, 2)] * 7))]
    week[2] = week[2] or (Interval(time(9), time(17)),)
    return BusinessCalendar(
        "Drawn",
        draw(zones),
        tuple(week),
        holidays=draw(st.frozensets(days, max_size=4)),
        closures=tuple(draw(st.lists(closures, max_size=2))),
        yearly_closures=tuple(draw(st.lists(yearly_closures, max_size=1))),
        special_hours=draw(dated_hours),
        openings=draw(dated_hours),
    )


instants = st.builds(
    lambda day, step: datetime.combine(day, time.min, UTC) + step * STEP,
    days,
    st.integers(-144, 432),
)
targets = st.integers(0, 60 * 60).map(lambda count: timedelta(minutes=count))

OUTSIDE_REASONS = (PauseReason.REQUESTER, PauseReason.ACCESS, PauseReason.THIRD_PARTY)


@st.composite
def logs(draw: st.DrawFn, calendar: WorkingCalendar) -> tuple[ClockEvent, ...]:
    """Draw what happened to a resolution clock in ten days, all in one calendar."""
    start = draw(instants)
    count = draw(st.integers(0, 7))
    events: list[ClockEvent] = [Started(at=start, policy=policy(draw(targets), calendar))]
    for number in range(1, count + 1):
        at = start + timedelta(minutes=draw(st.integers(-60, 14400)))
        events.append(draw(_events(at, number, calendar)))
    return tuple(events)


@st.composite
def _events(draw: st.DrawFn, at: datetime, number: int, calendar: WorkingCalendar) -> ClockEvent:
    match draw(st.sampled_from(["pause", "pause", "resume", "resume", "stop", "reopen", "policy"])):
        case "pause":
            return Paused(at=at, sequence=number, reason=draw(st.sampled_from(OUTSIDE_REASONS)))
        case "resume":
            reason = draw(st.one_of(st.none(), st.sampled_from(OUTSIDE_REASONS)))
            return Resumed(at=at, sequence=number, reason=reason)
        case "stop":
            return Stopped(at=at, sequence=number)
        case "reopen":
            return Reopened(at=at, sequence=number)
        case _:
            other = policy(draw(targets), calendar, name=f"policy {number}")
            return PolicyChanged(at=at, sequence=number, policy=other)
