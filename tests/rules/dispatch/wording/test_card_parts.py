"""Which parts of the card are there, and which are only typed."""

from dataclasses import replace

import pytest

from fullcircle.operations.dispatch.wording import (
    Access,
    Agreement,
    AgreementState,
    BriefingFacts,
    DispatcherLine,
    Equipment,
    Opportunity,
    PartKey,
    Position,
    Promise,
    PromiseKind,
    Touch,
    What,
    Where,
    Who,
    card_parts,
)
from tests.rules.dispatch.wording import cases


def test_every_part_of_the_card_is_answered() -> None:
    assert list(card_parts(BriefingFacts())) == [key.value for key in PartKey]
    assert not any(card_parts(BriefingFacts()).values())


def test_the_full_call_lacks_only_a_word_on_hazards() -> None:
    parts = card_parts(cases.MAPLE_IN_FULL)
    assert [key for key, present in parts.items() if not present] == ["hazards"]
    assert card_parts(replace(cases.MAPLE_IN_FULL, no_hazards=True))["hazards"]


@pytest.mark.parametrize("typed", ["", " ", "n/a", "-", "none", "tbd", "?"])
def test_placeholders_are_not_present(typed: str) -> None:
    facts = BriefingFacts(
        line=DispatcherLine(typed),
        what=What(job_type=typed),
        where=Where(street=typed, place=typed),
        who=Who(customer=typed, contact=typed),
        equipment=(Equipment(kind=typed, make=typed),),
        access=Access(typed),
        touches=(Touch(typed),),
        opportunity=Opportunity(plan=typed, text=typed),
        directions=typed,
        position=Position(typed),
    )
    assert not any(card_parts(facts).values())


@pytest.mark.parametrize("answer", ["none", "None.", "no hazards", "none known"])
def test_no_hazards_is_an_answer(answer: str) -> None:
    assert card_parts(BriefingFacts(hazards=(answer,)))["hazards"]


@pytest.mark.parametrize("typed", ["", "-", "tbd", "n/a", "?"])
def test_an_unanswered_hazard_is_no_answer(typed: str) -> None:
    assert not card_parts(BriefingFacts(hazards=(typed,)))["hazards"]


@pytest.mark.parametrize(
    ("state", "present"),
    [
        (AgreementState.NONE, True),
        (AgreementState.ACTIVE, True),
        (AgreementState.EXPIRED, True),
        (AgreementState.UNKNOWN, False),
    ],
)
def test_no_agreement_is_an_answer(state: AgreementState, present: bool) -> None:
    assert card_parts(BriefingFacts(agreement=Agreement(state)))["agreement"] is present


def test_an_empty_record_that_was_read_is_present() -> None:
    assert card_parts(BriefingFacts(history=()))["history"]
    assert not card_parts(BriefingFacts())["history"]


@pytest.mark.parametrize(
    ("promise", "present"),
    [
        (Promise(PromiseKind.ASAP), True),
        (Promise(PromiseKind.WINDOW), False),
        (Promise(PromiseKind.EXACT), False),
        (Promise(PromiseKind.EXACT, start=cases.wall(2026, 7, 14)), True),
        (
            Promise(
                PromiseKind.WINDOW,
                start=cases.wall(2026, 7, 14, 13),
                end=cases.wall(2026, 7, 14, 15),
            ),
            True,
        ),
        (
            Promise(
                PromiseKind.WINDOW,
                start=cases.wall(2026, 7, 14, 15),
                end=cases.wall(2026, 7, 14, 13),
            ),
            False,
        ),
    ],
)
def test_a_promise_is_whole_or_missing(promise: Promise, present: bool) -> None:
    assert card_parts(BriefingFacts(promise=promise))["promise"] is present


def test_a_kept_code_is_a_way_in() -> None:
    assert card_parts(BriefingFacts(access=Access(code_kept=True)))["access"]
    assert card_parts(BriefingFacts(access=Access("code 4711")))["access"]
