"""Reads of the registry: agreements, history, touches; the caller found in one box."""

import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from fullcircle.foundation import clock
from fullcircle.foundation.values.local_time import local_date
from fullcircle.registry.customers.models import (
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

    Digits only: a phone number (also partly, from the end) or a house number. Words: each must start
    a word of the customer's or a contact's name, the street, the unit or the spoken address.
    """
    text = " ".join(text.split())[:80]
    rows = Location.objects.select_related("customer").order_by("customer__name", "spoken")
    if len(text) < 2:
        return rows.none()
    digits = re.sub(r"\D", "", text)
    if len(digits) >= 7 or (digits and not re.search(r"[A-Za-z]", text) and len(digits) >= 4):
        return rows.filter(customer__in=_by_phone(text, digits))[:MOST_FOUND]
    wanted = Q()
    for word in text.split()[:5]:
        wanted &= _word(word)
    return rows.filter(wanted)[:MOST_FOUND]


def _by_phone(text: str, digits: str) -> Any:
    exact = as_dialled(text)
    fits = Q(phone=exact) if exact else Q(phone__endswith=digits)
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
    )


def _contacts_named(word: str) -> Any:
    named = Q(name__istartswith=word) | Q(name__icontains=f" {word}")
    return Contact.objects.filter(named, left_on__isnull=True).values("customer")
