"""All that is known about one customer, for the card: two queries whatever its size."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet

from fullcircle.foundation import clock
from fullcircle.foundation.gathering import Gathered, Prepared
from fullcircle.foundation.keyset import END, rows_behind
from fullcircle.foundation.standing_queries import StandingQuery
from fullcircle.foundation.values.local_time import local_date
from fullcircle.registry.customers.models import (
    AccessCode,
    Agreement,
    Contact,
    Customer,
    CustomerFlag,
    Equipment,
    Location,
    PersonalNote,
    ServiceRecord,
)
from fullcircle.registry.customers.queries import TOUCH_FADES
from fullcircle.registry.people.models import Person

HISTORY_PAGE = 25


@dataclass(frozen=True)
class KnownCustomer:
    """A customer with everything that hangs on it. Codes come with their label only, never sealed."""

    customer: Customer
    owner: Person | None
    contacts: list[Contact]
    flags: list[CustomerFlag]
    touches: list[PersonalNote]
    agreements: list[Agreement]
    locations: list[Location]
    equipment: list[Equipment]
    codes: list[AccessCode]

    def agreement_at(self, location: Location | None) -> Agreement | None:
        """In force today, in the location's own zone; without a location, any that holds."""
        holding = [
            agreement
            for agreement in self.agreements
            if agreement.starts_on <= self._today(location) <= agreement.ends_on
            and (location is None or agreement.location_id in (None, location.pk))
        ]
        return max(holding, key=lambda row: row.starts_on, default=None)

    def _today(self, location: Location | None) -> date:
        place = location or (self.locations[0] if self.locations else None)
        return local_date(ZoneInfo(place.zone if place else settings.TIME_ZONE), clock.now())


def known_customer(number: int) -> KnownCustomer | None:
    """One query. None when there is no such customer."""
    return _known(_of_customer(number=number, since=clock.now() - TOUCH_FADES))


def known_at(location: int) -> KnownCustomer | None:
    """The customer of a location; one query. None when there is no such location."""
    return _known(_of_location(number=location, since=clock.now() - TOUCH_FADES))


def _parts(one: "QuerySet[Customer]", since: datetime) -> "list[QuerySet[Any]]":
    own = one.order_by().values("pk")
    return [
        one,
        Person.objects.filter(customers_looked_after__in=own).distinct(),
        Contact.objects.filter(customer__in=own, left_on__isnull=True),
        CustomerFlag.objects.filter(customer__in=own, lifted_at__isnull=True),
        PersonalNote.objects.filter(
            customer__in=own, removed_at__isnull=True, confirmed_at__gte=since
        ),
        Agreement.objects.filter(customer__in=own),
        Location.objects.filter(customer__in=own),
        Equipment.objects.filter(location__customer__in=own, removed_on__isnull=True),
        AccessCode.objects.filter(location__customer__in=own, replaced_at__isnull=True),
    ]


_of_customer = Prepared(
    lambda number, since: _parts(Customer.objects.filter(pk=number), since), leave_out=("sealed",)
)
_of_location = Prepared(
    lambda number, since: _parts(Customer.objects.filter(locations=number), since),
    leave_out=("sealed",),
)


def _known(found: Gathered) -> KnownCustomer | None:
    customer = next(iter(found.of(Customer)), None)
    if customer is None:
        return None
    return KnownCustomer(
        customer=customer,
        owner=next(iter(found.of(Person)), None),
        contacts=found.of(Contact),
        flags=found.of(CustomerFlag),
        touches=sorted(found.of(PersonalNote), key=lambda row: row.confirmed_at, reverse=True),
        agreements=found.of(Agreement),
        locations=sorted(found.of(Location), key=lambda row: (row.parent_id or 0, row.spoken)),
        equipment=found.of(Equipment),
        codes=found.of(AccessCode),
    )


def history_of(
    customer: int, *, before: tuple[datetime, int] | None = None, most: int = HISTORY_PAGE
) -> list[ServiceRecord]:
    """One page of what was done for a customer, newest first, from behind (done_at, key).

    One row more than `most` when there is another page.
    """
    done_at, key = before or END
    return _history(most + 1)(customer=customer, done_at=done_at, key=key)


@cache
def _history(most: int) -> StandingQuery[ServiceRecord]:
    def page(*, customer: int, done_at: datetime, key: int) -> "QuerySet[ServiceRecord]":
        behind = rows_behind("done_at", done_at, key, falling=True)
        rows = ServiceRecord.objects.filter(behind, customer=customer)
        shown = rows.select_related("equipment", "location")
        return shown.order_by("-done_at", "-pk")[:most]

    return StandingQuery(page)
