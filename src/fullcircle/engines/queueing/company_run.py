"""One run of the company: the event loop from the call to the posted invoice.

Nobody is interrupted. A pair of hands that comes free takes, of all it has the skills for, the work
with the lowest (rank, due): those put first and urgent ones, then by the end of their window. Every
run is checked before its figures are used: no work lost, none done twice, nobody in two places.
"""

from dataclasses import dataclass
from heapq import heappop, heappush
from math import isfinite, nan

from fullcircle.engines.queueing.company import Company, LinkKey, Policy, Stage
from fullcircle.engines.queueing.company_crew import BOOKS, CALL, FIELD, PLAN, Crew, Task
from fullcircle.engines.queueing.company_draws import Cases
from fullcircle.engines.queueing.company_rules import Treated, treat
from fullcircle.engines.queueing.refusals import BrokenLaw, NeverDone

# What can happen, in the order in which it is told at one instant.
_DONE, _DUTY, _BLOCK, _GIVEN = range(4)
_TRIPS = 2  # at most
_BEFORE = {PLAN: LinkKey.INTAKE, FIELD: LinkKey.BRIEFING, BOOKS: LinkKey.CLOSEOUT}


@dataclass(frozen=True)
class Outcome:
    """What became of each case (times and minutes), and of the time of each pair of hands.

    `waits`: for each link the minutes from the first giving until the receiver began on it.
    `spent`: minutes of the field. `worked` and `available`: within the horizon.
    """

    cases: Cases
    treated: Treated
    arrived: list[float]
    posted: list[float]
    spent: list[float]
    waits: dict[LinkKey, list[float]]
    worked: list[float]
    available: list[float]
    in_field: list[bool]


