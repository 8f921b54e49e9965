"""The ring says in words, in shape and in colour where a case is."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcircle.web.components.ring import Arc, ArcState, Ring, RingSize, draw, tooltip, words

CHAIN = ("intake", "briefing", "visit", "close-out", "record")


def chain(*states: ArcState) -> Ring:
    return Ring(tuple(Arc(link, state) for link, state in zip(CHAIN, states, strict=True)))


def drawn(ring: Ring) -> ElementTree.Element:
    return ElementTree.fromstring(draw(ring))


def test_a_returned_link_is_named_with_who_must_answer_and_what_is_missing() -> None:
    ring = Ring(
        (
            Arc("intake", ArcState.ACCEPTED),
            Arc("close-out", ArcState.RETURNED, label="serial number missing", who="Pat"),
        ),
        holder_initials="PB",
        holder_name="Pat",
    )
    assert words(ring) == "close-out returned to Pat, serial number missing"
    assert drawn(ring).get("aria-label") == words(ring)


def test_a_returned_arc_is_dashed_as_well_as_amber() -> None:
    arc = drawn(chain(*[ArcState.RETURNED] * 5)).find("path")
    assert arc is not None
    assert arc.get("stroke-dasharray")
    assert arc.get("stroke") == "#b86b00"


def test_no_other_state_than_returned_and_silent_is_dashed() -> None:
    for state in ArcState:
        dashed = "stroke-dasharray" in draw(Ring((Arc("visit", state),), "JR"))
        assert dashed is (state in (ArcState.RETURNED, ArcState.SILENT))


def test_a_full_ring_is_one_closed_circle() -> None:
    picture = drawn(chain(*[ArcState.ACCEPTED] * 4, ArcState.FIXED))
    assert picture.find("circle") is not None
    assert not [path for path in picture.findall("path") if "ring-arc" in path.get("class", "")]
    assert "full circle" in picture.get("aria-label", "")


@pytest.mark.parametrize("state", [ArcState.SILENT, ArcState.GIVEN, ArcState.LATE, ArcState.IDLE])
def test_silence_lateness_and_waiting_never_close_the_ring(state: ArcState) -> None:
    assert not chain(*[ArcState.ACCEPTED] * 4, state).full


def test_an_empty_chain_is_not_a_success() -> None:
    assert not Ring().full
    assert words(Ring()) == "no hand-off yet"


def test_without_news_the_ring_counts_and_names_the_holder() -> None:
    states = (ArcState.ACCEPTED, ArcState.ACCEPTED, ArcState.IDLE, ArcState.IDLE, ArcState.IDLE)
    ring = Ring(chain(*states).arcs, "JR", "Joe")
    assert words(ring) == "2 of 5 hand-offs accepted; with Joe"


def test_the_tooltip_has_one_line_per_hand_off_with_its_times() -> None:
    ring = Ring((Arc("intake", ArcState.ACCEPTED, times="09:02"), Arc("briefing")), "SU", "Summer")
    assert tooltip(ring).splitlines() == [
        "intake accepted: 09:02",
        "briefing not yet",
        "now with Summer",
    ]


def test_names_of_people_cannot_become_markup() -> None:
    ring = Ring((Arc("<b>", ArcState.GIVEN, who='"><script>'),), "<i", "x", key='"><b>')
    assert "<script>" not in draw(ring)
    assert "<b>" not in draw(ring)


@given(
    st.lists(st.sampled_from(list(ArcState)), max_size=9),
    st.text(max_size=4),
    st.sampled_from(list(RingSize)),
)
def test_every_ring_is_well_formed_says_something_and_carries_no_style(
    states: list[ArcState], initials: str, size: RingSize
) -> None:
    ring = Ring(tuple(Arc(f"link {at}", state) for at, state in enumerate(states)))
    picture = draw(ring, size)
    assert "style=" not in picture
    assert ElementTree.fromstring(picture).get("aria-label")
    arcs = re.findall(r'class="ring-arc ring-(\w+)" d=', picture)
    assert arcs == ([] if ring.full or not states else [state.value for state in states])
