"""Whole briefings, word for word, as a dispatcher would say them."""

from dataclasses import replace

import pytest

from fullcircle.operations.dispatch.wording import (
    BUDGET_SECONDS,
    PartKey,
    PastVisit,
    Position,
    compose,
)
from tests.rules.dispatch.wording import cases

GOLDEN = [
    (
        "120 maple",
        "ana",
        "No-cool call at 120 Maple. Mary Smith. Joe gave them a tune-up this spring. "
        "You did a demand call last fall for a bad thermocouple. No service agreement. "
        "First of the afternoon. Oh, and she's got a little dog named Fluffy.",
    ),
    (
        "120 maple",
        "joe",
        "No-cool call at 120 Maple. Mary Smith. You gave them a tune-up this spring. "
        "Ana did a demand call last fall for a bad thermocouple. No service agreement. "
        "First of the afternoon. Oh, and she's got a little dog named Fluffy.",
    ),
    (
        "120 maple in full",
        "ana",
        "Summer says: she has waited since yesterday. No-cool call at 120 Maple. "
        "Infant in the house. Mary Smith. "
        "You did a demand call last fall for a bad thermocouple. No service agreement. "
        "First of the afternoon. Gate on the left, code on arrival. "
        "Oh, and she's got a little dog named Fluffy.",
    ),
    (
        "campus cleaning",
        "mina",
        "Make-up clean at the Science Building, fourth floor, room 412. "
        "The caller says: 412 was locked again last night. Physics, ask for Dana Wells. "
        "You did the fourth floor yesterday, notes not checked yet. Promised at 6. "
        "Careful: a hot set behind the stage and wet floor by the lift.",
    ),
    (
        "bench",
        "sara",
        "Slow computer at Accounting, room 210. "
        "The caller says: it takes ten minutes to start. Ask for Mr. Lang. First visit here. "
        "The laptop is an HP EliteBook from 2021. Any time today.",
    ),
    (
        "callback",
        "ana",
        "Summer says: go easy, nobody knows the cause yet. Callback at 9 Pine, unit 4. "
        "Tom Reyes. This is a callback: you did a capacitor nine days ago. "
        "Joe gave them a tune-up this spring. As soon as possible, and we're already late.",
    ),
    (
        "two-person job",
        "kofi",
        "Furnace install at Mill Works in Riverton. Ask for Dana Lee. Lee is helping you. "
        "Promised between 1 and 3. Careful: asbestos in the boiler room.",
    ),
    (
        "two-person job",
        "lee",
        "Furnace install at Mill Works in Riverton. Ask for Dana Lee. You're helping Kofi. "
        "Promised between 1 and 3. Careful: asbestos in the boiler room.",
    ),
    (
        "night call",
        "ana",
        "No-cool call at 12 Quarry. Infant in the house and medical need. Grace Obi. "
        "Her sister will be there. Equipment not on record. As soon as possible.",
    ),
    (
        "expired agreement",
        "ana",
        "Tune-up at 61 Elm, apartment 3. Mr. Wilson. "
        "Joe went back in March for a stuck damper. The comfort plan has run out. "
        "Collect on the spot. Any time on Thursday. There's a code, shown on arrival. "
        "Oh, and he likes to talk about the Cubs.",
    ),
    (
        "do not service",
        "ana",
        "Leak at 77 Elm. Elm Street Bakery. Nobody will be there. There's a balance owed. "
        "Promised between 10 and noon tomorrow. Careful: live wires in the wet. "
        "Marked do not service, so call the office first.",
    ),
    (
        "crew",
        "mina",
        "Event set-up at Stage 3. Productions, ask for Mei Tan. "
        "Lee and Ravi are helping you. First of the morning tomorrow.",
    ),
    (
        "crew",
        "lee",
        "Event set-up at Stage 3. Productions, ask for Mei Tan. "
        "You're helping Mina, along with Ravi. First of the morning tomorrow.",
    ),
    (
        "nothing",
        "ana",
        "A call, with neither reason nor address on record. Customer not on record.",
    ),
]


@pytest.mark.parametrize(
    ("case", "reader", "words"), GOLDEN, ids=[f"{case}-to-{reader}" for case, reader, _ in GOLDEN]
)
def test_a_briefing_reads_like_the_radio(case: str, reader: str, words: str) -> None:
    briefing = compose(cases.EVERY_CASE[case], reader=reader, at=cases.TUESDAY)
    assert briefing.text == words
    assert briefing.seconds <= BUDGET_SECONDS


