"""What and where: each piece once, however often the record names it."""

from dataclasses import replace

import pytest

from fullcircle.operations.dispatch.wording import PastVisit, What, Where, compose
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


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        ("infant in the house", "Infant in the house."),
        ("Is water on the floor?", "Water on the floor."),
        ("Is it near electricity?", "It's near electricity."),
        ("Is there a backup?", "A backup."),
        ("Do you smell gas? (then leave the house)", "They smell gas."),
        ("Does the outdoor unit run?", "Does the outdoor unit run, yes."),
        (
            "Is an infant, an older or an ill person in the house?",
            "An infant, an older or an ill person in the house.",
        ),
    ],
)
def test_a_question_answered_with_yes_is_said_as_a_fact(asked: str, spoken: str) -> None:
    facts = replace(cases.MAPLE, what=What("no-cool call", urgency=(asked, asked)))
    sentences = compose(facts, reader="ana", at=cases.TUESDAY).sentences
    assert sentences[1].text == spoken


@pytest.mark.parametrize(
    ("what", "cause", "name", "spoken"),
    [
        ("a leak", "", "Joe", "Joe came last fall for a leak."),
        ("a leak", "a split hose", "Joe", "Joe came last fall for a leak, a split hose."),
        ("a leak", "", "", "We came last fall for a leak."),
        ("replaced the igniter", "", "", "We replaced the igniter last fall."),
        (
            "Replaced the igniter",
            "no heat",
            "Joe",
            "Joe replaced the igniter last fall for no heat.",
        ),
        ("", "", "Joe", "Joe came last fall, work not on record."),
    ],
)
def test_past_work_finds_its_verb(what: str, cause: str, name: str, spoken: str) -> None:
    visit = PastVisit(when=cases.wall(2025, 10, 20), what=what, cause=cause, technician_name=name)
    sentences = compose(
        replace(cases.MAPLE, history=(visit,)), reader="ana", at=cases.TUESDAY
    ).sentences
    assert sentences[2].text == spoken


@pytest.mark.parametrize(
    ("what", "spoken"),
    [
        ("a capacitor", "You went back in March for a capacitor."),
        ("replaced the igniter", "You went back in March and replaced the igniter."),
    ],
)
def test_a_past_callback_went_back(what: str, spoken: str) -> None:
    visit = PastVisit(when=cases.wall(2026, 3, 3), what=what, technician_ref="ana", callback=True)
    sentences = compose(
        replace(cases.MAPLE, history=(visit,)), reader="ana", at=cases.TUESDAY
    ).sentences
    assert sentences[2].text == spoken


def test_a_question_inside_quotes_leaves_no_quote_behind() -> None:
    facts = replace(cases.MAPLE, what=What("no-cool call", urgency=('he asked "is it hot? now"',)))
    assert '"' not in compose(facts, reader="ana", at=cases.TUESDAY).text
