"""What was measured, against its budget. Plain values: no Django, no clock."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Counted figures are the same on every machine; timed ones are those of this machine."""

    COUNTED = "counted"
    TIMED = "timed"


class Verdict(StrEnum):
    OK = "ok"
    OVER = "OVER"
    NO_LIMIT = "-"
    LATER = "later"
    LEFT_OUT = "left out"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One number. `limit` None: shown for comparison, nothing is promised.

    `value` None: not measured; `why` says whether it is still to be built or could not run here.
    `note`: what stands behind it, such as wall times.
    """

    what: str
    unit: str
    value: float | None
    limit: float | None = None
    kind: Kind = Kind.TIMED
    why: str = ""
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Measured through limit: 1 is exactly the budget, 2 is twice as slow as allowed."""
        if self.value is None or not self.limit:
            return None
        return self.value / self.limit

    @property
    def verdict(self) -> Verdict:
        if self.value is None:
            return Verdict.LATER if self.why == "later" else Verdict.LEFT_OUT
        if self.limit is None:
            return Verdict.NO_LIMIT
        return Verdict.OK if self.value <= self.limit else Verdict.OVER

    @property
    def fails(self) -> bool:
        """Only what no machine can excuse ends a run with an error; times are a warning."""
        return self.kind is Kind.COUNTED and self.verdict is Verdict.OVER


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of all do not exceed (nearest rank).

    Raises ValueError without values: no data is no figure.
    """
    if not values:
        raise ValueError("nothing was measured")
    ranked = sorted(values)
    return ranked[max(0, math.ceil(share * len(ranked)) - 1)]


def middle(values: Sequence[float]) -> float:
    return percentile(values, 0.5)
