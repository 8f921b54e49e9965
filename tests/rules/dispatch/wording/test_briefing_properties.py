"""What holds for every briefing, whatever people typed."""

import re
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fullcircle.operations.dispatch.wording import (
    BUDGET_SECONDS,
    Access,
    Agreement,
    AgreementState,
    BriefingFacts,
    CrewMember,
    DispatcherLine,
    Equipment,
    Opportunity,
    PartKey,
    PastVisit,
    Position,
    Promise,
    PromiseKind,
    Salutation,
    Touch,
    What,
    Where,
    Who,
    card_parts,
    compose,
    history_lines,
    screen_lines,
)

STAYS = {PartKey.WHAT, PartKey.WHERE, PartKey.WHO, PartKey.PROMISE, PartKey.HAZARDS}
AT = datetime(2026, 7, 14, 13, 6, tzinfo=UTC)
ZONES = st.sampled_from(["UTC", "America/New_York", "Australia/Sydney", "Asia/Kolkata"])
LOOSE = st.text(alphabet="abzABZ019 .,;:!?()[]{}\"'-–/#&%“”„«»\n\té", max_size=40)
TYPED = st.one_of(
    LOOSE,
    st.sampled_from(
        [
            "", "n/a", "None", "-", "tbd", "gate on the left", "a little dog named Fluffy",
            "likes biscuits", "it's blowing warm air (upstairs), and then", "a demand call for"
            " a bad thermocouple", "Mill St, 4 min less", 'she said "come in', "{name}", "50 %",
            "call for (a) b for c", "the caller went on and on, about this; and that. " * 3,
        ]
    ),
)  # fmt: skip
MOMENTS = st.integers(-10, 3000).map(lambda days: AT - timedelta(days=days, hours=days % 24))
MAYBE_MOMENT = st.none() | MOMENTS
VISITS = st.builds(
    PastVisit,
    when=MOMENTS,
    what=TYPED,
    technician_ref=st.sampled_from(["", "ana", "joe"]),
    technician_name=TYPED,
    zone=st.just("") | ZONES,
    cause=TYPED,
    checked=st.booleans(),
    callback=st.booleans(),
    returned_to=st.booleans(),
    equipment=TYPED,
)
FACTS = st.builds(
    BriefingFacts,
    line=st.none() | st.builds(DispatcherLine, text=TYPED, name=TYPED),
    what=st.none()
    | st.builds(
        What,
        job_type=TYPED,
        problem=TYPED,
        urgency=st.lists(TYPED, max_size=3).map(tuple),
        equipment_matters=st.booleans(),
    ),
    where=st.none()
    | st.builds(
        Where,
        street=TYPED,
        unit=TYPED,
        floor=TYPED | st.integers(-1, 60).map(str),
        room=TYPED,
        place=TYPED,
        town=TYPED,
        zone=ZONES,
        latitude=st.none() | st.floats(-60, 60),
    ),
    who=st.none()
    | st.builds(
        Who,
        customer=TYPED,
        is_organisation=st.booleans(),
        contact=TYPED,
        salutation=st.sampled_from(Salutation),
        at_site=TYPED,
    ),
    crew=st.lists(
        st.builds(CrewMember, ref=st.sampled_from(["ana", "joe"]), name=TYPED, lead=st.booleans()),
        max_size=3,
    ).map(tuple),
    history=st.none() | st.lists(VISITS, max_size=5).map(tuple),
    equipment=st.lists(
        st.builds(
            Equipment,
            kind=TYPED,
            make=TYPED,
            model=TYPED,
            year=st.none() | st.integers(1950, 2026),
            note=TYPED,
            parts_hint=TYPED,
            on_van=TYPED,
        ),
        max_size=2,
    ).map(tuple),
    agreement=st.none() | st.builds(Agreement, state=st.sampled_from(AgreementState), name=TYPED),
    promise=st.none()
    | st.builds(
        Promise,
        kind=st.sampled_from(PromiseKind),
        start=MAYBE_MOMENT,
        end=MAYBE_MOMENT,
        be_there_by=MAYBE_MOMENT,
        already_late=st.booleans(),
    ),
    access=st.none() | st.builds(Access, text=TYPED, code_kept=st.booleans()),
    hazards=st.lists(TYPED, max_size=3).map(tuple),
    no_hazards=st.booleans(),
    do_not_service=st.booleans(),
    cash_on_delivery=st.booleans(),
    balance_owed=st.booleans(),
    touches=st.lists(st.builds(Touch, text=TYPED, confirmed_at=MAYBE_MOMENT), max_size=3).map(
        tuple
    ),
    opportunity=st.none()
    | st.builds(
        Opportunity,
        plan=TYPED,
        text=TYPED,
        calls=st.integers(-1, 20),
        months=st.integers(-1, 40),
        call_kind=TYPED,
    ),
    directions=TYPED,
    drive_minutes=st.none() | st.integers(-5, 200),
    position=st.none() | st.builds(Position, text=TYPED, known_at=MAYBE_MOMENT),
)


