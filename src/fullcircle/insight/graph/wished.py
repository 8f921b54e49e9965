"""Wishes between colleagues as dealings: who asks is the customer of whoever is asked."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet

from fullcircle.handoffs.models import Ask
from fullcircle.insight.graph.parties import NOBODY, Staff
from fullcircle.insight.graph.states import Projection
from fullcircle.insight.graph.studied import CONFIDENTIAL_SEATS

type Pair = tuple[str, str]


def wishes(
    rows: "QuerySet[Ask]", projection: Projection, everybody: Staff
) -> Iterator[tuple[Pair, datetime]]:
    """(supplier, customer) and when it was asked: one query. What cannot be placed in this
    projection (a wish put to a team, by role) is left out."""
    asked = rows.values_list("from_person_id", "to_person_id", "to_team_id", "to_seat", "asked_at")
    for customer, person, team, seat, at in asked.order_by("pk"):
        whom = [everybody.main_seat(who) for who in (customer, person) if who is not None]
        supplier = _supplier(projection, everybody, person, team, seat)
        pair = (supplier, _party(projection, everybody, customer))
        if NOBODY not in pair and not set(whom) & set(CONFIDENTIAL_SEATS):
            yield pair, at


def _supplier(
    projection: Projection, everybody: Staff, person: int | None, team: int | None, seat: str
) -> str:
    if person is not None:
        return _party(projection, everybody, person)
    if projection is Projection.TEAM and team is not None:
        return f"team:{team}"
    return seat if projection is Projection.ROLE else NOBODY


def _party(projection: Projection, everybody: Staff, person: int) -> str:
    if projection is Projection.PERSON:
        return f"person:{person}"
    if projection is Projection.TEAM:
        found = everybody.teams.get(person)
        return f"team:{found[0]}" if found else NOBODY
    return everybody.main_seat(person)
