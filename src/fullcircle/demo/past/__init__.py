"""Two years of the demo company's closed cases, as plain values out of a seed."""

from fullcircle.demo.past.history import CASES, build_past
from fullcircle.demo.past.values import (
    CardVersion,
    Case,
    CloseOut,
    Handoff,
    Invoice,
    Line,
    Past,
    Promise,
    Record,
    Return,
    Visit,
)

__all__ = [
    "CASES",
    "CardVersion",
    "Case",
    "CloseOut",
    "Handoff",
    "Invoice",
    "Line",
    "Past",
    "Promise",
    "Record",
    "Return",
    "Visit",
    "build_past",
]
