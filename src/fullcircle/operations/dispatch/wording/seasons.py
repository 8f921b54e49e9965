"""When something was, as one would say it now: "earlier today", "this spring", "last fall"."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from fullcircle.operations.dispatch.wording.translator import Translator, number

# Between the tropics nobody says "last fall": months are spoken there.
TROPIC_DEGREES = 23.5
DAYS_IN_WORDS = 12
DAYS_IN_WEEKS = 34
SEASONS_IN_WORDS = 4
_NAMES = ("winter", "spring", "summer", "fall")


def local(instant: datetime, zone: str) -> datetime:
    """The instant on the wall of that zone.

    Raises ValueError for an instant without offset, ZoneInfoNotFoundError for an unknown zone.
    """
    if instant.tzinfo is None:
        raise ValueError("a briefing needs instants with their offset from UTC")
    return instant.astimezone(ZoneInfo(zone) if zone else UTC)


def season(month: int, latitude: float | None) -> str:
    """The season of a month; south of the equator it is the opposite one."""
    index = month % 12 // 3
    return _NAMES[(index + 2) % 4 if latitude is not None and latitude < 0 else index]


def spoken_when(
    say: Translator,
    when: datetime,
    at: datetime,
    *,
    zone: str = "UTC",
    latitude: float | None = None,
    by_month: bool = False,
) -> str:
    """How long ago `when` was, said at `at`, both on the wall of `zone`.

    Days up to twelve, then weeks, then the season; the month instead of the season with
    `by_month` and between the tropics. An instant that lies ahead counts as today.
    """
    then, now = local(when, zone), local(at, zone)
    days = (now.date() - then.date()).days
    if days <= 0:
        return say.say("when.today")
    if days == 1:
        return say.say("when.yesterday")
    if days <= DAYS_IN_WORDS:
        return say.say("when.days", count=days, number=number(say, days))
    if days <= DAYS_IN_WEEKS:
        weeks = (days + 3) // 7
        return say.say("when.weeks", count=weeks, number=number(say, weeks))
    tropical = latitude is not None and abs(latitude) < TROPIC_DEGREES
    if by_month or tropical:
        return _month(say, then, now)
    return _season(say, then, now, latitude)


def _month(say: Translator, then: datetime, now: datetime) -> str:
    month = say.say(f"month.{then.month}")
    if (now.year - then.year) * 12 + now.month - then.month < 12:
        return say.say("when.month", month=month)
    return say.say("when.month_year", month=month, year=then.year)


def _season(say: Translator, then: datetime, now: datetime, latitude: float | None) -> str:
    # December opens the season that the next year's January belongs to.
    first, second = ((moment.year * 12 + moment.month) // 3 for moment in (then, now))
    name = season(then.month, latitude)
    crosses_new_year = first % 4 == 0
    ago = -(-(second - first) // 4) if crosses_new_year else now.year - then.year
    if ago <= 0:
        return say.say(f"season.this.{name}")
    if ago == 1:
        return say.say(f"season.last.{name}")
    if ago <= SEASONS_IN_WORDS:
        return say.say(f"season.ago.{name}", count=ago, number=number(say, ago))
    return say.say("when.year", year=then.year)
