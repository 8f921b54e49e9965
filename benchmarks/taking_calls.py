"""Creating a request: audit, clocks, the acknowledgement queued."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass
from itertools import cycle

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.asking import NotAnswered, Timing, counted, timed
from benchmarks.meter import Meter
from benchmarks.visiting import Answer, Visitor, account_of
from fullcircle.operations.servicedesk.actions import take_request
from fullcircle.operations.servicedesk.actions.taking import Call
from fullcircle.registry.catalogue.models import JobType
from fullcircle.registry.customers.models import Contact
from fullcircle.registry.people.actor import actor_of_account
from fullcircle.registry.people.states import Seat
from fullcircle.web.agent.offering import NO_WINDOW
from fullcircle.web.shell.signing import BACKEND


@dataclass(frozen=True)
class Creating:
    timing: Timing
    queries: int


def calls(most: int = 40) -> list[Call]:
    """Calls of as many customers, each with a contact who is told and a place where it is."""
    rows = Contact.objects.filter(may_text=True, left_on=None, customer__side="outside")
    kind = JobType.objects.filter(service__trade="home_service", retired_on=None).order_by("pk")[0]
    found = []
    for contact in rows.select_related("customer").order_by("pk")[:most]:
        place = contact.customer.locations.order_by("pk").first()
        if place is not None:
            found.append(
                Call(
                    customer=contact.customer,
                    location=place,
                    contact=contact,
                    words="It makes a noise and it is warm upstairs",
                    job_type=kind,
                    callback_phone=contact.phone,
                )
            )
    return found


def by_action(times: int) -> Creating:
    """In this process: what the action itself costs, without a form around it."""
    by = actor_of_account(account_of(Seat.AGENT))
    if by is None:
        raise NotAnswered("the agent has left")
    waiting = cycle(calls())

    def ask() -> Answer:
        started = time.perf_counter()
        take_request(by=by, call=next(waiting))
        return Answer(201, 0, time.perf_counter() - started)

    timing = timed(Meter(), ask, times=times, expect=201)
    with CaptureQueriesContext(connection) as asked:
        ask()
    return Creating(timing, counted(asked))


def by_form(meter: Meter, visitor: Visitor, times: int) -> Creating:
    """The agent's form, filled and sent; it answers with the page that says what to say."""
    waiting = cycle(calls())

    def ask() -> Answer:
        call = next(waiting)
        return visitor.post(f"/calls/at/{call.location.pk}", _filled(call))

    timing = timed(meter, ask, times=times, expect=302)
    client, call = Client(), calls()[0]
    client.force_login(account_of(Seat.AGENT), backend=BACKEND)
    address = f"/calls/at/{call.location.pk}"
    client.post(address, _filled(call))
    with CaptureQueriesContext(connection) as asked:
        status = client.post(address, _filled(call)).status_code
    if status != 302:
        raise NotAnswered(f"{address}: {status}")
    return Creating(timing, counted(asked))


def _filled(call: Call) -> dict[str, str]:
    assert call.contact is not None
    assert call.job_type is not None
    return {
        "words": call.words,
        "job_type": str(call.job_type.pk),
        "contact": str(call.contact.pk),
        "callback_phone": call.callback_phone,
        "channel": str(call.channel),
        "window": NO_WINDOW,
        "key": uuid.uuid4().hex,
    }
