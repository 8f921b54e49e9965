"""Reads about people."""

from dataclasses import dataclass

from fullcircle.registry.people.models import Account


@dataclass(frozen=True)
class DemoSeat:
    """One card of the demo's sign-in page."""

    person: int
    name: str
    title: str


def demo_seats(most: int = 24) -> list[DemoSeat]:
    """Accounts of the demo company in the order in which they were made."""
    rows = Account.objects.filter(is_active=True, person__left_on__isnull=True)
    return [
        DemoSeat(account.person.pk, account.person.name, account.person.title)
        for account in rows.select_related("person").order_by("pk")[:most]
        if account.person is not None
    ]
