"""What may follow on what for a request and its circle."""

import hashlib

from fullcircle.operations.servicedesk.states import Circle, RequestState


class WordsMissing(Exception):
    """A request, a refusal or a complaint has to say something."""


class RequestStepNotPossible(Exception):
    """The request cannot go from its state to the wanted one."""


class CircleStepNotPossible(Exception):
    """The circle cannot go from its state to the wanted one."""


_REQUEST = {
    RequestState.RECEIVED: {
        RequestState.ACKNOWLEDGED,
        RequestState.ANSWERED,
        RequestState.DECLINED,
        RequestState.CONVERTED,
    },
    RequestState.ACKNOWLEDGED: {
        RequestState.ANSWERED,
        RequestState.DECLINED,
        RequestState.CONVERTED,
    },
    RequestState.ANSWERED: set(),
    RequestState.DECLINED: set(),
    RequestState.CONVERTED: set(),
}

_CIRCLE = {
    Circle.OPEN: {Circle.DONE, Circle.VOID, Circle.DISPUTED},
    Circle.DONE: {
        Circle.CONFIRMED,
        Circle.DISPUTED,
        Circle.SILENT,
        Circle.EXPIRED,
        Circle.OPEN,
    },
    Circle.DISPUTED: {Circle.OPEN, Circle.DONE, Circle.CONFIRMED},
    # A late word is worth more than our guess.
    Circle.SILENT: {Circle.CONFIRMED, Circle.DISPUTED},
    Circle.EXPIRED: {Circle.CONFIRMED, Circle.DISPUTED},
    Circle.CONFIRMED: {Circle.DISPUTED},
    Circle.VOID: set(),
}


def check_request_step(before: RequestState, after: RequestState) -> None:
    if after not in _REQUEST[before]:
        raise RequestStepNotPossible(f"{before} -> {after}")


def check_circle_step(before: Circle, after: Circle) -> None:
    if after not in _CIRCLE[before]:
        raise CircleStepNotPossible(f"{before} -> {after}")


def token_hash(token: str) -> str:
    """What of a link's token is kept: enough to recognise it, too little to make it."""
    return hashlib.sha256(token.encode()).hexdigest()
