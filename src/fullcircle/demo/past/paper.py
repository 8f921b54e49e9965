"""What stands on the close-out: answers of the form, payment, and how history will speak of it."""

from __future__ import annotations

from fullcircle.demo.cast.catalogue import FormItem, catalogue
from fullcircle.demo.dice import Dice
from fullcircle.demo.past.drafts import Draft, Pass, Stop
from fullcircle.demo.past.money import Bill
from fullcircle.operations.billing.states import InvoiceKind
from fullcircle.operations.scheduling.states import VisitResult
from fullcircle.registry.catalogue.states import ItemKind
from fullcircle.registry.customers.states import CustomerKind

_READINGS = {
    "supply_return": (16, 22),
    "start_up": (17, 21),
    "suction": (112, 138),
    "co": (0, 38),
    "gas_pressure": (3, 4),
    "load": (24, 60),
    "refrigerant": (0, 24),
}
_WORDS = {VisitResult.FIXED: 0, VisitResult.TEMPORARY: 1}
_SEPARATE = {"notes", "signature", "recommendation"}


def answers_of(draft: Draft, stop: Stop, one: Pass, dice: Dice) -> tuple[tuple[str, str], ...]:
    """(item key, value) for every item of the form that was filled."""
    if stop.result in (VisitResult.NO_ACCESS, VisitResult.DECLINED):
        return (("result", str(stop.result)),)
    answers: list[tuple[str, str]] = []
    for item in catalogue().form(draft.job.form).items:
        if item.key in _SEPARATE or item.key in one.absent:
            continue
        if item.required or dice.chance(0.4):
            answers.append((item.key, _value(item, draft, stop, dice)))
    return tuple(answers)


def _value(item: FormItem, draft: Draft, stop: Stop, dice: Dice) -> str:
    if item.key == "serial_number":
        return draft.equipment.serial if draft.equipment else f"U{draft.arrived % 9973:04d}"
    if item.key == "cause":
        return draft.finding.cause or "as reported"
    if item.key == "minutes":
        return str(stop.left - stop.arrived)
    if item.key in _READINGS:
        return str(dice.between(*_READINGS[item.key]))
    if item.kind is ItemKind.CHOICE:
        return item.choices[min(_WORDS.get(stop.result, 2), len(item.choices) - 1)]
    if item.kind is ItemKind.CHECK:
        return "yes"
    if item.kind is ItemKind.PHOTO:
        return "photo"
    return "none" if item.key == "parts_used" else f"P-{draft.arrived % 9000 + 1000}"


def payment_of(draft: Draft, stop: Stop, bill: Bill, one: Pass, dice: Dice) -> tuple[int, str]:
    """(minor units, how) taken at the door; households only, at the end of the work."""
    at_home = draft.customer.kind is CustomerKind.PERSON
    last = stop.number == len(draft.stops)
    if not at_home or not last or bill.kind is not InvoiceKind.INVOICE or "payment" in one.absent:
        return 0, ""
    total = bill.net_minor + bill.tax_minor
    if total == 0 or not dice.chance(0.45):
        return 0, ""
    return total, dice.weighted((("card", 70.0), ("cheque", 22.0), ("cash", 8.0)))


def spoken_what(draft: Draft, stop: Stop) -> str:
    """How the next briefing says it: "a demand call for a bad thermocouple"."""
    if stop.result is VisitResult.NO_ACCESS:
        return f"{draft.job.done_as} that found nobody in"
    cause = draft.finding.cause
    return f"{draft.job.done_as} for {cause}" if cause else draft.job.done_as
