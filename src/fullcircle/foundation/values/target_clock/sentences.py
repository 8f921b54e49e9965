"""The explanation in words. English here; a translator is passed in, for this room knows none."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from fullcircle.foundation.values.target_clock.explanation import (
    CountedPart,
    CountedUntil,
    DuePart,
    NotePart,
    Part,
    PausedPart,
    ReceivedPart,
    SummedPart,
)
from fullcircle.foundation.values.target_clock.reading import NoteCode
from fullcircle.foundation.values.target_clock.states import PauseReason

Translate = Callable[[str], str]
SayWhen = Callable[[datetime], str]


def gettext_noop(message: str) -> str:
    """Mark a message for the catalogue of translations; return it as it is."""
    return message


WEEKDAYS = (
    gettext_noop("Mon"),
    gettext_noop("Tue"),
    gettext_noop("Wed"),
    gettext_noop("Thu"),
    gettext_noop("Fri"),
    gettext_noop("Sat"),
    gettext_noop("Sun"),
)
COUNTED = {
    CountedUntil.CLOSING: gettext_noop("{duration} counted from {start} until closing {end}"),
    CountedUntil.PAUSE: gettext_noop("{duration} counted from {start} until the pause {end}"),
    CountedUntil.DUE: gettext_noop("{duration} counted from {start} until {end}"),
}
REASONS = {
    PauseReason.REQUESTER: gettext_noop("waiting for the requester"),
    PauseReason.ACCESS: gettext_noop("waiting for access"),
    PauseReason.THIRD_PARTY: gettext_noop("waiting for a third party"),
    PauseReason.OUR_PARTS: gettext_noop("waiting for our own parts"),
    PauseReason.OUR_TEAM: gettext_noop("waiting for another team of ours"),
    PauseReason.SOLVED: gettext_noop("solved until it was reopened"),
}
NOTES = {
    NoteCode.STAMPED_BEFORE_START: gettext_noop(
        "an entry stamped {at}, before the start, counts as made at the start"
    ),
    NoteCode.STOP_DOES_NOT_COUNT: gettext_noop(
        "the answer of {at} does not stop this clock: it did not come from one of us ({subject})"
    ),
    NoteCode.DOES_NOT_PAUSE: gettext_noop("{subject} from {at} does not stop this clock"),
    NoteCode.ALREADY_WAITING: gettext_noop("asked again {at}; the first question counts"),
    NoteCode.NOTHING_TO_RESUME: gettext_noop("resumed {at}, but nothing was paused"),
    NoteCode.CLOSED_ALREADY: gettext_noop("an entry of {at} came after the end of the clock"),
    NoteCode.NOT_REOPENED: gettext_noop("not reopened {at}: a new case has a new clock"),
    NoteCode.POLICY_CHANGED: gettext_noop("{subject} counts since {at}; the start stays"),
    NoteCode.REBASED: gettext_noop("moved {at} to the calendar {subject}"),
    NoteCode.RESTARTED: gettext_noop(
        "started anew {at} by {subject}: the policy was wrong from the beginning"
    ),
    NoteCode.REOPENED: gettext_noop("reopened {at}"),
    NoteCode.STARTS_EARLIER: gettext_noop("joined {at} with {subject}; the earlier start counts"),
    NoteCode.KEEPS_OWN_START: gettext_noop(
        "joined {at} with {subject}, asked by somebody else; its own start counts"
    ),
    NoteCode.SPOKEN_WHEN_RAISED: gettext_noop("raised {at} by one of us, who spoke with them"),
    NoteCode.FOUND_NOT_OURS: gettext_noop("found {at}: not our fault"),
}
RECEIVED = gettext_noop("received {at}")
RECEIVED_OUTSIDE = gettext_noop("received {at}, outside working hours")
COUNTS_FROM = gettext_noop("received {at}, counted from {start}")
SUMMED = gettext_noop("{duration} counted in {stretches} stretches from {start} to {end}")
PAUSED = gettext_noop("paused {start} to {end}, {reasons}: {duration} given back")
STILL_PAUSED = gettext_noop("paused since {start}, {reasons}: {duration} given back so far")
DUE = gettext_noop("due {at}, after {duration}")
WOULD_BE_DUE = gettext_noop("would be due {at}, after {duration}, if work went on now")


def say(
    parts: Iterable[Part],
    zone: ZoneInfo,
    *,
    translate: Translate = gettext_noop,
    say_when: SayWhen | None = None,
) -> list[str]:
    """Return one plain sentence for each part, times told in `zone`.

    `say_when` replaces the way instants are written (weekday and time, with the date where the
    parts span more than six days).
    """
    told = tuple(parts)
    writer = say_when or _usual_way(told, zone, translate)
    return [_sentence(part, translate, writer) for part in told]


def say_duration(duration: timedelta) -> str:
    """Return hours and minutes, seconds where there are some: `2 h 15 min`, `30 min`, `0 min`."""
    seconds = duration.total_seconds()
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    words = [f"{hours:.0f} h"] if hours else []
    words += [f"{minutes:.0f} min"] if minutes else []
    words += [f"{seconds:g} s"] if seconds else []
    return " ".join(words) or "0 min"


def _sentence(part: Part, translate: Translate, when: SayWhen) -> str:
    match part:
        case ReceivedPart(at=at, start=start) if at != start:
            return translate(COUNTS_FROM).format(at=when(at), start=when(start))
        case ReceivedPart(at=at, within_hours=within_hours):
            return translate(RECEIVED if within_hours else RECEIVED_OUTSIDE).format(at=when(at))
        case CountedPart(start=start, end=end, until=until):
            duration = say_duration(part.duration)
            message = translate(COUNTED[until])
            return message.format(duration=duration, start=when(start), end=when(end))
        case SummedPart():
            return translate(SUMMED).format(
                duration=say_duration(part.duration),
                stretches=part.stretches,
                start=when(part.start),
                end=when(part.end),
            )
        case PausedPart():
            message = translate(STILL_PAUSED if part.still_waiting else PAUSED)
            return message.format(
                start=when(part.start),
                end=when(part.end),
                reasons=", ".join(translate(REASONS[reason]) for reason in part.reasons),
                duration=say_duration(part.credit),
            )
        case DuePart(at=at, target=target, projected=projected):
            message = translate(WOULD_BE_DUE if projected else DUE)
            return message.format(at=when(at), duration=say_duration(target))
        case NotePart(note=note):
            subject = note.subject
            if note.code in {NoteCode.DOES_NOT_PAUSE, NoteCode.NOTHING_TO_RESUME} and subject:
                subject = translate(REASONS[PauseReason(subject)])
            return translate(NOTES[note.code]).format(at=when(note.at), subject=subject)


def _usual_way(parts: tuple[Part, ...], zone: ZoneInfo, translate: Translate) -> SayWhen:
    starts = [part.at for part in parts if isinstance(part, ReceivedPart)]
    ends = [part.at for part in parts if isinstance(part, DuePart)]
    span = max(ends) - min(starts) if starts and ends else timedelta()
    far = abs(span) > timedelta(days=6)

    def when(instant: datetime) -> str:
        local = instant.astimezone(zone)
        clock_time = f"{local:%H:%M:%S}" if local.second or local.microsecond else f"{local:%H:%M}"
        day = translate(WEEKDAYS[local.weekday()])
        return f"{day} {local:%Y-%m-%d} {clock_time}" if far else f"{day} {clock_time}"

    return when
