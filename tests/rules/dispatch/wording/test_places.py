"""Where: each piece of a place once, however often the record names it."""

from dataclasses import replace

import pytest

from fullcircle.operations.dispatch.wording import PastVisit, Where, compose
from fullcircle.operations.dispatch.wording.job import first_words, place_words
from fullcircle.operations.dispatch.wording.translator import English
from tests.rules.dispatch.wording import cases


@pytest.mark.parametrize(
    ("where", "spoken"),
    [
        (Where(), ""),
        (Where(street="120 Maple"), "120 Maple"),
        (Where(street="120 Maple", unit="4"), "120 Maple, unit 4"),
        (Where(street="120 Maple", unit="#4"), "120 Maple, unit 4"),
        (Where(street="120 Maple", unit="4B"), "120 Maple, unit 4B"),
        (Where(street="120 Maple", unit="penthouse"), "120 Maple, penthouse"),
        (Where(place="120 Mill", street="120 Mill, Apt 4", unit="Apt 4"), "120 Mill, apartment 4"),
        (
            Where(place="Weaver Hall, fourth floor", street="Weaver Hall 412", unit="412"),
            "Weaver Hall, fourth floor, room 412",
        ),
        (Where(place="Weaver Hall", street="Weaver Hall 412"), "Weaver Hall, room 412"),
        (Where(street="Weaver Hall", unit="412"), "Weaver Hall, room 412"),
        (Where(street="5 Hill St", floor="2"), "5 Hill Street, second floor"),
        (Where(street="5 Hill", floor="G"), "5 Hill, ground floor"),
        (Where(street="5 Hill", floor="B"), "5 Hill, basement"),
        (Where(street="5 Hill", floor="13"), "5 Hill, 13th floor"),
        (Where(street="5 Hill", floor="22"), "5 Hill, 22nd floor"),
        (Where(street="5 Hill", floor="mezzanine"), "5 Hill, mezzanine"),
        (Where(street="5 Hill", town="Riverton", home_town="Riverton"), "5 Hill"),
        (Where(street="5 Hill", town="Riverton", home_town="Elm"), "5 Hill in Riverton"),
        (Where(town="Riverton"), "Riverton"),
        (Where(place="n/a", street="5 Hill", unit="-"), "5 Hill"),
    ],
)
def test_a_place_as_one_says_it(where: Where, spoken: str) -> None:
    assert place_words(English(), where) == spoken


@pytest.mark.parametrize(
    ("what", "cause"),
    [
        ("a demand call for a bad thermocouple", "a bad thermocouple"),
        ("a demand call for a bad thermocouple", "thermocouple"),
        ("a demand call for a bad thermocouple", ""),
        ("Demand call", "a bad thermocouple"),
    ],
)
def test_a_cause_is_said_once(what: str, cause: str) -> None:
    visit = PastVisit(when=cases.wall(2025, 10, 20), what=what, cause=cause, technician_ref="ana")
    text = compose(replace(cases.MAPLE, history=(visit,)), reader="ana", at=cases.TUESDAY).text
    assert "You did a demand call last fall for a bad thermocouple. No" in text


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("one two three", 5, "one two three"),
        ("one two three four five six", 5, "one two three four five"),
        ("one two, three four five six", 5, "one two"),
        ("one two (three four five) six", 4, "one two three four"),
    ],
)
def test_long_words_are_cut_where_they_pause(text: str, limit: int, cut: str) -> None:
    assert first_words(text, limit) == cut