class Run:
    def __init__(self, company: Company, policy: Policy, cases: Cases, crew: Crew) -> None:
        self.cases, self.crew = cases, crew
        self.treated = treat(company, policy, cases)
        self.touch = {key: company.link(key).touch for key in LinkKey}
        self.one_go = {Stage.CALL, Stage.PLAN} <= policy.merged
        self.events: list[tuple[float, int, int, int, int]] = []
        self.ticks = 0
        count = cases.count
        self.arrived, self.posted = [nan] * count, [nan] * count
        self.spent, self.trips, self.returned = [0.0] * count, [0] * count, [False] * count
        self.given = {key: [nan] * count for key in LinkKey}
        self.waits = {key: [nan] * count for key in LinkKey}
        self.open = count

    def go(self) -> Outcome:
        """Raises NeverDone when the duties end before the work does."""
        for number, at in enumerate(self.cases.arrive):
            self._note(at, _GIVEN, number, CALL)
        self.crew.first_duties(lambda at, hands, place: self._note(at, _DUTY, hands, place))
        handlers = (self._done, self._duty, self._block, self._offer)
        events = self.events
        while self.open and events:
            now, what, _, one, other = heappop(events)
            handlers[what](now, one, other)
        if self.open:
            raise NeverDone(self.open)
        self._check()
        return Outcome(
            cases=self.cases, treated=self.treated, arrived=self.arrived, posted=self.posted,
            spent=self.spent, waits=self.waits, worked=self.crew.worked,
            available=self.crew.available, in_field=self.crew.in_field,
        )  # fmt: skip

    def _note(self, at: float, what: int, one: int, other: int) -> None:
        self.ticks += 1
        heappush(self.events, (at, what, self.ticks, one, other))

    def _duty(self, now: float, hands: int, place: int) -> None:
        blocks = self.crew.begin_duty(
            hands, place, lambda at, who, which: self._note(at, _DUTY, who, which)
        )
        for at in blocks:
            self._note(at, _BLOCK, hands, place)
        self._next_for(now, hands)

    def _block(self, now: float, hands: int, place: int) -> None:
        self.crew.owe(hands, place)
        self._next_for(now, hands)

    def _offer(self, now: float, case: int, stage: int) -> None:
        """The work of a stage is there to be taken, by somebody free or from the queue."""
        if stage != CALL:
            given = self.given[_BEFORE[stage]]
            if given[case] != given[case]:  # the first time only
                given[case] = now
        treated, crew = self.treated, self.crew
        rank, due = (treated.rank[case], treated.due[case]) if stage == FIELD else (0, now)
        self.ticks += 1
        task = (rank, due, self.ticks, case, stage, self._minutes(case, stage))
        if not crew.staffed[stage]:
            self._begin(now, task, -1)
            return
        need = crew.need_of[self.cases.type[case]] if stage == FIELD else stage
        hands = crew.somebody_free(task, need, now)
        if hands < 0:
            crew.wait(task, need)
        else:
            self._begin(now, task, hands)

    def _next_for(self, now: float, hands: int) -> None:
        """Free hands do what they owe to other work, or the first task that waits for them."""
        crew = self.crew
        if crew.busy[hands]:
            return
        owed = crew.take_owed(hands, now)
        if owed:
            self._note(now + owed, _DONE, -1, hands)
            return
        task = crew.take(hands, now)
        if task is not None:
            self._begin(now, task, hands)

    def _begin(self, now: float, task: Task, hands: int) -> None:
        case, stage = task[3], task[4]
        if hands >= 0:
            self.crew.occupy(hands, task, now)
        if stage != CALL:
            link = _BEFORE[stage]
            wait = self.waits[link][case]
            if wait != wait:  # the first time only
                self.waits[link][case] = now - self.given[link][case]
        if stage == FIELD:
            if self.trips[case] == 0:
                self.arrived[case] = now + self.cases.travel[0][case]
            self.trips[case] += 1
            self.spent[case] += task[5]
        self._note(now + task[5], _DONE, case * 4 + stage, hands)

    def _minutes(self, case: int, stage: int) -> float:
        cases, asked = self.cases, self.treated.asked
        if stage == FIELD:
            trip = self.trips[case]
            minutes = cases.travel[trip][case] + cases.on_site[trip][case]
            return minutes if trip else minutes + asked[LinkKey.BRIEFING][case]
        if stage == CALL:
            return cases.call[case] + cases.plan[case] if self.one_go else cases.call[case]
        if stage == PLAN:
            again = self.touch[LinkKey.INTAKE] if asked[LinkKey.INTAKE][case] else 0.0
            return cases.plan[case] + again
        return self.touch[LinkKey.CLOSEOUT] if self.returned[case] else cases.books[case]

    def _done(self, now: float, code: int, hands: int) -> None:
        if hands >= 0:
            self.crew.free(hands)
        if code >= 0:
            self._after(now, code // 4, code % 4)
        if hands >= 0:
            self._next_for(now, hands)

    def _after(self, now: float, case: int, stage: int) -> None:
        """Where a case goes when a stage is done with it."""
        treated, cases = self.treated, self.cases
        if stage == CALL and not self.one_go:
            self._note(now, _GIVEN, case, PLAN)
        elif stage in (CALL, PLAN):
            asked = 0.0 if stage == CALL else treated.asked[LinkKey.INTAKE][case]
            self._note(max(now + asked, treated.earliest[case]), _GIVEN, case, FIELD)
        elif stage == FIELD:
            if treated.again[case] and self.trips[case] < _TRIPS:
                self._note(now + cases.again_after[case], _GIVEN, case, FIELD)
            else:
                self._note(now + cases.paper[case], _GIVEN, case, BOOKS)
        elif treated.asked[LinkKey.CLOSEOUT][case] and not self.returned[case]:
            self.returned[case] = True
            asked = treated.asked[LinkKey.CLOSEOUT][case]
            self._note(now + asked, _GIVEN, case, BOOKS)
        else:
            if isfinite(self.posted[case]):
                raise BrokenLaw(f"case {case} was posted twice")
            self.posted[case] = now
            self.open -= 1

    def _check(self) -> None:
        """Every case was visited as often as it needed and posted once, in order; none waits."""
        for case, trips in enumerate(self.trips):
            if trips != 1 + self.treated.again[case]:
                raise BrokenLaw(f"case {case} had {trips} trips")
            if not self.cases.arrive[case] <= self.arrived[case] <= self.posted[case]:
                raise BrokenLaw(f"case {case} was not done in order")
        if self.crew.left_waiting():
            raise BrokenLaw("somebody waits for a case that is closed")