def test_every_case_has_a_golden_briefing() -> None:
    assert {case for case, _, _ in GOLDEN} == set(cases.EVERY_CASE)


def test_with_time_enough_everything_is_said_in_the_order_of_the_radio() -> None:
    briefing = compose(cases.MAPLE_IN_FULL, reader="ana", at=cases.TUESDAY, limit=60)
    assert briefing.left_out == ()
    assert briefing.text == (
        "Summer says: she has waited since yesterday. No-cool call at 120 Maple. "
        "Infant in the house. Mary Smith. Joe gave them a tune-up this spring. "
        "You did a demand call last fall for a bad thermocouple. "
        "It's a Lennox XC14 from 2016. Capacitor likely, two on your van. "
        "No service agreement. First of the afternoon, be there by 1:40. "
        "Gate on the left, code on arrival. Oh, and she's got a little dog named Fluffy. "
        "Worth showing them the comfort plan: two no-cool calls in 13 months. "
        "You're heading east on Arbor Way. Left at Mill Street, four minutes less, "
        "eleven minutes to drive."
    )
    order = list(PartKey)
    places = [order.index(sentence.key) for sentence in briefing.sentences]
    assert places == sorted(places)


def test_what_left_the_words_is_named() -> None:
    briefing = compose(cases.MAPLE_IN_FULL, reader="ana", at=cases.TUESDAY)
    assert briefing.left_out == (
        PartKey.HISTORY,
        PartKey.EQUIPMENT,
        PartKey.PROMISE,
        PartKey.OPPORTUNITY,
        PartKey.DIRECTIONS,
    )


def test_the_opening_serves_what_and_where() -> None:
    opening = compose(cases.MAPLE, reader="ana", at=cases.TUESDAY).sentences[0]
    assert (opening.key, opening.also) == (PartKey.WHAT, (PartKey.WHERE,))


def test_an_unchecked_note_says_so() -> None:
    unchecked = replace(cases.TUNE_UP, checked=False)
    text = compose(replace(cases.MAPLE, history=(unchecked,)), reader="x", at=cases.TUESDAY).text
    assert "Joe gave them a tune-up this spring, notes not checked yet." in text


def test_the_second_call_of_the_day_tells_the_first() -> None:
    today = PastVisit(
        when=cases.wall(2026, 7, 14, 10, 35),
        what="the thermostat",
        technician_ref="ana",
        technician_name="Ana",
        checked=False,
    )
    facts = replace(cases.MAPLE, history=(cases.TUNE_UP, today))
    text = compose(facts, reader="ana", at=cases.wall(2026, 7, 14, 16, 45)).text
    assert "You did the thermostat earlier today, notes not checked yet." in text
    assert text.index("thermostat") < text.index("tune-up")


def test_the_readers_own_visit_outlasts_a_newer_one_of_a_colleague() -> None:
    to_ana = compose(cases.MAPLE_IN_FULL, reader="ana", at=cases.TUESDAY).text
    to_lee = compose(cases.MAPLE_IN_FULL, reader="lee", at=cases.TUESDAY).text
    assert "thermocouple" in to_ana
    assert "tune-up" not in to_ana
    assert "tune-up" in to_lee
    assert "thermocouple" not in to_lee


def test_without_a_name_the_customer_had_it() -> None:
    nameless = replace(cases.THERMOCOUPLE, technician_name="n/a")
    text = compose(replace(cases.MAPLE, history=(nameless,)), reader="x", at=cases.TUESDAY).text
    assert "They had a demand call last fall for a bad thermocouple." in text


def test_an_aged_position_tells_its_age_and_an_old_one_is_not_told() -> None:
    def told(minutes: int) -> str:
        known = (
            cases.wall(2026, 7, 14, 9, 6 - minutes) if minutes <= 6 else cases.wall(2026, 7, 14, 7)
        )
        place = Position("heading east on Arbor Way", known)
        return compose(
            replace(cases.MAPLE, touches=(), position=place), reader="x", at=cases.TUESDAY
        ).text

    assert "You're heading east on Arbor Way." in told(1)
    assert "Five minutes ago you were heading east on Arbor Way." in told(5)
    assert "Arbor" not in told(126)
