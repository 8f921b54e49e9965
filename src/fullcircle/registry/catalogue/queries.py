"""Reads of the catalogue: prices by code or name."""

from django.db.models import Q, QuerySet

from fullcircle.registry.catalogue.models import PriceItem


def find_prices(text: str, *, currency: str, most: int = 8) -> list[PriceItem]:
    """Prices in force whose code starts with the text, or whose name or code holds every word of it."""
    words = text.split()[:6]
    if not words:
        return []
    wanted = Q()
    for word in words:
        wanted &= Q(name__icontains=word) | Q(code__icontains=word)
    rows = prices_in_force(currency).filter(wanted)
    exact = list(rows.filter(code__iexact=text.strip())[:1])
    found = exact + [row for row in rows.order_by("name", "pk")[:most] if row not in exact]
    return found[:most]


def prices_in_force(currency: str) -> "QuerySet[PriceItem]":
    return PriceItem.objects.filter(
        retired_on__isnull=True, price_list__currency=currency
    ).select_related("price_list")
