"""Reads of the registry: agreements, history, touches; the caller found in one box."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from fullcircle.foundation import clock
from fullcircle.foundation.keyset import rows_behind
from fullcircle.foundation.standing_queries import StandingQuery
from fullcircle.foundation.values.local_time import local_date
from fullcircle.registry.customers.models import (
    AccessCode,
    Agreement,
    Contact,
    Customer,
    Location,
    PersonalNote,
    ServiceRecord,
)
from fullcircle.registry.customers.phone import as_dialled

TOUCH_FADES = timedelta(days=2 * 365)
MOST_FOUND = 12
_FILLERS = {"unit", "apt", "apartment", "room", "suite", "no"}


def agreement_in_force(
    customer: Customer, location: Location, at: datetime | None = None
) -> Agreement | None:
    """The agreement that holds at this location today, in its own zone."""
    today = local_date(ZoneInfo(location.zone), at or clock.now())
    return (
        Agreement.objects.filter(customer=customer, starts_on__lte=today, ends_on__gte=today)
        .filter(Q(location__isnull=True) | Q(location=location))
        .order_by("-starts_on")
        .first()
    )


def history_at(location: Location, most: int = 10) -> list[ServiceRecord]:
    """What was done here, newest first."""
    rows = ServiceRecord.objects.filter(location=location).select_related("equipment")
    return list(rows.order_by("-done_at")[:most])


def touches_of(customer: Customer, location: Location | None = None) -> list[PersonalNote]:
    """Small touches that still hold: removed ones never show, unconfirmed ones fade after two years."""
    rows = PersonalNote.objects.filter(
        customer=customer, removed_at__isnull=True, confirmed_at__gte=clock.now() - TOUCH_FADES
    )
    if location is not None:
        rows = rows.filter(Q(location__isnull=True) | Q(location=location))
    return list(rows.order_by("-confirmed_at")[:5])


def find_callers(text: str) -> "QuerySet[Location]":
    """Locations that fit phone, name, street or unit, typed in one box; at most twelve.

    Four digits or more and no letters: part of a phone number, or a house number. Words: each must
    start a word of the customer's or a contact's name, the street, the unit or the spoken address.
    """
    text = " ".join(text.split())[:80]
    rows = Location.objects.select_related("customer").order_by("customer__name", "spoken", "pk")
    if len(text) < 2:
        return rows.none()
    digits = re.sub(r"\D", "", text)
    if len(digits) >= 4 and not re.search(r"[^\W\d_]", text):
        fits = Q(customer__in=_by_phone(text, digits))
        return rows.filter(fits | Q(house_number=digits) if len(digits) < 7 else fits)[:MOST_FOUND]
    wanted = Q()
    for word in _words(text):
        wanted &= _word(word)
    return rows.filter(wanted)[:MOST_FOUND] if wanted else rows.none()


def contacts_of(customers: Iterable[int]) -> dict[int, list[Contact]]:
    """Customer -> the people we talk to there, in one query."""
    found: dict[int, list[Contact]] = {}
    for row in _contacts(customers=list(customers)):
        found.setdefault(row.customer_id, []).append(row)
    return found


def customers_after(name: str = "", number: int = 0, most: int = 25) -> list[Customer]:
    """One page by name, from behind the row (name, key); one more than `most` when there is another."""
    return _customers(most + 1)(name=name, number=number)


def _contacts_still_there(*, customers: list[int]) -> "QuerySet[Contact]":
    rows = Contact.objects.filter(customer_id__in=customers, left_on__isnull=True)
    return rows.order_by("pk")


_contacts = StandingQuery(_contacts_still_there)


@cache
def _customers(most: int) -> StandingQuery[Customer]:
    def page(*, name: str, number: int) -> "QuerySet[Customer]":
        rows = Customer.objects.filter(rows_behind("name", name, number))
        return rows.order_by("name", "pk")[:most]

    return StandingQuery(page)


def known_already(
    *, phone: str = "", street: str = "", house_number: str = "", unit: str = ""
) -> list[Location]:
    """Who has this phone number or this address already: said before a customer is entered twice."""
    same = Q()
    dialled = as_dialled(phone)
    if dialled:
        same |= Q(
            customer__in=Contact.objects.filter(phone=dialled, left_on__isnull=True).values(
                "customer"
            )
        )
    if street.strip() and house_number.strip():
        same |= Q(
            street__iexact=street.strip(),
            house_number__iexact=house_number.strip(),
            unit__iexact=unit.strip(),
        )
    if not same:
        return []
    return list(Location.objects.filter(same).select_related("customer").order_by("pk")[:5])


def location_of(customer: Customer, number: int) -> Location | None:
    return Location.objects.filter(customer=customer, pk=number).first()


def place(number: int) -> Location | None:
    """A location with its customer."""
    return Location.objects.filter(pk=number).select_related("customer__bill_to").first()


def customer_numbered(number: int) -> Customer | None:
    return Customer.objects.filter(pk=number).first()


def humans_at(customer: Customer) -> QuerySet[Contact]:
    """Whom we talk to there; whoever left is not among them."""
    return Contact.objects.filter(customer=customer, left_on=None).order_by("name", "pk")


def touch_numbered(customer: Customer, number: int) -> PersonalNote | None:
    return PersonalNote.objects.filter(customer=customer, pk=number).first()


def record_numbered(number: int) -> ServiceRecord | None:
    return ServiceRecord.objects.filter(pk=number).select_related("location").first()


def code_numbered(number: Any) -> AccessCode | None:
    """A code in force, with its location."""
    rows = AccessCode.objects.filter(pk=number, replaced_at__isnull=True)
    return rows.select_related("location").first()


def _words(text: str) -> list[str]:
    words = [word.strip("#,.") for word in text.split()[:6]]
    return [word for word in words if word and word.lower() not in _FILLERS][:5]


def _by_phone(text: str, digits: str) -> Any:
    exact = as_dialled(text) if len(digits) >= 10 else ""
    fits = Q(phone=exact) if exact else Q(phone__contains=digits)
    return Contact.objects.filter(fits, left_on__isnull=True).values("customer")


def _word(word: str) -> Q:
    return (
        Q(customer__name__istartswith=word)
        | Q(customer__name__icontains=f" {word}")
        | Q(customer__in=_contacts_named(word))
        | Q(house_number__istartswith=word)
        | Q(street__istartswith=word)
        | Q(unit__istartswith=word)
        | Q(name__istartswith=word)
        | Q(name__icontains=f" {word}")
        | Q(spoken__istartswith=word)
        | Q(spoken__icontains=f" {word}")
    )


def _contacts_named(word: str) -> Any:
    named = Q(name__istartswith=word) | Q(name__icontains=f" {word}")
    return Contact.objects.filter(named, left_on__isnull=True).values("customer")
