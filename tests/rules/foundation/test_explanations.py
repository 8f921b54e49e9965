"""Every due time can be explained, in parts that add up to it."""

from datetime import timedelta

from fullcircle.foundation.values.target_clock import (
    ClockEvent,
    Paused,
    PauseReason,
    PolicyChanged,
    Resumed,
    Started,
    Stopped,
    read_clock,
)
from fullcircle.foundation.values.target_clock.explanation import SummedPart, counted, explain
from fullcircle.foundation.values.target_clock.reading import (
    NoteCode,
    shown_elapsed_minutes,
    shown_remaining_minutes,
)
from fullcircle.foundation.values.target_clock.sentences import NOTES, REASONS, say, say_duration
from tests.rules.foundation.desk import FRIDAY, MONDAY, NEW_YORK, hours, minutes, on, policy


def words(log: list[ClockEvent], day_time: str = "10:00") -> list[str]:
    """Return the explanation on the Monday."""
    return say(explain(read_clock(log, on(MONDAY, day_time))), NEW_YORK)


def test_the_plain_case_in_words() -> None:
    assert words([Started(at=on(FRIDAY, "16:30"), policy=policy(minutes(60)))]) == [
        "received Fri 16:30",
        "30 min counted from Fri 16:30 until closing Fri 17:00",
        "30 min counted from Mon 09:00 until Mon 09:30",
        "due Mon 09:30, after 1 h",
    ]


def test_a_pause_in_words() -> None:
    log: list[ClockEvent] = [
        Started(at=on(FRIDAY, "15:00"), policy=policy(hours(4))),
        Paused(at=on(FRIDAY, "16:00"), sequence=1, reason=PauseReason.REQUESTER),
        Resumed(at=on(MONDAY, "10:00"), sequence=2),
    ]
    assert words(log) == [
        "received Fri 15:00",
        "1 h counted from Fri 15:00 until the pause Fri 16:00",
        "paused Fri 16:00 to Mon 10:00, waiting for the requester: 2 h given back",
        "3 h counted from Mon 10:00 until Mon 13:00",
        "due Mon 13:00, after 4 h",
    ]


def test_an_open_pause_says_when_it_would_be_due() -> None:
    log: list[ClockEvent] = [
        Started(at=on(FRIDAY, "20:00"), policy=policy(hours(4))),
        Paused(at=on(MONDAY, "10:00"), sequence=1, reason=PauseReason.ACCESS),
    ]
    told = words(log, "12:00")
    assert told[0] == "received Fri 20:00, outside working hours"
    assert told[2] == "paused since Mon 10:00, waiting for access: 2 h given back so far"
    assert told[-1] == "would be due Mon 15:00, after 4 h, if work went on now"


def test_remarks_follow_the_sum() -> None:
    log: list[ClockEvent] = [
        Started(at=on(FRIDAY, "16:30"), policy=policy(hours(4))),
        Paused(at=on(FRIDAY, "16:40"), reason=PauseReason.OUR_PARTS),
        PolicyChanged(at=on(MONDAY, "09:10"), policy=policy(hours(1), name="gold", version=2)),
        Stopped(at=on(MONDAY, "09:20")),
    ]
    assert words(log)[-2:] == [
        "waiting for our own parts from Fri 16:40 does not stop this clock",
        "gold@2 counts since Mon 09:10; the start stays",
    ]


def test_long_targets_are_told_shortly_with_dates_and_still_add_up() -> None:
    reading = read_clock(
        [Started(at=on(FRIDAY, "16:30"), policy=policy(hours(400)))], on(MONDAY, "09:00")
    )
    parts = explain(reading)
    assert len(parts) < 12
    assert any(isinstance(part, SummedPart) for part in parts)
    assert counted(parts) == hours(400)
    assert say(parts, NEW_YORK)[0] == "received Fri 2026-11-20 16:30"


def test_a_translator_gets_whole_sentences_with_named_gaps() -> None:
    seen: list[str] = []

    def translate(message: str) -> str:
        seen.append(message)
        return message.upper().replace("{AT}", "{at}").replace("{DURATION}", "{duration}")

    reading = read_clock(
        [Started(at=on(MONDAY, "09:00"), policy=policy(timedelta()))], on(MONDAY, "09:00")
    )
    told = say(explain(reading), NEW_YORK, translate=translate)
    assert told == ["RECEIVED MON 09:00", "DUE MON 09:00, AFTER 0 min"]
    assert "due {at}, after {duration}" in seen


def test_every_remark_and_reason_has_words() -> None:
    assert set(NOTES) == set(NoteCode)
    assert set(REASONS) == set(PauseReason)


def test_minutes_are_shown_up_when_elapsed_and_down_when_remaining() -> None:
    second = timedelta(seconds=1)
    assert shown_elapsed_minutes(minutes(5)) == shown_remaining_minutes(minutes(5)) == 5
    assert shown_elapsed_minutes(minutes(5) + second) == 6
    assert shown_remaining_minutes(minutes(5) - second) == 4


def test_durations_in_words() -> None:
    assert [say_duration(timedelta(seconds=n)) for n in (0, 30, 1800, 3600, 8130.5)] == [
        "0 min",
        "30 s",
        "30 min",
        "1 h",
        "2 h 15 min 30.5 s",
    ]
