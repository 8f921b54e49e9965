"""What a close-out must say, as plain functions over values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fullcircle.handoffs.completeness import VALIDATORS, CardPart


class CloseOutIncomplete(Exception):
    """Required items are missing and no reason was given. `missing`: {key: label}."""

    def __init__(self, missing: Mapping[str, str]) -> None:
        self.missing = dict(missing)
        super().__init__(", ".join(self.missing.values()))


class SignatureMissing(Exception):
    """At the door one of the two buttons is pressed, or it is said why not."""


class PaymentNotUnderstood(Exception):
    """Money was taken in a way nobody knows: cash, cheque, card or transfer."""


class ElsewhereNow(Exception):
    """The technician has arrived somewhere else and has not left there."""


@dataclass(frozen=True)
class FormItem:
    """One item of a closing form, as far as a rule needs it."""

    key: str
    label: str
    kind: str
    required: bool

    def as_part(self) -> CardPart:
        validator = "number" if self.kind in {"number", "reading"} else "said"
        return CardPart(key=self.key, label=self.label, required=self.required, validator=validator)


def missing_items(
    items: Iterable[FormItem], answers: Mapping[str, Any], photos: Iterable[str]
) -> dict[str, str]:
    """Required items without an answer that passes their check: {key: label}."""
    shot = set(photos)
    return {
        item.key: item.label
        for item in items
        if item.required and not _answered(item, answers, shot)
    }


def _answered(item: FormItem, answers: Mapping[str, Any], photos: set[str]) -> bool:
    if item.kind in {"photo", "signature"}:
        return item.key in photos
    part = item.as_part()
    return VALIDATORS[part.validator](answers.get(item.key))
