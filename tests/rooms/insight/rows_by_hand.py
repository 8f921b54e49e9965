"""Hand-offs written row by row, so that a test can count them on its fingers."""

import itertools
from datetime import datetime, timedelta
from typing import Any

from fullcircle.foundation import clock
from fullcircle.handoffs.actions import open_case
from fullcircle.handoffs.models import Case, Handoff, Link
from fullcircle.handoffs.states import HandoffState, Known, LinkKey
from fullcircle.registry.people.actor import worker
from tests.factories.company import Company

_items = itertools.count(1)
NOTES = {"key": "notes", "label": "notes", "required": True, "weight": 1}
RESULT = {"key": "result", "label": "result", "required": True, "weight": 3}


def a_case(company: Company) -> Case:
    return open_case(
        by=worker("tests"),
        customer=company.customer,
        location=company.location,
        title="No cool",
        trade="home_service",
    )


def a_handoff(
    company: Company,
    link: LinkKey = LinkKey.CLOSEOUT,
    state: HandoffState = HandoffState.ACCEPTED,
    *,
    case: Case | None = None,
    given_at: datetime | None = None,
    minutes: int = 30,
    link_row: Link | None = None,
    missing: tuple[str, ...] = (),
    carded: bool = True,
    **more: Any,
) -> Handoff:
    """Accepted after `minutes`, with a card of two parts (weights 3 and 1), unless said otherwise."""
    at = given_at or clock.now() - timedelta(hours=2)
    rows = [{**part, "present": part["key"] not in missing} for part in (RESULT, NOTES)]
    values: dict[str, Any] = {
        "case": case or a_case(company),
        "link": link_row or Link.objects.get(key=link),
        "item": f"closeout:{next(_items)}",
        "giver": company.technician,
        "receiver": company.bookkeeper,
        "given_at": at,
        "state": state,
        "parts": rows if carded else [],
        "total_weight": 4 if carded else 0,
        "present_weight": sum(row["weight"] for row in rows if row["present"]) if carded else 0,
        "missing": [
            {"key": row["key"], "label": row["label"]} for row in rows if not row["present"]
        ],
    }
    if state is HandoffState.ACCEPTED:
        values |= {"outcome_at": at + timedelta(minutes=minutes), "known": Known.BY_ACT}
    if state is HandoffState.SILENT:
        values |= {"outcome_at": at + timedelta(minutes=minutes), "known": Known.SILENT}
    return Handoff.objects.create(**{**values, **more})
