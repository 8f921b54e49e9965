"""What people typed, made fit to be spoken."""

import pytest

from fullcircle.operations.dispatch.wording.cleaning import (
    clean,
    is_placeholder,
    without_code_words,
)


@pytest.mark.parametrize(
    "typed",
    ["", "  ", "-", "--", "?", "???", "n/a", "N/A", "n.a.", "na", "none", "None", "TBD", "tbd.",
     "unknown", "...", "x", "\t\n"],
)  # fmt: skip
def test_placeholders_say_nothing(typed: str) -> None:
    assert is_placeholder(typed)
    assert clean(typed) == ""


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("none of the rooms cool", "none of the rooms cool"),
        ("  warm   air\nupstairs ", "warm air upstairs"),
        ("leaking..", "leaking"),
        ("leaking , badly", "leaking, badly"),
        ("(open", "open"),
        ("shut)", "shut"),
        ("a (b) c", "a (b) c"),
        ('he said "hello', "he said hello"),
        ("- first item", "first item"),
        ("412 was locked", "412 was locked"),
        ("error code 133", "error code 133"),
        ("use gate 3", "use gate 3"),
    ],
)
def test_typed_text_is_made_fit_for_speech(typed: str, cleaned: str) -> None:
    assert clean(typed) == cleaned


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("gate on the left, code 4711", "gate on the left"),
        ("gate code: 4711#", ""),
        ("the code for the gate is 47-11", ""),
        ("use code 4 7 1 1 at side door", "use code at side door"),
        ("gate 4711", "gate"),
        ("PIN: 0042*", ""),
        ("keypad #1234", "keypad"),
        ("4711 opens the gate", ""),
        ("4711 for the alarm, then left", "then left"),
        ("Lockbox combination 123", ""),
    ],
)
def test_a_code_typed_into_the_note_is_taken_out(typed: str, left: str) -> None:
    assert without_code_words(typed) == left
