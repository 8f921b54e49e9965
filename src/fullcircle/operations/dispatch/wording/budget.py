"""Twenty seconds: how long a briefing takes to say, and what goes first when it is too long."""

from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum

from fullcircle.operations.dispatch.wording.facts import PartKey
from fullcircle.operations.dispatch.wording.spoken import Draft, Sentence

WORDS_PER_SECOND = 2.6
BUDGET_SECONDS = 20.0


class Rank(IntEnum):
    """The order in which things leave a briefing that is too long; the lowest leaves first.

    What, where, who, promise and hazards never leave; they may lose words at most. The caller's
    words leave before the history and the touch: the kind of job has said what it is about, and the
    words stand on the screen.
    """

    OLDER_HISTORY = 1
    POSITION = 2
    EQUIPMENT_NOTE = 3
    SHORTEN_OPPORTUNITY = 4
    SECOND_TOUCH = 5
    DIRECTIONS = 6
    OPPORTUNITY = 7
    SHORTEN_EQUIPMENT = 8
    PARTS = 9
    SHORTEN_LINE = 10
    SHORTEN_PROBLEM = 11
    PROBLEM = 12
    SECOND_HISTORY = 13
    SHORTEN_PROMISE = 14
    EQUIPMENT = 15
    AGREEMENT = 16
    TOUCH = 17
    HISTORY = 18
    ACCESS = 19
    LINE = 20
    MONEY = 21


def seconds(texts: Sequence[str]) -> float:
    """How long the texts take to say, in seconds with one decimal."""
    return round(sum(len(text.split()) for text in texts) / WORDS_PER_SECOND, 1)


def within(drafts: Sequence[Draft], limit: float) -> tuple[list[Sentence], set[PartKey]]:
    """The sentences that fit `limit` seconds, in their order, and the parts that lost words.

    Steps are taken by rank, one at a time, while the rest is too long. What left then comes
    back, the most important first, where the last step made more room than was needed.
    """
    full = [entry for entry in drafts if entry.sentence.text]
    texts = [entry.sentence.text for entry in full]
    taken: list[tuple[int, str]] = []
    for _, index, left in _steps(full):
        if _fits(texts, limit):
            break
        taken.append((index, texts[index]))
        texts[index] = left
    for index, before in reversed(taken):
        with_it = [*texts[:index], before, *texts[index + 1 :]]
        if _fits(with_it, limit):
            texts = with_it
    lost = {
        entry.sentence.key
        for entry, text in zip(full, texts, strict=True)
        if text != entry.sentence.text
    }
    kept = zip(full, texts, strict=True)
    return [replace(entry.sentence, text=text) for entry, text in kept if text], lost


def _fits(texts: Sequence[str], limit: float) -> bool:
    return seconds(texts) <= limit


def _steps(drafts: Sequence[Draft]) -> list[tuple[int, int, str]]:
    """Rank, place, and the text that is left after the step."""
    steps: list[tuple[int, int, str]] = []
    for index, entry in enumerate(drafts):
        if entry.shorten_at is not None:
            steps.append((entry.shorten_at, index, entry.short))
        if entry.drop_at is not None:
            steps.append((entry.drop_at, index, ""))
    return sorted(steps)
