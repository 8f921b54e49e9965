"""The event feed: what changed, for screens that are open right now."""

from typing import Any

from fullcircle.foundation import clock
from fullcircle.foundation.models import Event

BOARD = "board"
QUEUE = "queue"
REVIEW = "review"
LOOP = "loop"


def person_topic(person: int) -> str:
    return f"person-{person}"


def case_topic(case: int) -> str:
    return f"case-{case}"


def publish(
    topics: list[str], *, kind: str, reference: str, version: int = 0, payload: Any = None
) -> None:
    """Tell open screens. Only reference and version leave; never text of a confidential request."""
    at = clock.now()
    Event.objects.bulk_create(
        Event(
            topic=topic,
            kind=kind,
            reference=reference,
            version=version,
            payload=payload or {},
            at=at,
        )
        for topic in dict.fromkeys(topics)
    )
