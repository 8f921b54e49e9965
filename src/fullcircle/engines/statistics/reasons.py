"""Why there is no number. "No data" is an answer of its own, never 0 and never 100 %."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    NO_CASES = "no-cases"
    TOO_FEW = "too-few"
    TOO_FEW_GROUPS = "too-few-groups"
    TOO_FEW_PER_REASON = "too-few-per-reason"
    NO_SPREAD = "no-spread"
    SAME_THING_TWICE = "same-thing-twice"
    SPLIT_WITHOUT_OVERLAP = "split-without-overlap"
    TOO_LITTLE_EXPECTED = "too-little-expected"


@dataclass(frozen=True)
class NoData:
    """A figure that is not given: `reason`, what there is (`has`) and what it would take (`needs`).

    Both counts are in the unit of the reason: cases, raters, groups, months, expected events.
    """

    reason: Reason
    has: float = 0
    needs: float = 1
