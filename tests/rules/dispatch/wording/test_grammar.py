"""Small cases of English grammar, one table per habit of speech."""

from datetime import datetime

import pytest

from fullcircle.operations.dispatch.wording.english import (
    EnglishGrammar,
    bare_verb,
    possessive,
    starts_with_vowel_sound,
)
from fullcircle.operations.dispatch.wording.facts import Deed
from fullcircle.operations.dispatch.wording.phrasing import finished
from fullcircle.operations.dispatch.wording.site import touch_words
from fullcircle.operations.dispatch.wording.times import spoken_day, spoken_time
from fullcircle.operations.dispatch.wording.translator import English, listed, number
from tests.rules.dispatch.wording.cases import wall

ENGLISH = English()
GRAMMAR = EnglishGrammar()


@pytest.mark.parametrize(
    ("noun", "spoken"),
    [
        ("tune-up", "a tune-up"),
        ("emergency call", "an emergency call"),
        ("hour", "an hour"),
        ("honest answer", "an honest answer"),
        ("hospital bed", "a hospital bed"),
        ("unit heater", "a unit heater"),
        ("uniform", "a uniform"),
        ("uninstalled fan", "an uninstalled fan"),
        ("umbrella", "an umbrella"),
        ("European boiler", "a European boiler"),
        ("one-ton unit", "a one-ton unit"),
        ("once-over", "a once-over"),
        ("oven", "an oven"),
        ("HP EliteBook", "an HP EliteBook"),
        ("LG split", "an LG split"),
        ("XC14", "an XC14"),
        ("UPS", "a UPS"),
        ("HVAC unit", "an HVAC unit"),
        ("RTU", "an RTU"),
        ("Lennox XC14", "a Lennox XC14"),
        ("Ideal boiler", "an Ideal boiler"),
        ("80-gallon tank", "an 80-gallon tank"),
        ("18-inch duct", "an 18-inch duct"),
        ("11-inch duct", "an 11-inch duct"),
        ("12-inch duct", "a 12-inch duct"),
        ("the fourth floor", "the fourth floor"),
        ("a tune-up", "a tune-up"),
        ("two filters", "two filters"),
        ("Joe's old unit", "Joe's old unit"),
        ("", ""),
    ],
)
def test_a_noun_gets_the_article_one_hears(noun: str, spoken: str) -> None:
    assert GRAMMAR.indefinite(noun) == spoken


@pytest.mark.parametrize(
    ("noun", "count", "spoken"),
    [
        ("no-cool call", 2, "no-cool calls"),
        ("no-cool call", 1, "no-cool call"),
        ("call", 0, "calls"),
        ("battery", 3, "batteries"),
        ("key", 3, "keys"),
        ("fuse box", 2, "fuse boxes"),
        ("switch", 2, "switches"),
        ("bus", 2, "buses"),
        ("child", 2, "children"),
        ("person", 2, "people"),
        ("", 2, ""),
    ],
)
def test_a_noun_follows_its_count(noun: str, count: int, spoken: str) -> None:
    assert GRAMMAR.plural(noun, count) == spoken


@pytest.mark.parametrize(
    ("verb", "bare"),
    [
        ("likes", "like"),
        ("prefers", "prefer"),
        ("has", "have"),
        ("is", "are"),
        ("does", "do"),
        ("goes", "go"),
        ("watches", "watch"),
        ("teaches", "teach"),
        ("studies", "study"),
        ("uses", "use"),
        ("bakes", "bake"),
    ],
)
def test_they_do_what_she_does(verb: str, bare: str) -> None:
    assert bare_verb(verb) == bare


@pytest.mark.parametrize(
    ("name", "owner"),
    [("Summer", "Summer’s"), ("James", "James’s"), ("the Wilsons", "the Wilsons’")],
)
def test_possessives(name: str, owner: str) -> None:
    assert possessive(name) == owner


@pytest.mark.parametrize(
    ("typed", "spoken"),
    [
        ("left at Mill St, 4 min less", "left at Mill Street, four minutes less"),
        ("120 Maple St", "120 Maple Street"),
        ("120 Maple St.", "120 Maple Street"),
        ("St. Mary's School", "St. Mary's School"),
        ("9 Oak Ave", "9 Oak Avenue"),
        ("12 Depot Rd", "12 Depot Road"),
        ("7 Sunset Blvd", "7 Sunset Boulevard"),
        ("3 Quarry Ln", "3 Quarry Lane"),
        ("88 Elm Dr", "88 Elm Drive"),
        ("Dr. Wells", "Dr. Wells"),
        ("Apt 4B", "apartment 4B"),
        ("apt. #4", "apartment 4"),
        ("bldg 7", "building 7"),
        ("#4", "unit 4"),
        ("heat & air", "heat and air"),
        ("1 min", "one minute"),
        ("15 min", "15 minutes"),
        ("2 hours", "two hours"),
        ("120 Maple", "120 Maple"),
        ("w/ the neighbor", "with the neighbor"),
    ],
)
def test_abbreviations_are_written_out(typed: str, spoken: str) -> None:
    assert GRAMMAR.pronounced(typed) == spoken


@pytest.mark.parametrize(
    ("what", "deed"),
    [
        ("a tune-up", Deed.GAVE),
        ("an inspection", Deed.GAVE),
        ("a demand call", Deed.DID),
        ("the fourth floor", Deed.DID),
        ("replaced the igniter", Deed.PLAIN),
        ("cleaned coils", Deed.PLAIN),
        ("sanded the frame", Deed.PLAIN),
        ("scheduled maintenance", Deed.DID),
        ("a fixed-price repair", Deed.DID),
        ("a leak", Deed.CAME),
        ("a carpet cleaning", Deed.DID),
    ],
)
def test_a_tune_up_is_given_and_a_call_is_done(what: str, deed: Deed) -> None:
    assert GRAMMAR.deed(what) is deed


