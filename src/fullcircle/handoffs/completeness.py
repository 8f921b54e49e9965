"""How complete a hand-off was when it was given (METRICS 1.1): pure functions over values."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

PLACEHOLDERS = frozenset(
    {"", "-", "--", ".", "?", "n/a", "na", "tbd", "tba", "xxx", "x", "unknown", "same"}
)


@dataclass(frozen=True)
class CardPart:
    """One thing the receiver needs. `weight` counts in completeness; `validator` names a check below."""

    key: str
    label: str
    required: bool = True
    weight: int = 1
    validator: str = "said"

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> "CardPart":
        return cls(
            key=str(row["key"]),
            label=str(row["label"]),
            required=bool(row.get("required", True)),
            weight=int(row.get("weight", 1)),
            validator=str(row.get("validator", "said")),
        )

    def as_row(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "label": self.label,
            "required": self.required,
            "weight": self.weight,
            "validator": self.validator,
        }


@dataclass(frozen=True)
class Completeness:
    """`present_weight` of `total_weight`; `missing` names the required parts that were not there."""

    parts: tuple[dict[str, Any], ...]
    present_weight: int
    total_weight: int
    missing: tuple[dict[str, str], ...]


def said(value: Any) -> bool:
    """Something a colleague would say: not blank, not a placeholder."""
    if isinstance(value, str):
        return value.strip().lower() not in PLACEHOLDERS
    if isinstance(value, (list, tuple, dict, set)):
        return len(value) > 0
    return value is not None and value is not False


def phone(value: Any) -> bool:
    return isinstance(value, str) and len(re.sub(r"\D", "", value)) >= 7


def number(value: Any) -> bool:
    """A number was given; nought is a number."""
    if isinstance(value, bool):
        return False
    if isinstance(value, (int, float)):
        return True
    return isinstance(value, str) and bool(re.fullmatch(r"\s*[-+]?\d+([.,]\d+)?\s*", value))


def long_enough(value: Any) -> bool:
    """A sentence, not a word: at least three words or twelve characters."""
    return said(value) and (len(str(value).split()) >= 3 or len(str(value).strip()) >= 12)


VALIDATORS = {"said": said, "phone": phone, "number": number, "long_enough": long_enough}


def measure(parts: Iterable[CardPart], gathered: Mapping[str, Any]) -> Completeness:
    """Freeze what was present. A part whose key is not in `gathered` does not apply and is left out."""
    frozen, missing, present_weight, total = [], [], 0, 0
    for part in parts:
        if part.key not in gathered:
            continue
        present = VALIDATORS[part.validator](gathered[part.key])
        frozen.append({**part.as_row(), "present": present})
        total += part.weight
        if present:
            present_weight += part.weight
        elif part.required:
            missing.append({"key": part.key, "label": part.label})
    return Completeness(tuple(frozen), present_weight, total, tuple(missing))
