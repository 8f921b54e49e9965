"""The loop today: what each link did today, what waits on it, and what was sent back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from fullcircle.foundation.standing_queries import StandingQuery
from fullcircle.handoffs.models import ExpectationCard, Handoff, Link, Thanks
from fullcircle.handoffs.queries import (
    Waiting,
    cards_in_force,
    thanks_lately,
    waiting_oldest_first,
)
from fullcircle.handoffs.states import CHAIN, HandoffState, LinkKey
from fullcircle.insight import hints
from fullcircle.insight.links import (
    Item,
    LinkFigures,
    Touched,
    figures_of,
    items_of,
    together,
    touched_items,
)
from fullcircle.insight.periods import Period, today
from fullcircle.insight.tallies import EVERYBODY, Side, Tallies, Tally, tallies

LATELY = timedelta(days=14)
MONTH = timedelta(days=30)


@dataclass(frozen=True)
class LinkToday:
    """One arrow of the loop. `sent_back`: items asked about today; `mended`: fixed by the receiver."""

    link: LinkKey
    giver_seat: str
    receiver_seat: str
    given_today: int
    waiting: int
    late: int
    returned_open: int
    oldest_given_at: datetime | None
    sent_back: tuple[Item, ...]
    mended: int
    month: LinkFigures


@dataclass(frozen=True)
class Loop:
    links: tuple[LinkToday, ...]
    waiting: list[Waiting]
    hints: list[hints.Hint]
    thanks: list[Thanks]
    lately: Period


@dataclass(frozen=True)
class Standing:
    """What is undecided on a link now."""

    waiting: int = 0
    late: int = 0
    returned: int = 0
    oldest_given_at: datetime | None = None


def loop_today(*, at: datetime, zone: str) -> Loop:
    """Everything the manager's picture needs, in six queries however many hand-offs there are."""
    lately, day = Period(at - LATELY, at), today(at=at, zone=zone)
    buckets = {
        "month": Period(at - MONTH, lately.start),
        "lately": Period(lately.start, day.start),
        "today": day,
    }
    counted = tallies(EVERYBODY, buckets, at=at)
    touched = touched_items(EVERYBODY, {"lately": buckets["lately"], "today": day})
    cards = list(cards_in_force(at))
    links = {LinkKey(card.link.key): card.link for card in cards}
    standing = _standing(at)
    items = {
        LinkKey(key): items_of(
            _sum(counted, key, "lately", "today").missing,
            together(*(touched.get((key, Side.SUPPLIED, name), {}) for name in buckets)),
        )
        for key in CHAIN
        if key != LinkKey.VISIT
    }
    return Loop(
        links=tuple(
            _link(links[key], counted, touched, standing.get(key, Standing()))
            for key in CHAIN
            if key in links
        ),
        waiting=waiting_oldest_first(at=at),
        hints=hints.two_things(
            hints.item_hints(items, _required(cards)),
            hints.queue_hints(_queues(standing, cards), at=at),
        ),
        thanks=list(thanks_lately()),
        lately=lately,
    )


def _link(link: Link, counted: Tallies, touched: Touched, standing: Standing) -> LinkToday:
    key = LinkKey(link.key)
    items = touched.get((key, Side.SUPPLIED, "today"), {}).values()
    return LinkToday(
        link=key,
        giver_seat=link.giver_seat,
        receiver_seat=link.receiver_seat,
        given_today=_sum(counted, key, "today").given,
        waiting=standing.waiting,
        late=standing.late,
        returned_open=standing.returned,
        oldest_given_at=standing.oldest_given_at,
        sent_back=tuple(item for item in items if item.asked),
        mended=sum(item.fixed for item in items),
        month=figures_of(_sum(counted, key, "month", "lately", "today")),
    )


def _sum(counted: Tallies, key: str, *buckets: str) -> Tally:
    whole = Tally()
    for name in buckets:
        whole.add(counted.get((key, Side.SUPPLIED, name), Tally()))
    return whole


def _standing(at: datetime) -> dict[LinkKey, Standing]:
    """Per link what is undecided now: one query over the undecided ones alone."""
    return {LinkKey(key): Standing(*counts) for key, *counts in _counted(at=at) if key in CHAIN}


def _by_link(*, at: datetime) -> "QuerySet[Handoff, tuple[Any, ...]]":
    rows = (
        Handoff.objects.keeping_somebody_waiting()
        .values("link__key")
        .annotate(
            waiting=Count("pk"),
            late=Count("pk", filter=Q(due_at__lt=at)),
            returned=Count("pk", filter=Q(state=HandoffState.RETURNED)),
            oldest=Min("given_at"),
        )
        .order_by()
    )
    return rows.values_list("link__key", "waiting", "late", "returned", "oldest")


_counted = StandingQuery(_by_link)


def _queues(
    standing: Mapping[LinkKey, Standing], cards: Iterable[ExpectationCard]
) -> list[hints.Queue]:
    """The promise of a link is the longest of its trades: nobody is called late too early."""
    promised: dict[str, int] = {}
    for card in cards:
        if card.promised_minutes:
            key = card.link.key
            promised[key] = max(promised.get(key, 0), card.promised_minutes)
    return [
        hints.Queue(key, row.waiting, row.late, row.oldest_given_at, promised.get(key))
        for key, row in standing.items()
        if key != LinkKey.VISIT
    ]


def _required(cards: Iterable[ExpectationCard]) -> dict[LinkKey, frozenset[str]]:
    """Link -> parts that every trade's card requires already."""
    found: dict[LinkKey, frozenset[str]] = {}
    for card in cards:
        keys = frozenset(str(part["key"]) for part in card.parts if part.get("required", True))
        key = LinkKey(card.link.key)
        found[key] = found[key] & keys if key in found else keys
    return found
