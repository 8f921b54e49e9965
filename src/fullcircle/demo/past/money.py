"""What each visit costs or brings: lines from the price list, in minor units, rounded half up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from fullcircle.demo.cast.catalogue import Catalogue, Price, catalogue
from fullcircle.demo.cast.values import Registry
from fullcircle.demo.past.clockwork import local_day
from fullcircle.demo.past.drafts import Draft, Stop
from fullcircle.demo.past.values import Line
from fullcircle.operations.billing.states import InvoiceKind
from fullcircle.operations.scheduling.states import VisitResult
from fullcircle.registry.catalogue.states import PriceKind, Trade

_DONE = {VisitResult.FIXED, VisitResult.TEMPORARY}
_FREE = "our workmanship"


@dataclass(frozen=True, slots=True)
class Bill:
    kind: InvoiceKind
    lines: tuple[Line, ...]

    @property
    def net_minor(self) -> int:
        return sum(line.net_minor for line in self.lines)

    @property
    def tax_minor(self) -> int:
        return sum(line.tax_minor for line in self.lines)


@dataclass(slots=True)
class Pricing:
    """The price list with the plans that cover part of it."""

    registry: Registry
    catalogue: Catalogue = field(default_factory=catalogue)
    _prices: dict[str, Price] = field(default_factory=dict)
    _plans: dict[str, tuple[date, date, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._prices = {price.code: price for price in self.catalogue.prices}
        for plan in self.registry.agreements:
            self._plans[plan.customer] = (plan.starts_on, plan.ends_on, plan.name)

    def bill(self, draft: Draft, stop: Stop) -> Bill:
        """The lines of one visit; a return for our workmanship is booked and not charged."""
        inside = draft.customer.side == "inside"
        kind = InvoiceKind.CHARGE_BACK if inside else InvoiceKind.INVOICE
        if stop.result is VisitResult.NO_ACCESS:
            return Bill(kind, ())
        covered = self._plan(draft, stop)
        lines = [
            self._line(code, quantity, draft, covered if first else "")
            for first, code, quantity in self._items(draft, stop)
        ]
        if draft.callback_of is not None:
            return Bill(InvoiceKind.NO_CHARGE, tuple(lines))
        return Bill(kind, tuple(lines))

    def _plan(self, draft: Draft, stop: Stop) -> str:
        """The name of the agreement in force on that day, or empty."""
        starts_on, ends_on, name = self._plans.get(draft.customer.key, (date.max, date.max, ""))
        return name if starts_on <= local_day(stop.left) < ends_on else ""

    def _items(self, draft: Draft, stop: Stop) -> list[tuple[bool, str, int]]:
        """(is the fee, price code, hundredths)."""
        on_site = max(1, stop.left - stop.arrived)
        items: list[tuple[bool, str, int]] = []
        fee = self._prices[draft.job.fee]
        if stop.number == 1 or fee.kind is PriceKind.LABOUR:
            hours = -(-on_site // 15) * 25
            items.append((True, fee.code, hours if fee.kind is PriceKind.LABOUR else 100))
        repair = draft.job.trade is Trade.HOME_SERVICE and fee.code == "H-DIAG"
        if repair and stop.result in _DONE:
            items.append((False, "H-LAB", -(-on_site // 30) * 50))
        if stop.night:
            items.append((False, "H-NIGHT", 100))
        return items + [(False, code, count) for code, count in self.parts(draft, stop)]

    def parts(self, draft: Draft, stop: Stop) -> tuple[tuple[str, int], ...]:
        """(price code, hundredths) of what was built in on this visit."""
        if stop.result not in _DONE:
            return ()
        found: dict[str, int] = {}
        for code in draft.finding.parts:
            count = 800 + (stop.left % 9) * 200 if code == "H-REF" else 100
            found[code] = found.get(code, 0) + count
        return tuple(found.items())

    def _line(self, code: str, hundredths: int, draft: Draft, covered: str) -> Line:
        price = self._prices[code]
        free = _FREE if draft.callback_of is not None else covered
        net = 0 if free else (price.unit_minor * hundredths + 50) // 100
        exempt = draft.customer.tax_exempt
        rate = 0 if exempt else int(price.tax * 10_000)
        return Line(
            code=code,
            text=price.name,
            hundredths=hundredths,
            unit_minor=price.unit_minor,
            tax_rate="0" if exempt else str(price.tax),
            net_minor=net,
            tax_minor=(net * rate + 5_000) // 10_000,
            covered_by=free,
        )
