"""Price lists. A price is in minor units of the list's currency and without tax."""

from decimal import Decimal

from fullcircle.foundation import audit, clock
from fullcircle.foundation.transactions import action
from fullcircle.registry.catalogue.models import PriceItem, PriceList
from fullcircle.registry.catalogue.refusals import CodeTaken, NameMissing, PriceNotUnderstood
from fullcircle.registry.catalogue.states import PriceKind
from fullcircle.registry.people import policy
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission


@action
def add_price_list(*, by: Actor, name: str, currency: str, trade: str = "") -> PriceList:
    """A list of that name; the standing one when there is one."""
    policy.require(by, Permission.ADMINISTER)
    shown = " ".join(name.split())[:80]
    if not shown:
        raise NameMissing
    found, new = PriceList.objects.get_or_create(
        name=shown, defaults={"currency": currency, "trade": trade}
    )
    if new:
        audit.record(by=by.ref, verb="add price list", subject=f"pricelist:{found.pk}")
    return found


@action
def add_price(
    *,
    by: Actor,
    price_list: PriceList,
    code: str,
    name: str,
    unit_minor: int,
    kind: PriceKind = PriceKind.PART,
    unit: str = "each",
    tax_rate: Decimal = Decimal(0),
) -> PriceItem:
    """One price. Raises CodeTaken within its list, PriceNotUnderstood, NameMissing."""
    policy.require(by, Permission.ADMINISTER)
    short, shown = code.strip()[:40], " ".join(name.split())[:120]
    if not short or not shown:
        raise NameMissing
    _check(unit_minor, tax_rate)
    if PriceItem.objects.filter(price_list=price_list, code__iexact=short).exists():
        raise CodeTaken(short)
    item = PriceItem.objects.create(
        price_list=price_list,
        code=short,
        name=shown,
        kind=kind,
        unit=unit.strip()[:16] or "each",
        unit_minor=unit_minor,
        tax_rate=tax_rate,
    )
    audit.record(by=by.ref, verb="add price", subject=f"price:{item.pk}", after=str(unit_minor))
    return item


@action
def change_price(
    *, by: Actor, item: PriceItem, unit_minor: int, tax_rate: Decimal, name: str = ""
) -> PriceItem:
    """From now on. Drafts and invoices keep the price they have."""
    policy.require(by, Permission.ADMINISTER)
    _check(unit_minor, tax_rate)
    before = item.unit_minor
    item.unit_minor, item.tax_rate = unit_minor, tax_rate
    item.name = " ".join(name.split())[:120] or item.name
    item.save(update_fields=["unit_minor", "tax_rate", "name"])
    audit.record(
        by=by.ref,
        verb="change price",
        subject=f"price:{item.pk}",
        before=str(before),
        after=str(unit_minor),
    )
    return item


@action
def retire_price(*, by: Actor, item: PriceItem) -> PriceItem:
    """Not offered any more; what was billed with it stays readable."""
    policy.require(by, Permission.ADMINISTER)
    item.retired_on = clock.now().date()
    item.save(update_fields=["retired_on"])
    audit.record(by=by.ref, verb="retire price", subject=f"price:{item.pk}")
    return item


def _check(unit_minor: int, tax_rate: Decimal) -> None:
    if unit_minor < 0 or not 0 <= tax_rate < 1:
        raise PriceNotUnderstood(f"{unit_minor}, tax {tax_rate}")
