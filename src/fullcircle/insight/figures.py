"""What a number is: its value, interval, n, what was left out and why, and how it is computed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FEW = 10


class Measure(StrEnum):
    """Names in addresses; docs/reference/metrics.md defines each."""

    VOLUME = "volume"
    RIGHT_FIRST_TIME = "right-first-time"
    COMPLETE = "complete"
    COMPLETENESS = "completeness"
    WAIT = "wait"
    FIXED = "fixed"
    RETURNS = "returns"


class LeftOut(StrEnum):
    """Why a hand-off is not in a denominator."""

    SILENT = "silent"
    PENDING = "pending"
    NO_CARD = "no card"


TITLES: dict[Measure, str | Promise] = {
    Measure.VOLUME: _("handed over"),
    Measure.RIGHT_FIRST_TIME: _("right the first time"),
    Measure.COMPLETE: _("everything required was there"),
    Measure.COMPLETENESS: _("how complete, on average"),
    Measure.WAIT: _("wait"),
    Measure.FIXED: _("fixed by the receiver"),
    Measure.RETURNS: _("missed or sent back, by item"),
}

FORMULAS: dict[Measure, str | Promise] = {
    Measure.VOLUME: _("Hand-offs given in the period."),
    Measure.RIGHT_FIRST_TIME: _(
        "Accepted without anything sent back, fixed by the receiver or reported later, divided by "
        "those whose outcome is known: accepted, sent back, or fixed by the receiver. Silence is "
        "not knowledge."
    ),
    Measure.COMPLETE: _(
        "Hand-offs with every required part of the card, divided by those that had a card. Frozen "
        "when it was given; what is filled in later does not count."
    ),
    Measure.COMPLETENESS: _(
        "Weight of the parts that were there divided by the weight of all parts that apply, "
        "averaged over hand-offs that had a card."
    ),
    Measure.WAIT: _(
        "From given to accepted, in elapsed time: the median, and the time nine of ten stay under. "
        "What still waits counts as at least as long as it has waited so far (Kaplan-Meier)."
    ),
    Measure.FIXED: _(
        "Hand-offs in which the receiver mended something because that was quicker, divided by "
        "those whose outcome is known. A change of the world is not counted."
    ),
    Measure.RETURNS: _(
        "How often each item was missing when it was handed over, and how often it was sent back "
        "or fixed afterwards."
    ),
}

REASONS: dict[LeftOut, str | Promise] = {
    LeftOut.SILENT: _("no word for too long"),
    LeftOut.PENDING: _("not decided yet"),
    LeftOut.NO_CARD: _("no card applied"),
}


@dataclass(frozen=True)
class Figure:
    """A share or a mean between 0 and 1. None without cases: that is "no data", never 0 or 1.

    `if_silent`: the share if all silent ones were bad, and if they were good.
    """

    measure: Measure
    value: float | None
    low: float | None
    high: float | None
    n: int
    excluded: Mapping[LeftOut, int] = field(default_factory=dict)
    if_silent: tuple[float, float] | None = None

    @property
    def few(self) -> bool:
        return self.n < FEW

    @property
    def title(self) -> str | Promise:
        return TITLES[self.measure]

    @property
    def formula(self) -> str | Promise:
        return FORMULAS[self.measure]
