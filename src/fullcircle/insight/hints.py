"""Two things to fix: rules, not a model. Each says what was seen, in how many, and what could help.

An item weighs what it costs: it is missing (1), the receiver mends it (2), it is sent back and
somebody waits (3). A queue weighs by how many times its promised minutes its oldest has waited.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from fullcircle.handoffs.states import LinkKey
from fullcircle.insight.links import Item

MISSING, FIXED, ASKED = 1, 2, 3
LEAST_ITEM = 3  # below that it may be chance


class HintKind(StrEnum):
    ITEM = "item"
    QUEUE = "queue"


@dataclass(frozen=True)
class Queue:
    """What waits on one link: how many, since when the oldest, and what was promised."""

    link: LinkKey
    waiting: int
    late: int
    oldest_given_at: datetime | None
    promised_minutes: int | None


@dataclass(frozen=True)
class Hint:
    """One thing to fix on a link. `weight`: the points that put it there."""

    kind: HintKind
    link: LinkKey
    weight: float
    item: Item | None = None
    queue: Queue | None = None
    waited_minutes: int = 0
    on_the_card: bool = False


def item_weight(item: Item) -> int:
    return MISSING * item.missing + FIXED * item.fixed + ASKED * item.asked


def item_hints(
    items: Mapping[LinkKey, Iterable[Item]], required: Mapping[LinkKey, frozenset[str]]
) -> list[Hint]:
    """Every item often enough missing or touched, the heaviest first; ties by link and name."""
    found = [
        Hint(
            kind=HintKind.ITEM,
            link=link,
            weight=item_weight(item),
            item=item,
            on_the_card=item.key in required.get(link, frozenset()),
        )
        for link, rows in items.items()
        for item in rows
        if item.total >= LEAST_ITEM
    ]
    return sorted(
        found, key=lambda hint: (-hint.weight, hint.link, hint.item.key if hint.item else "")
    )


def queue_hints(queues: Iterable[Queue], *, at: datetime) -> list[Hint]:
    """Queues whose oldest waits longer than promised, the furthest past it first."""
    found = []
    for queue in queues:
        if not queue.waiting or queue.oldest_given_at is None or not queue.promised_minutes:
            continue
        waited = int((at - queue.oldest_given_at).total_seconds() // 60)
        if waited > queue.promised_minutes:
            weight = waited / queue.promised_minutes
            found.append(
                Hint(HintKind.QUEUE, queue.link, weight, queue=queue, waited_minutes=waited)
            )
    return sorted(found, key=lambda hint: (-hint.weight, hint.link))


def two_things(items: list[Hint], queues: list[Hint]) -> list[Hint]:
    """One of each kind where there is one; else the two heaviest of the other, on different links
    where possible."""
    chosen = items[:1] + queues[:1]
    for hint in [*items[1:], *queues[1:]]:
        if len(chosen) >= 2:
            break
        if hint.link not in {other.link for other in chosen}:
            chosen.append(hint)
    for hint in [*items[1:], *queues[1:]]:
        if len(chosen) >= 2:
            break
        if hint not in chosen:
            chosen.append(hint)
    return chosen[:2]
