"""Clock times and promises in words: "first of the afternoon", "between 1 and 3"."""

from datetime import datetime

from fullcircle.operations.dispatch.wording.facts import Promise, PromiseKind
from fullcircle.operations.dispatch.wording.seasons import local
from fullcircle.operations.dispatch.wording.translator import Translator

# Inside the working day nobody adds "in the afternoon" on the radio.
FIRST_PLAIN_HOUR, LAST_PLAIN_HOUR = 7, 19


def spoken_time(say: Translator, moment: datetime) -> str:
    """A wall-clock time as said: "1", "1:40", "noon", "2 in the morning", "10 at night"."""
    if moment.minute == 0 and moment.hour in (0, 12):
        return say.say("time.noon" if moment.hour else "time.midnight")
    time = say.say(
        "time.minute" if moment.minute else "time.hour",
        hour12=(moment.hour - 1) % 12 + 1,
        hour24=moment.hour,
        minute=f"{moment.minute:02d}",
    )
    if moment.hour < FIRST_PLAIN_HOUR:
        return say.say("time.morning", time=time)
    if moment.hour > LAST_PLAIN_HOUR:
        return say.say("time.night", time=time)
    return time


def screen_time(say: Translator, moment: datetime) -> str:
    """A wall-clock time as written on the card: "13:40"."""
    return say.say(
        "time.screen",
        hour12=(moment.hour - 1) % 12 + 1,
        hour24=f"{moment.hour:02d}",
        minute=f"{moment.minute:02d}",
    )


def spoken_day(say: Translator, day: datetime, today: datetime) -> str:
    """A day as said today: "today", "tomorrow", "on Thursday", "on March 3"."""
    ahead = (day.date() - today.date()).days
    if ahead == 0:
        return say.say("day.today")
    if ahead == 1:
        return say.say("day.tomorrow")
    if ahead == -1:
        return say.say("day.yesterday")
    if 1 < ahead < 7:
        return say.say("day.weekday", weekday=say.say(f"weekday.{day.weekday()}"))
    return say.say("day.date", month=say.say(f"month.{day.month}"), day=day.day)


def spoken_promise(say: Translator, promise: Promise, at: datetime, zone: str) -> str:
    """The promise without capital and full stop: "between 1 and 3 tomorrow, be there by 1:40"."""
    words = promise_words(say, promise, at, zone)
    if promise.kind in (PromiseKind.WINDOW, PromiseKind.EXACT):
        words = say.say("promise.said", promise=words)
    by = promise.be_there_by
    if by is not None:
        time = spoken_time(say, local(by, promise.zone or zone))
        words = say.say("promise.by", promise=words, time=time)
    return say.say("promise.late", promise=words) if promise.already_late else words


def promise_words(
    say: Translator, promise: Promise, at: datetime, zone: str, *, aloud: bool = True
) -> str:
    """Only what was promised and, when it is not today, for which day.

    Not `aloud`, times are written as on the card: "13:00 to 15:00"."""
    zone = promise.zone or zone
    today = local(at, zone)
    start = local(promise.start, zone) if promise.start else None
    end = local(promise.end, zone) if promise.end else None
    if promise.kind is PromiseKind.ANY_TIME:
        return say.say("promise.any_time", day=spoken_day(say, start or today, today))
    words = _kind_words(say, promise.kind, (start, end), aloud=aloud)
    day = start or end
    if day is not None and day.date() != today.date():
        return say.say("promise.on_day", promise=words, day=spoken_day(say, day, today))
    return words


def _kind_words(
    say: Translator,
    kind: PromiseKind,
    window: tuple[datetime | None, datetime | None],
    *,
    aloud: bool,
) -> str:
    start, end = window
    time = spoken_time if aloud else screen_time
    if kind is PromiseKind.WINDOW and start and end:
        key = "promise.window" if aloud else "promise.screen.window"
        return say.say(key, start=time(say, start), end=time(say, end))
    if kind is PromiseKind.EXACT and start:
        return say.say("promise.exact", time=time(say, start))
    if kind in (PromiseKind.WINDOW, PromiseKind.EXACT):
        return say.say("promise.unknown_time")
    return say.say(f"promise.{kind.value}")
