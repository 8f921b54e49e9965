"""States of what leaves the system."""

from enum import StrEnum


class DeliveryState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    KEPT = "kept"  # no gateway for this kind: kept to be read on the screen
    DEAD = "dead"
