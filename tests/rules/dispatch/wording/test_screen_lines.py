"""The card behind the words."""

from dataclasses import replace
from pathlib import Path

from fullcircle.operations.dispatch.wording import (
    Access,
    BriefingFacts,
    PartKey,
    ScreenLine,
    Touch,
    What,
    history_lines,
    screen_lines,
)
from fullcircle.operations.dispatch.wording.screen import ICONS
from tests.rules.dispatch.wording import cases


def shown(facts: BriefingFacts, reader: str = "ana") -> dict[PartKey, ScreenLine]:
    return {line.key: line for line in screen_lines(facts, reader=reader, at=cases.TUESDAY)}


def test_the_phone_card_of_120_maple() -> None:
    lines = shown(cases.MAPLE_IN_FULL)
    told = {key: (line.icon, line.text, line.detail, line.badge) for key, line in lines.items()}
    assert told == {
        PartKey.WHAT: ("clipboard-list", "No-cool call", "infant in the house", ""),
        PartKey.WHERE: ("map-pin", "120 Maple", "", ""),
        PartKey.WHO: ("user", "Mary Smith", "", ""),
        PartKey.PROMISE: ("clock", "First of the afternoon", "be there by 13:40", ""),
        PartKey.DIRECTIONS: (
            "navigation", "East on Arbor Way", "left at Mill St, 4 min less · 11 min", "",
        ),
        PartKey.ACCESS: ("key", "Gate on the left", "", "code on arrival"),
        PartKey.EQUIPMENT: (
            "tool", "Lennox XC14, 2016 · capacitor likely", "two on your van", "",
        ),
        PartKey.TOUCH: ("dog", "A little dog named Fluffy", "", ""),
        PartKey.OPPORTUNITY: (
            "bulb", "No agreement: show the comfort plan", "2 no-cool calls in 13 months", "",
        ),
        PartKey.HISTORY: ("history", "History", "2 visits since 2025", ""),
    }  # fmt: skip


def test_an_empty_card_has_no_lines() -> None:
    assert shown(BriefingFacts()) == {}


def test_a_faded_note_is_shown_quietly_and_not_spoken() -> None:
    faded = Touch("a cat named Moss", confirmed_at=cases.wall(2024, 7, 1))
    line = shown(replace(cases.MAPLE, touches=(faded,)))[PartKey.TOUCH]
    assert line.faded
    assert line.detail == "not confirmed since July 2024"


def test_a_note_is_fresh_to_the_day_for_two_years() -> None:
    fresh = Touch("a cat", confirmed_at=cases.wall(2024, 7, 14))
    assert not shown(replace(cases.MAPLE, touches=(fresh,)))[PartKey.TOUCH].faded


def test_a_window_is_written_with_its_day() -> None:
    assert shown(cases.DO_NOT_SERVICE)[PartKey.PROMISE].text == "10:00 to 12:00 tomorrow"
    assert shown(cases.CAMPUS)[PartKey.PROMISE].text == "At 18:00"


def test_no_hazards_and_no_equipment_are_answers_on_the_card() -> None:
    lines = shown(cases.NIGHT_CALL)
    assert lines[PartKey.HAZARDS].text == "No hazards"
    assert lines[PartKey.EQUIPMENT].text == "Equipment not on record"
    assert lines[PartKey.WHO].detail == "her sister will be there"


def test_the_crew_has_its_own_line() -> None:
    who = [
        (line.icon, line.text)
        for line in screen_lines(cases.CREW, reader="mina", at=cases.TUESDAY)
        if line.key is PartKey.WHO
    ]
    assert who == [
        ("user", "Productions, ask for Mei Tan"),
        ("users", "Lee and Ravi are helping you"),
    ]


def test_a_code_typed_into_the_note_becomes_a_badge() -> None:
    line = shown(BriefingFacts(what=What("leak"), access=Access("gate code 4711")))
    assert (line[PartKey.ACCESS].text, line[PartKey.ACCESS].badge) == ("Code on arrival", "")


def test_the_opened_history_tells_every_visit_with_its_date() -> None:
    unchecked = replace(cases.TUNE_UP, checked=False)
    facts = replace(cases.MAPLE, history=(cases.THERMOCOUPLE, unchecked))
    told = [
        (line.text, line.detail, line.badge)
        for line in history_lines(facts, reader="ana", at=cases.TUESDAY)
    ]
    assert told == [
        ("Joe gave them a tune-up this spring", "April 10, 2026", "not checked yet"),
        (
            "You did a demand call last fall for a bad thermocouple",
            "October 20, 2025",
            "",
        ),
    ]


def test_every_icon_is_in_the_sprite() -> None:
    listed = Path(__file__).parents[4] / "frontend" / "icons.txt"
    sprite = set(listed.read_text(encoding="utf-8").split())
    assert {*ICONS.values(), "users", "shield-check", "dog"} <= sprite


def test_a_note_without_a_dog_wears_a_heart() -> None:
    line = shown(replace(cases.MAPLE, touches=(Touch("prefers texts"),)))[PartKey.TOUCH]
    assert (line.icon, line.text) == ("heart", "Prefers texts")
