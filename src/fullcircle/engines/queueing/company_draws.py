"""Everything chance decides about a case and about duties, drawn before any policy is known.

Each stream has a seed of its own: two policies meet the same callers, the same traffic and the same
forgotten serial numbers, so their difference is paired.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fullcircle.engines.queueing.company import (
    DAY,
    WEEK,
    Company,
    Duty,
    Hands,
    LinkKey,
    Offer,
    WorkType,
)
from fullcircle.engines.queueing.jobs import Length, Numbers

LINKS = (LinkKey.INTAKE, LinkKey.BRIEFING, LinkKey.CLOSEOUT)
_BLOCK = 60.0  # minutes of other work at a time
_NEIGHBOURS = 15  # offers of a like time of the week, one of which is made again


@dataclass(frozen=True)
class Cases:
    """Lists of one length, in order of arrival. `window`: start and end in minutes after arrival.
    `chance` and the two lists of `again`: numbers between 0 and 1 that decide what comes incomplete
    and whether a second trip follows."""

    arrive: list[float]
    type: list[int]
    group: list[int]
    window: list[tuple[float, float]]
    on_site: tuple[list[float], list[float]]
    travel: tuple[list[float], list[float]]
    call: list[float]
    plan: list[float]
    paper: list[float]
    books: list[float]
    again_after: list[float]
    clarify: dict[LinkKey, list[float]]
    chance: dict[LinkKey, list[float]]
    again_chance: list[float]
    again_briefing: list[float]

    @property
    def count(self) -> int:
        return len(self.arrive)


@dataclass(frozen=True)
class Shift:
    """One duty on one day, with the times at which other work falls due in it."""

    begin: float
    end: float
    urgent_only: bool
    blocks: tuple[float, ...]
    block_minutes: float


@dataclass
class _Streams:
    """Numbered sources of chance out of one seed and one replication."""

    seed: int
    replication: int

    def source(self, *place: int) -> np.random.Generator:
        return np.random.default_rng(np.random.SeedSequence((self.seed, self.replication, *place)))

    def shares(self, count: int, *place: int) -> list[float]:
        values: list[float] = self.source(*place).random(count).tolist()
        return values


def draw_cases(company: Company, weeks: int, seed: int, replication: int) -> Cases:
    """The requests of so many weeks. The same arguments give the same cases."""
    streams = _Streams(seed, replication)
    arrive, labels = _arrivals(company, weeks, streams)
    count = arrive.size
    group, window = np.zeros(count, dtype=np.int64), np.zeros((2, count))
    on_site, after = np.zeros((2, count)), np.zeros(count)
    for label, kind in enumerate(company.types):
        chosen = np.flatnonzero(labels == label)
        group[chosen] = _classes(kind, streams.source(1, label), chosen.size)
        chance = streams.source(2, label).random(chosen.size)
        window[:, chosen] = _windows(kind.offers, arrive[chosen], chance)
        for trip in (0, 1):
            on_site[trip, chosen] = kind.on_site.draw(streams.source(3, label, trip), chosen.size)
        after[chosen] = kind.again_after.draw(streams.source(4, label), chosen.size)

    def drawn(length: Length, *stream: int) -> list[float]:
        values: list[float] = length.draw(streams.source(*stream), count).tolist()
        return values

    return Cases(
        arrive=arrive.tolist(),
        type=labels.tolist(),
        group=group.tolist(),
        window=list(zip(window[0].tolist(), window[1].tolist(), strict=True)),
        on_site=(on_site[0].tolist(), on_site[1].tolist()),
        travel=(drawn(company.travel, 5, 0), drawn(company.travel, 5, 1)),
        call=drawn(company.call, 6),
        plan=drawn(company.plan, 7),
        paper=drawn(company.paper, 8),
        books=drawn(company.books, 9),
        again_after=after.tolist(),
        clarify={
            key: drawn(company.link(key).clarify, 10, number) for number, key in enumerate(LINKS)
        },
        chance={key: streams.shares(count, 11, number) for number, key in enumerate(LINKS)},
        again_chance=streams.shares(count, 12),
        again_briefing=streams.shares(count, 13),
    )


def _arrivals(company: Company, weeks: int, streams: _Streams) -> tuple[Numbers, NDArray[np.int64]]:
    times, labels = [], []
    for label, kind in enumerate(company.types):
        source = streams.source(0, label)
        factors = np.ones(weeks * 7)
        if kind.surge > 0:
            factors = source.gamma(1 / kind.surge, kind.surge, weeks * 7)
        expected = np.tile(np.asarray(kind.rates), weeks) * np.repeat(factors, 24)
        hours = np.repeat(np.arange(expected.size), source.poisson(expected))
        when = (hours + source.random(hours.size)) * 60.0
        times.append(when)
        labels.append(np.full(when.size, label, dtype=np.int64))
    together = np.concatenate(times) if times else np.zeros(0)
    order = np.argsort(together, kind="stable")
    return together[order], np.concatenate(labels)[order]


def _windows(offers: Sequence[Offer], arrive: Numbers, chance: Numbers) -> Numbers:
    """Start and end after arrival: one of the offers that were asked for at the nearest times of
    the week."""
    asked = np.array([offer.asked % WEEK for offer in offers])
    order = np.argsort(asked, kind="stable")
    near = min(_NEIGHBOURS, len(offers))
    place = np.searchsorted(asked[order], arrive % WEEK) - near // 2
    chosen = order[(place + (chance * near).astype(np.int64)) % len(offers)]
    same_day = np.array([offer.same_day for offer in offers])[chosen]
    zero = np.array([offer.asked for offer in offers])[chosen]
    midnight = zero - zero % DAY
    into_day = np.where(same_day, 0.0, arrive % DAY)
    since = np.where(same_day, zero, midnight)
    start = np.array([offer.start for offer in offers])[chosen] - since - into_day
    end = np.array([offer.end for offer in offers])[chosen] - since - into_day
    return np.stack((np.maximum(start, 0.0), end))


def _classes(kind: WorkType, source: np.random.Generator, count: int) -> NDArray[np.int64]:
    marks = np.cumsum(kind.classes)
    drawn = np.searchsorted(marks, source.random(count) * marks[-1], side="right")
    places: NDArray[np.int64] = np.minimum(drawn, len(kind.classes) - 1)
    return places


def draw_shifts(
    hands: Hands, company: Company, weeks: int, seed: int, place: tuple[int, int]
) -> list[Shift]:
    """The duties these hands really stand, for so many weeks. `place`: (replication, number)."""
    streams = _Streams(seed, place[0])
    away, other = streams.source(20, place[1]), streams.source(21, place[1])
    shifts = []
    for first in range(0, weeks, company.cycle):
        for duty in sorted(hands.duties, key=lambda one: one.start):
            absent = away.random() < hands.absence
            marks = np.sort(other.random(_blocks(company, duty)))
            if absent or first * WEEK + duty.start >= weeks * WEEK:
                continue
            begin, length = first * WEEK + duty.start, duty.end - duty.start
            minutes = company.other_work * length / marks.size if marks.size else 0.0
            blocks = tuple((begin + marks * length).tolist())
            shifts.append(Shift(begin, begin + length, duty.urgent_only, blocks, minutes))
    return shifts


def _blocks(company: Company, duty: Duty) -> int:
    """Blocks of other work in this duty; on call there is none."""
    if duty.urgent_only or company.other_work <= 0:
        return 0
    return max(1, round(company.other_work * min(duty.end - duty.start, DAY) / _BLOCK))
