"""Twenty seconds, and the order in which things leave."""

from fullcircle.operations.dispatch.wording.budget import Rank, seconds, within
from fullcircle.operations.dispatch.wording.facts import PartKey
from fullcircle.operations.dispatch.wording.phrasing import draft


def test_twenty_six_words_take_ten_seconds() -> None:
    assert seconds(["word " * 20, "word " * 6]) == 10.0


def test_the_lowest_rank_leaves_first() -> None:
    drafts = [
        draft(PartKey.WHAT, "one two three four five six"),
        draft(PartKey.TOUCH, "one two three four five six", drop_at=Rank.TOUCH),
        draft(PartKey.AGREEMENT, "one two three four five six", drop_at=Rank.AGREEMENT),
    ]
    kept, lost = within(drafts, 5.0)
    assert [sentence.key for sentence in kept] == [PartKey.WHAT, PartKey.TOUCH]
    assert lost == {PartKey.AGREEMENT}


def test_what_has_no_rank_stays_when_it_is_too_long() -> None:
    kept, lost = within([draft(PartKey.HAZARDS, "word " * 200)], 1.0)
    assert [sentence.key for sentence in kept] == [PartKey.HAZARDS]
    assert lost == set()


def test_a_sentence_is_shortened_before_it_goes() -> None:
    line = draft(
        PartKey.LINE,
        "one two three four five six seven eight",
        short="one two",
        shorten_at=Rank.SHORTEN_LINE,
        drop_at=Rank.LINE,
    )
    kept, lost = within([line], 1.0)
    assert [sentence.text for sentence in kept] == ["One two."]
    assert lost == {PartKey.LINE}


def test_a_short_sentence_comes_back_when_a_long_one_made_room() -> None:
    drafts = [
        draft(PartKey.WHAT, "one two three four five six"),
        draft(PartKey.AGREEMENT, "one two", drop_at=Rank.AGREEMENT),
        draft(PartKey.TOUCH, "word " * 12, drop_at=Rank.TOUCH),
    ]
    kept, lost = within(drafts, 4.0)
    assert [sentence.key for sentence in kept] == [PartKey.WHAT, PartKey.AGREEMENT]
    assert lost == {PartKey.TOUCH}
