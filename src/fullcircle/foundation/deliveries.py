"""What leaves the system: queued with the change, leased, sent, then marked. At least once."""

import os
import uuid
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from fullcircle.foundation import clock
from fullcircle.foundation.models import Delivery
from fullcircle.foundation.states import DeliveryState

LEASE = timedelta(minutes=2)
ATTEMPTS = 10

Sender = Callable[[Delivery], None]
_senders: dict[str, Sender] = {}


def plug_in(kind: str, sender: Sender) -> None:
    """Name what sends deliveries of this kind (text gateway, mail). Called from config."""
    _senders[kind] = sender


def unplug(kind: str) -> None:
    """The gateway is gone: from now on deliveries of this kind are kept."""
    _senders.pop(kind, None)


def queue(
    *,
    kind: str,
    address: str,
    text: str,
    about: str,
    subject: str = "",
    wait: timedelta | None = None,
) -> Delivery:
    """Write the row in the caller's transaction. Without a gateway it is kept to be read."""
    at = clock.wall_time()
    state = DeliveryState.WAITING if kind in _senders else DeliveryState.KEPT
    return Delivery.objects.create(
        kind=kind,
        address=address,
        subject=subject,
        text=text,
        about=about,
        state=state,
        queued_at=clock.now(),
        due_at=at + (wait or timedelta()),
    )


def drain(limit: int = 50) -> int:
    """Send what is due. Returns how many were sent. Safe beside other workers."""
    sent = 0
    for number in _due(limit):
        delivery = _lease(number)
        if delivery is not None:
            sent += _send(delivery)
    return sent


def _due(limit: int) -> list[uuid.UUID]:
    at = clock.wall_time()
    waiting = Delivery.objects.filter(state=DeliveryState.WAITING, due_at__lte=at)
    free = waiting.filter(Q(leased_until__isnull=True) | Q(leased_until__lt=at))
    return list(free.order_by("due_at").values_list("id", flat=True)[:limit])


def _lease(number: uuid.UUID) -> Delivery | None:
    at = clock.wall_time()
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=at)
    rows = Delivery.objects.filter(free, id=number, state=DeliveryState.WAITING)
    if rows.update(leased_until=at + LEASE, leased_by=f"process {os.getpid()}") != 1:
        return None
    return Delivery.objects.get(id=number)


def _send(delivery: Delivery) -> int:
    sender = _senders.get(delivery.kind)
    if sender is None:
        _end(delivery, DeliveryState.KEPT)
        return 0
    try:
        sender(delivery)  # outside any transaction: the network may be slow
    except Exception as error:
        _postpone(delivery, f"{type(error).__name__}: {error}")
        return 0
    _end(delivery, DeliveryState.SENT)
    return 1


def _end(delivery: Delivery, state: DeliveryState) -> None:
    with transaction.atomic():
        delivery.state = state
        delivery.ended_at = clock.now()
        delivery.leased_until = None
        delivery.attempts += 1
        delivery.save()


def _postpone(delivery: Delivery, trouble: str) -> None:
    delivery.attempts += 1
    delivery.trouble = trouble[:200]
    delivery.leased_until = None
    delivery.due_at = clock.wall_time() + timedelta(seconds=15 * 2**delivery.attempts)
    if delivery.attempts >= ATTEMPTS:
        delivery.state = DeliveryState.DEAD
        delivery.ended_at = clock.now()
    delivery.save()


def try_again(number: uuid.UUID) -> bool:
    """Put a dead delivery back into the queue, with all its attempts. False when it is not dead."""
    rows = Delivery.objects.filter(id=number, state=DeliveryState.DEAD)
    return bool(
        rows.update(
            state=DeliveryState.WAITING,
            attempts=0,
            trouble="",
            ended_at=None,
            leased_until=None,
            due_at=clock.wall_time(),
        )
    )
