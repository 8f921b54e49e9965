"""The search box, and the list of customers."""

import re
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from fullcircle.handoffs.models import Case
from fullcircle.operations.servicedesk.queries import case_numbered
from fullcircle.registry.customers.models import Contact, Customer, Location
from fullcircle.registry.customers.queries import (
    MOST_FOUND,
    contacts_of,
    customers_after,
    find_callers,
)
from fullcircle.registry.people.policy import Permission
from fullcircle.web.cards.customer_card import may_take_calls, sees_money
from fullcircle.web.shell.access import SeatRequest, page

CASE_NUMBER = re.compile(r"c?(\d{1,8})", re.IGNORECASE)
PAGE = 25


@dataclass(frozen=True)
class Found:
    """A location that fits what was typed, with the contact that made it fit best."""

    location: Location
    contact: Contact | None


def found_for(text: str) -> list[Found]:
    """Locations with a contact each; two queries."""
    rows = list(find_callers(text))
    people = contacts_of({row.customer_id for row in rows})
    return [Found(row, _fitting(people.get(row.customer_id, []), text)) for row in rows]


@require_GET
@page(Permission.SEE_CUSTOMERS)
def find(request: SeatRequest) -> HttpResponseBase:
    """Phone, name, street, unit or case number in one box; results as one types, or as a page."""
    text = request.GET.get("q", "").strip()
    case = _case(text)
    if case is not None and not request.htmx:
        return redirect("case-card", number=case.number)
    rows = found_for(text)
    given = {
        "q": text,
        "found": rows,
        "case": case,
        "most": len(rows) == MOST_FOUND,
        "may_take_calls": may_take_calls(request.actor),
    }
    return render(request, "cards/results.html" if request.htmx else "cards/find.html", given)


@require_GET
@page(Permission.SEE_CUSTOMERS)
def customers(request: SeatRequest) -> HttpResponse:
    """Everyone we serve, by name, 25 at a time."""
    name, _, number = request.GET.get("after", "").rpartition("~")
    rows = customers_after(name, int(number) if number.isdigit() else 0, PAGE)
    shown = rows[:PAGE]
    given = {
        "customers": shown,
        "after": _behind(shown[-1]) if len(rows) > PAGE else "",
        "first": not request.GET.get("after"),
        "people": contacts_of([row.pk for row in shown]),
        "sees_money": sees_money(request.actor),
    }
    return render(request, "cards/customers.html", given)


def _behind(row: Customer) -> str:
    return f"{row.name}~{row.pk}"


def _case(text: str) -> Case | None:
    match = CASE_NUMBER.fullmatch(text)
    return case_numbered(f"C{int(match[1]):06d}") if match else None


def _fitting(people: list[Contact], text: str) -> Contact | None:
    digits = re.sub(r"\D", "", text)
    words = text.lower().split()
    for person in people:
        if len(digits) >= 4 and digits[-10:] in person.phone:
            return person
        if any(part.lower().startswith(word) for part in person.name.split() for word in words):
            return person
    return next(iter(people), None)
