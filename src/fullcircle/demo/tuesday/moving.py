"""What Summer does with a stop: somebody else, another time, and a promise that is told."""

from __future__ import annotations

from fullcircle.demo.tuesday.stage import (
    Stage,
    moment,
    request_of,
    standing_promise,
    tell,
    visit_of,
    window,
)
from fullcircle.operations.dispatch import actions as dispatch
from fullcircle.operations.scheduling import actions as scheduling
from fullcircle.operations.scheduling.models import Visit
from fullcircle.registry.customers.states import Channel


def move(
    stage: Stage,
    key: str,
    *,
    person: str,
    start: str,
    promised: tuple[str, str],
    why: str,
    by_phone: bool = False,
) -> Visit:
    """Somebody else or another time; where the promise changes, it is told and then renewed.

    A promise that nobody heard is none: whoever is not reached keeps the old one until somebody has
    called (`by_phone`).
    """
    by, visit = stage.actor("summer"), visit_of(key)
    visit = dispatch.place_visit(
        by=by,
        visit=visit,
        version=visit.version,
        person=stage.person(person) if person else None,
        start=moment(start),
    )
    before, new = standing_promise(visit.job), window(*promised)
    if before is not None and (before.window_start, before.window_end) == (new.start, new.end):
        return visit
    request = request_of(key)
    words = f"Somebody will be with you between {promised[0]} and {promised[1]}."
    if by_phone or tell(by, request, words):
        scheduling.promise_window(
            by=by,
            job=visit.job,
            window=new,
            told_how=Channel.PHONE if by_phone else Channel.TEXT,
            told_to=request.contact.name if request.contact else "",
            reason=why,
        )
    return visit
