"""A desk for tests: one close-out through the actions, and as many like it as wanted, in bulk."""

from copy import copy
from typing import Any

from django.db import models
from django.test import Client

from fullcircle.operations.fieldwork.actions import arrive, close_out, set_out
from fullcircle.operations.fieldwork.models import CloseOut
from fullcircle.registry.people.models import Person
from tests.factories.company import Company, a_closed_out_visit, a_dispatched_visit, a_report


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person.account)
    return client


def another_close_out(company: Company, *, minutes: int = 120) -> CloseOut:
    """One more of the same technician, planned later that day."""
    visit, by = a_dispatched_visit(company, minutes=minutes), company.by_technician
    arrive(by=by, visit=set_out(by=by, visit=visit))
    return close_out(by=by, visit=visit, report=a_report(company))


def many_close_outs(company: Company, count: int) -> CloseOut:
    """`count` close-outs that wait; returns the one that was really given."""
    written = a_closed_out_visit(company)
    visit, job, case = written.visit, written.visit.job, written.visit.job.case
    numbers = range(1, count)
    cases = _copies(case, [{"number": f"X{n:06d}"} for n in numbers])
    jobs = _copies(job, [{"case_id": row.pk} for row in cases])
    visits = _copies(visit, [{"job_id": row.pk} for row in jobs])
    batons = _copies(
        written.handoff,
        [{"case_id": row.pk, "item": place.ref} for row, place in zip(cases, visits, strict=True)],
    )
    _copies(
        written,
        [
            {"visit_id": place.pk, "handoff_id": baton.pk, "idempotency_key": None}
            for place, baton in zip(visits, batons, strict=True)
        ],
    )
    return written


def _copies(row: models.Model, changes: list[dict[str, Any]]) -> list[Any]:
    made = []
    for values in changes:
        twin = copy(row)
        twin.pk, twin._state = None, copy(row._state)
        twin._state.adding, twin._state.fields_cache = True, {}
        for name, value in values.items():
            setattr(twin, name, value)
        made.append(twin)
    return list(type(row)._default_manager.bulk_create(made))
