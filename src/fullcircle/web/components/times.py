"""Instants and lengths of time as a colleague says them. Pure: `now` and the zone are given."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.dateformat import format as date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def absolute(instant: datetime, zone: str, now: datetime) -> str:
    """Time of day today, weekday and time within a week, else the date; in the location's zone."""
    there = instant.astimezone(ZoneInfo(zone))
    today = now.astimezone(ZoneInfo(zone)).date()
    days = (there.date() - today).days
    clock = clock_time(there)
    if days == 0:
        return clock
    if days == 1:
        return _("tomorrow %(clock)s") % {"clock": clock}
    if days == -1:
        return _("yesterday %(clock)s") % {"clock": clock}
    if -7 < days < 7:
        return f"{_day(there.date(), 'D')} {clock}"
    if there.year == today.year:
        return _day(there.date(), "j M")
    return _day(there.date(), "j M Y")


def complete(instant: datetime, zone: str) -> str:
    """Everything, for the tooltip: date, time, name of the zone."""
    there = instant.astimezone(ZoneInfo(zone))
    return f"{_day(there.date(), 'l, j F Y')}, {clock_time(there)} {there.tzname() or zone}"


def _day(day: date, shape: str) -> str:
    return _day_in(get_language() or "", day, shape)


@lru_cache(maxsize=4096)
def _day_in(_language: str, day: date, shape: str) -> str:
    """A list says the same few days again and again, each of a dozen translated pieces."""
    return date_format(day, shape)


def clock_time(there: datetime) -> str:
    """09:05, in the form of the language when it has one of its own."""
    return _clock_time_in(get_language() or "", there.hour, there.minute)


@lru_cache(maxsize=4096)
def _clock_time_in(_language: str, hour: int, minute: int) -> str:
    return formats.time_format(time(hour, minute), "H:i")


def relative(instant: datetime, now: datetime) -> str:
    """ "now", "12 min ago", "in 3 h", "in 2 days"."""
    seconds = (instant - now).total_seconds()
    if abs(seconds) < MINUTE:
        return _("now")
    said = rough(timedelta(seconds=abs(seconds)))
    return _("in %(said)s") % {"said": said} if seconds > 0 else _("%(said)s ago") % {"said": said}


def rough(length: timedelta) -> str:
    """One unit: minutes up to an hour and a half, hours up to a day and a half, then days."""
    seconds = length.total_seconds()
    if seconds < 90 * MINUTE:
        return _("%(n)d min") % {"n": max(1, round(seconds / MINUTE))}
    if seconds < 36 * HOUR:
        return _("%(n)d h") % {"n": round(seconds / HOUR)}
    days = round(seconds / DAY)
    if days < 60:
        return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
    months = round(days / 30.44)
    if months < 24:
        return ngettext("%(n)d month", "%(n)d months", months) % {"n": months}
    years = round(days / 365.25)
    return ngettext("%(n)d year", "%(n)d years", years) % {"n": years}


def duration(length: timedelta) -> str:
    """A measured length: "41 min", "3 h 05", "1.2 days", with a minus sign where it is one."""
    seconds = length.total_seconds()
    sign = "\u2212" if seconds < 0 else ""
    minutes = round(abs(seconds) / MINUTE)
    if minutes < 60:
        return _("%(sign)s%(n)d min") % {"sign": sign, "n": minutes}
    if minutes < 24 * 60:
        hours, rest = divmod(minutes, 60)
        if rest == 0:
            return _("%(sign)s%(n)d h") % {"sign": sign, "n": hours}
        return _("%(sign)s%(h)d h %(m)02d") % {"sign": sign, "h": hours, "m": rest}
    days = abs(seconds) / DAY
    shown = formats.number_format(round(days, 1), 0 if days >= 10 else 1)
    return _("%(sign)s%(n)s days") % {"sign": sign, "n": shown}