@given(facts=FACTS)
def test_a_briefing_is_clean_speech(facts: BriefingFacts) -> None:
    text = compose(facts, reader="ana", at=AT).text
    assert text
    assert "None" not in text
    assert "  " not in text
    assert not re.search(r"[\n\t]", text)
    assert not re.search(r"\.\s*\.", text)
    assert not re.search(r"[,;:][,;:.]", text)
    assert not re.search(r"\s[,;:.!?]", text)
    for left, right in ("()", "[]", "{}"):
        if "{name}" not in text:
            assert text.count(left) == text.count(right)
    assert text.count('"') % 2 == 0


@given(facts=FACTS)
def test_a_briefing_fits_or_only_what_must_stay_is_left(facts: BriefingFacts) -> None:
    briefing = compose(facts, reader="ana", at=AT)
    keys = {sentence.key for sentence in briefing.sentences}
    assert briefing.seconds <= BUDGET_SECONDS or keys <= STAYS
    assert {PartKey.WHAT, PartKey.WHO} <= keys
    assert (PartKey.PROMISE in keys) == (facts.promise is not None)


@given(facts=FACTS)
def test_every_sentence_and_line_serves_a_part_of_the_card(facts: BriefingFacts) -> None:
    parts = card_parts(facts)
    briefing = compose(facts, reader="ana", at=AT)
    for sentence in briefing.sentences:
        assert sentence.key in parts
        assert sentence.text[-1] in ".!?\"')]”’"
        assert sentence.text.strip() == sentence.text
    for line in screen_lines(facts, reader="ana", at=AT):
        assert line.key in parts
        assert line.text
        assert line.icon
    assert len(history_lines(facts, reader="ana", at=AT)) <= len(facts.history or ())


@given(facts=FACTS)
def test_the_same_facts_give_the_same_words(facts: BriefingFacts) -> None:
    assert compose(facts, reader="ana", at=AT) == compose(facts, reader="ana", at=AT)


@given(facts=FACTS)
def test_words_come_in_the_order_of_the_radio(facts: BriefingFacts) -> None:
    order = list(PartKey)
    places = [order.index(s.key) for s in compose(facts, reader="ana", at=AT).sentences]
    assert places == sorted(places)


@given(
    code=st.text("0123456789", min_size=4, max_size=8),
    phrase=st.sampled_from(
        [
            "gate code {}", "code: {}", "the code is {}", "gate code is {}#", "PIN {}",
            "{} opens the gate", "keypad {}", "code for the side gate is {}", "Code #{}",
            "lock box {}", "alarm code *{}", "gate on the left, code {}, mind the dog",
            "use {} for the alarm", "door code = {}", "(code {})", "combination {}",
        ]
    ),
)  # fmt: skip
def test_a_code_is_neither_spoken_nor_shown(code: str, phrase: str) -> None:
    typed = phrase.format(code)
    facts = BriefingFacts(
        line=DispatcherLine(typed, "Summer"),
        what=What("no-cool call", problem=typed),
        access=Access(typed),
        hazards=(typed,),
        touches=(Touch(typed),),
        directions=typed,
    )
    briefing = compose(facts, reader="ana", at=AT, limit=1000)
    assert code not in briefing.text
    assert "code" in briefing.text
    assert all(code not in str(line) for line in screen_lines(facts, reader="ana", at=AT))
