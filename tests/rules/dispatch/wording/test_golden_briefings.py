"""Whole briefings, word for word, as a dispatcher would say them."""

from dataclasses import replace

import pytest

from fullcircle.operations.dispatch.wording import BriefingFacts, compose
from tests.rules.dispatch.wording import cases

MAPLE_TO_ANA = (
    "No-cool call at 120 Maple. Mary Smith. Joe gave them a tune-up this spring. "
    "You did a demand call last fall for a bad thermocouple. No service agreement. "
    "First of the afternoon. Oh, and she's got a little dog named Fluffy."
)
MAPLE_TO_JOE = (
    "No-cool call at 120 Maple. Mary Smith. You gave them a tune-up this spring. "
    "Ana did a demand call last fall for a bad thermocouple. No service agreement. "
    "First of the afternoon. Oh, and she's got a little dog named Fluffy."
)


@pytest.mark.parametrize(
    ("facts", "reader", "words"),
    [
        pytest.param(cases.MAPLE, "ana", MAPLE_TO_ANA, id="120-maple-told-to-ana"),
        pytest.param(cases.MAPLE, "joe", MAPLE_TO_JOE, id="120-maple-told-to-joe"),
    ],
)
def test_a_briefing_reads_like_the_radio(facts: BriefingFacts, reader: str, words: str) -> None:
    assert compose(facts, reader=reader, at=cases.TUESDAY).text == words


def test_a_stranger_hears_both_names() -> None:
    text = compose(cases.MAPLE, reader="kofi", at=cases.TUESDAY).text
    assert "Joe gave them a tune-up this spring." in text
    assert "Ana did a demand call last fall" in text


def test_an_unchecked_note_says_so() -> None:
    unchecked = replace(cases.TUNE_UP, checked=False)
    text = compose(replace(cases.MAPLE, history=(unchecked,)), reader="x", at=cases.TUESDAY).text
    assert "Joe gave them a tune-up this spring, notes not checked yet." in text