@pytest.mark.parametrize(
    ("what", "apart"),
    [
        ("a demand call for a bad thermocouple", ("a demand call", "a bad thermocouple")),
        ("a tune-up", ("a tune-up", "")),
        ("a form", ("a form", "")),
        ("a job (for Ana)", ("a job (for Ana)", "")),
        ("a job (done for Ana)", ("a job (done for Ana)", "")),
    ],
)
def test_the_season_is_spoken_before_the_cause(what: str, apart: tuple[str, str]) -> None:
    assert GRAMMAR.cause_apart(what) == apart


@pytest.mark.parametrize(
    ("typed", "inside"),
    [
        ("Tune-up", "tune-up"),
        ("No-heat call", "no-heat call"),
        ("AC tune-up", "AC tune-up"),
        ("iPhone", "iPhone"),
        ("PC", "PC"),
        ("XC14", "XC14"),
        ("A demand call", "a demand call"),
        ("", ""),
    ],
)
def test_a_capital_is_for_the_start_of_a_sentence(typed: str, inside: str) -> None:
    assert GRAMMAR.midway(typed) == inside


@pytest.mark.parametrize(
    ("count", "word"),
    [(0, "zero"), (1, "one"), (2, "two"), (9, "nine"), (12, "twelve"), (13, "13"), (120, "120")],
)
def test_numbers_are_words_up_to_twelve(count: int, word: str) -> None:
    assert number(ENGLISH, count) == word


@pytest.mark.parametrize(
    ("items", "phrase"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["a", "b", "c", "d"], "a, b, c and d"),
    ],
)
def test_lists_end_with_and(items: list[str], phrase: str) -> None:
    assert listed(ENGLISH, items) == phrase


@pytest.mark.parametrize(
    ("hour", "minute", "spoken"),
    [
        (13, 0, "1"),
        (13, 40, "1:40"),
        (9, 5, "9:05"),
        (12, 0, "noon"),
        (12, 30, "12:30"),
        (0, 0, "midnight"),
        (0, 30, "12:30 in the morning"),
        (2, 0, "2 in the morning"),
        (7, 0, "7"),
        (19, 30, "7:30"),
        (22, 0, "10 at night"),
    ],
)
def test_times_as_one_says_them(hour: int, minute: int, spoken: str) -> None:
    assert spoken_time(ENGLISH, wall(2026, 7, 14, hour, minute)) == spoken


@pytest.mark.parametrize(
    ("day", "spoken"),
    [
        (wall(2026, 7, 14), "today"),
        (wall(2026, 7, 15), "tomorrow"),
        (wall(2026, 7, 13), "yesterday"),
        (wall(2026, 7, 16), "on Thursday"),
        (wall(2026, 7, 20), "on Monday"),
        (wall(2026, 7, 21), "on July 21"),
        (wall(2026, 7, 10), "on July 10"),
    ],
)
def test_days_as_one_says_them(day: datetime, spoken: str) -> None:
    assert spoken_day(ENGLISH, day, wall(2026, 7, 14)) == spoken


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("no service agreement", "No service agreement."),
        ("No service agreement.", "No service agreement."),
        ("is anybody there?", "Is anybody there?"),
        ("mind the dog!", "Mind the dog!"),
        ("120 Maple", "120 Maple."),
        ("iPhone on the bench", "iPhone on the bench."),
        ('she says "come in."', 'She says "come in."'),
        ("two  spaces", "Two spaces."),
        ("trailing,", "Trailing."),
        ("really!, yes", "Really, yes."),
        ("room 0, .5", "Room 0,5."),
        ("", ""),
    ],
)
def test_a_sentence_has_one_capital_and_one_stop(text: str, sentence: str) -> None:
    assert finished(text) == sentence


@pytest.mark.parametrize(
    ("note", "person", "spoken"),
    [
        ("a little dog named Fluffy", "she", "she's got a little dog named Fluffy"),
        ("a little dog named Fluffy", "they", "they've got a little dog named Fluffy"),
        ("Little dog named Fluffy", "he", "he's got a little dog named Fluffy"),
        ("old cat", "she", "she's got an old cat"),
        ("dog", "they", "they've got a dog"),
        ("two dogs", "they", "they've got two dogs"),
        ("a dog that bites", "she", "she's got a dog that bites"),
        ("a biscuit helps", "she", "a biscuit helps"),
        ("likes biscuits", "she", "she likes biscuits"),
        ("Likes biscuits", "they", "they like biscuits"),
        ("has a bad back", "they", "they have a bad back"),
        ("teaches piano", "they", "they teach piano"),
        ("Bring a biscuit", "she", "bring a biscuit"),
        ("Her name is Peg", "she", "her name is Peg"),
        ("Fluffy likes biscuits", "she", "Fluffy likes biscuits"),
        ("no shoes inside", "she", "no shoes inside"),
    ],
)
def test_a_personal_note_joins_its_sentence(note: str, person: str, spoken: str) -> None:
    assert touch_words(ENGLISH, note, person) == spoken


def test_nothing_starts_with_a_vowel_sound_when_there_is_nothing() -> None:
    assert not starts_with_vowel_sound("")
