"""Counts over the chains of all cases, in one walk."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from fullcircle.engines.eventlog.links import (
    UNKNOWN,
    Links,
    Numbers,
    Steps,
    links_of,
    pieces,
    steps_of,
)
from fullcircle.engines.eventlog.options import Options
from fullcircle.engines.eventlog.tally import MILLION, Sums, different, held
from fullcircle.engines.eventlog.warehouse import Warehouse

# Rows of the sums per ordered pair.
COUNTED, CASES, SECONDS, MICROSECONDS, KNOWN, BACK, BACK_IN_TIME, ALL, UNBROKEN, TRIPLED = range(10)
# Rows of the sums per party and per activity.
TIMES, IN_CASES = range(2)


@dataclass(frozen=True)
class Counted:
    """Keys are supplier * `width` + customer; a row of sums for each."""

    width: int
    pairs: Numbers
    pair_sums: Numbers
    parties: Numbers
    party_sums: Numbers
    activities: Numbers
    activity_sums: Numbers
    kinds_of_activity: int
    cases: int
    ties: int
    cases_with_handover: int
    first: int | None
    last: int | None


class _Walk:
    def __init__(self, options: Options, *, width: int, activities: int, starts: bool) -> None:
        self.options, self.width, self.starts = options, width, starts
        self.pairs = Sums(width * width, 10)
        self.parties = Sums(width, 2)
        self.again = Sums(activities, 2)
        self.met = np.zeros(activities, np.bool_)
        self.cases = self.ties = self.handed = 0
        self.first: int | None = None
        self.last: int | None = None

    def see_steps(self, steps: Steps) -> None:
        if not len(steps.case):
            return
        same = steps.case[1:] == steps.case[:-1]
        self.cases += different(steps.case)
        self.ties += int(np.count_nonzero(same & (steps.at[1:] == steps.at[:-1])))
        low, high = int(steps.at.min()), int(steps.at.max())
        self.first = low if self.first is None else min(self.first, low)
        self.last = high if self.last is None else max(self.last, high)
        self.met[steps.activity] = True
        named = steps.party > 0
        self.parties.add(TIMES, steps.party[named])
        mine = held(steps.party[named], steps.case[named], steps.cases)
        self.parties.add(IN_CASES, mine.keys)
        loops = held(steps.activity[steps.done], steps.case[steps.done], steps.cases)
        repeated = loops.again > 0
        self.again.add_values(TIMES, loops.keys[repeated], loops.again[repeated])
        self.again.add(IN_CASES, loops.keys[repeated])

    def see_links(self, links: Links, cases: int) -> None:
        pairs, keys = self.pairs, links.supplier * self.width + links.customer
        counted = keys[links.paired]
        pairs.add(COUNTED, counted)
        pairs.add(ALL, keys)
        pairs.add(UNBROKEN, keys[links.unbroken])
        pairs.add(TRIPLED, keys[links.tripled])
        pairs.add(CASES, held(counted, links.case[links.paired], cases).keys)
        self._add_waits(links, keys)
        back = links.tripled & (links.before == links.customer)
        pairs.add(BACK, keys[back])
        if self.options.return_within is not None:
            most = self.options.return_within // timedelta(microseconds=1)
            back &= links.taken - links.before_at <= most
        pairs.add(BACK_IN_TIME, keys[back])
        between = links.paired & (links.supplier != links.customer)
        self.handed += different(links.case[between])

    def _add_waits(self, links: Links, keys: Numbers) -> None:
        """From completion to completion; with start times from completion to the next begin. What
        began before the one before was completed did not wait."""
        known = links.paired
        until = links.taken
        if self.starts:
            known = known & (links.start != UNKNOWN)
            until = np.maximum(links.start, links.given)
        waits = until[known] - links.given[known]
        self.pairs.add_values(SECONDS, keys[known], waits // MILLION)
        self.pairs.add_values(MICROSECONDS, keys[known], waits % MILLION)
        self.pairs.add(KNOWN, keys[known])


def count(warehouse: Warehouse, options: Options, *, starts: bool) -> Counted:
    """One walk over all cases. `starts`: the log says when steps began."""
    width = warehouse.row("SELECT coalesce(max(pid), 0) + 1 FROM parties")[0]
    activities = warehouse.row("SELECT max(aid) + 1 FROM activities")[0]
    walk = _Walk(options, width=width, activities=activities, starts=starts)
    for low, high in pieces(warehouse):
        steps = steps_of(warehouse, low, high)
        walk.see_steps(steps)
        walk.see_links(links_of(warehouse, steps, options, low=low), steps.cases)
    pairs, pair_sums = walk.pairs.result()
    parties, party_sums = walk.parties.result()
    repeated, activity_sums = walk.again.result()
    return Counted(
        width=width,
        pairs=pairs,
        pair_sums=pair_sums,
        parties=parties,
        party_sums=party_sums,
        activities=repeated,
        activity_sums=activity_sums,
        kinds_of_activity=int(np.count_nonzero(walk.met)),
        cases=walk.cases,
        ties=walk.ties,
        cases_with_handover=walk.handed,
        first=walk.first,
        last=walk.last,
    )
