"""Closing the circle: done by us is not done; the requester's word is."""

from datetime import datetime

from fullcircle.foundation import clock, feed
from fullcircle.foundation.transactions import action
from fullcircle.handoffs import actions as handoffs
from fullcircle.handoffs.models import Handoff
from fullcircle.handoffs.states import HandoffState, Known, LinkKey
from fullcircle.operations.servicedesk.actions.targets import record_clock_event
from fullcircle.operations.servicedesk.models import Confirmation, Request
from fullcircle.operations.servicedesk.rules import WordsMissing, check_circle_step
from fullcircle.operations.servicedesk.states import Circle, ClockKind
from fullcircle.registry.people.actor import Actor


@action
def mark_done(*, by: Actor, request: Request) -> Request:
    """Work is done: called by field work. The resolve clock stops; the circle waits for a word."""
    if request.circle in (Circle.OPEN, Circle.DISPUTED):
        _turn(request, Circle.DONE, done=True)
        record_clock_event(
            by=by, request=request, kind=ClockKind.RESOLVE, what="stopped", detail="provider"
        )
    return request


@action
def confirm(
    *,
    by: Actor,
    request: Request,
    how: str,
    by_name: str,
    visit_ref: str = "",
    words: str = "",
    known: Known = Known.BY_ACT,
) -> Request:
    """ "All good": a signature, a link, a payment, a word. Saying it twice changes nothing."""
    if request.circle == Circle.CONFIRMED:
        return request
    disputed = request.circle == Circle.DISPUTED
    _turn(request, Circle.CONFIRMED)
    if disputed:
        record_clock_event(
            by=by, request=request, kind=ClockKind.RESOLVE, what="stopped", detail="provider"
        )
    Confirmation.objects.create(
        request=request,
        all_good=True,
        words=words,
        how=how,
        by_name=by_name,
        by=by.ref,
        at=clock.now(),
        visit_ref=visit_ref,
    )
    visit = _visit_baton(request)
    if visit is not None and visit.state != HandoffState.ACCEPTED:
        handoffs.accept(by=by, handoff=visit, act=how, known=known)
    close_if_whole(by=by, request=request)
    return request


@action
def close_if_whole(*, by: Actor, request: Request) -> None:
    """The case is over when the requester confirmed and the books took the paperwork up."""
    if request.circle != Circle.CONFIRMED:
        return
    papers = Handoff.objects.filter(case_id=request.case_id, link__key=LinkKey.CLOSEOUT)
    states = set(papers.values_list("state", flat=True))
    if states == {HandoffState.ACCEPTED}:
        handoffs.close_case(by=by, case=request.case)


@action
def dispute(
    *, by: Actor, request: Request, how: str, by_name: str, words: str, visit_ref: str = ""
) -> Request:
    """ "Something's left": the visit comes back with what was said, and the clock runs on."""
    if not words.strip():
        raise WordsMissing
    was_done = request.circle != Circle.OPEN
    _turn(request, Circle.DISPUTED, done=True)
    Confirmation.objects.create(
        request=request,
        all_good=False,
        words=words.strip()[:500],
        how=how,
        by_name=by_name,
        by=by.ref,
        at=clock.now(),
        visit_ref=visit_ref,
    )
    if was_done:
        record_clock_event(by=by, request=request, kind=ClockKind.RESOLVE, what="reopened")
    visit = _visit_baton(request)
    if visit is not None:
        handoffs.ask_about(
            by=by,
            handoff=visit,
            item_key="result",
            question=words.strip(),
            label="the work done",
        )
    return request


@action
def reopen(*, by: Actor, request: Request) -> Request:
    """A further visit is planned for what is left."""
    if request.circle in (Circle.DISPUTED, Circle.DONE):
        _turn(request, Circle.OPEN)
    return request


@action
def fall_silent(*, by: Actor, done_before: datetime) -> int:
    """No word for too long: silent, which is not confirmed. Returns how many circles."""
    rows = Request.objects.filter(circle=Circle.DONE, done_at__lt=done_before)
    return rows.update(circle=Circle.SILENT, circle_at=clock.now())


def _turn(request: Request, circle: Circle, *, done: bool = False) -> None:
    check_circle_step(Circle(request.circle), circle)
    request.circle = circle
    request.circle_at = clock.now()
    if done and request.done_at is None:
        request.done_at = clock.now()
    request.save(update_fields=["circle", "circle_at", "done_at"])
    feed.publish(
        [feed.LOOP, feed.case_topic(request.case_id)],
        kind=f"circle {circle}",
        reference=request.ref,
    )


def _visit_baton(request: Request) -> Handoff | None:
    return (
        Handoff.objects.filter(case_id=request.case_id, link__key=LinkKey.VISIT)
        .order_by("-given_at")
        .first()
    )
