"""An intake field is touched: asked about, answered, or mended by the dispatcher."""

from typing import Any

from fullcircle.foundation import feed
from fullcircle.foundation.transactions import action, change_if_unchanged
from fullcircle.handoffs import actions as handoffs
from fullcircle.handoffs.models import Handoff, Return
from fullcircle.handoffs.states import ChangeKind, HandoffState
from fullcircle.operations.servicedesk import handoff as contract
from fullcircle.operations.servicedesk.actions.taking import acknowledge
from fullcircle.operations.servicedesk.models import Request
from fullcircle.registry.people import policy
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission


class FieldNotOpen(Exception):
    """This field of a request is not changed here."""


@action
def see_request(*, by: Actor, request: Request) -> Request:
    """Opened on the board: seen, and acknowledged by a person if nobody had yet."""
    policy.require(by, Permission.SEE_REQUESTS)
    acknowledge(by=by, request=request)
    if request.handoff is not None and request.handoff.giver_id != by.person_id:
        handoffs.see(by=by, handoff=request.handoff, how="opened on the board")
    return request


@action
def correct_request(
    *,
    by: Actor,
    request: Request,
    version: int,
    item_key: str,
    value: Any,
    change: ChangeKind = ChangeKind.WAS_WRONG,
) -> Request:
    """Change one field of the intake. Raises StaleEdit with the other's name when somebody was faster.

    An open question on the field to whoever answers now is thereby answered; otherwise, done by
    somebody else than the giver, it counts as fixed by the receiver.
    """
    policy.require(by, Permission.CORRECT_REQUEST)
    field = contract.FIELDS.get(item_key)
    if field is None:
        raise FieldNotOpen(item_key)
    change_if_unchanged(
        request,
        version=version,
        who_changed=lambda row: row.changed_by_name,
        **{field: value, "changed_by_name": by.call_name or by.name},
    )
    _tell_the_baton(by, request, item_key, str(value), change)
    feed.publish(
        [feed.QUEUE, feed.BOARD, feed.case_topic(request.case_id)],
        kind="request changed",
        reference=request.ref,
        version=request.version,
    )
    return request


@action
def answer_intake_question(*, by: Actor, returned: Return, value: Any, version: int) -> Request:
    """The giver answers in the field: the answer stands in the request, and the question is closed."""
    policy.require(by, Permission.ANSWER)
    request = Request.objects.select_related("case", "handoff").get(handoff=returned.handoff)
    if returned.item_key in contract.FIELDS:
        change_if_unchanged(
            request,
            version=version,
            who_changed=lambda row: row.changed_by_name,
            **{
                contract.FIELDS[returned.item_key]: value,
                "changed_by_name": by.call_name or by.name,
            },
        )
    handoffs.answer_return(by=by, returned=returned, answer=str(value))
    feed.publish(
        [feed.QUEUE, feed.BOARD, feed.case_topic(request.case_id)],
        kind="request changed",
        reference=request.ref,
        version=request.version,
    )
    return request


def _tell_the_baton(
    by: Actor, request: Request, item_key: str, value: str, change: ChangeKind
) -> None:
    baton: Handoff | None = request.handoff
    if baton is None:
        return
    question = Return.objects.unanswered().filter(handoff=baton, item_key=item_key).first()
    if question is not None:
        handoffs.answer_return(by=by, returned=question, answer=value or "-", change=change)
    elif by.person_id != baton.giver_id and baton.state != HandoffState.ACCEPTED:
        handoffs.fix_item(by=by, handoff=baton, item_key=item_key, change=change, note=value)
