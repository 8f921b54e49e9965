"""Who is there, who is busy, what waits for whom."""

from bisect import insort
from collections.abc import Callable, Sequence

from fullcircle.engines.queueing.company import Company, Hands, Policy, Stage
from fullcircle.engines.queueing.company_draws import Shift
from fullcircle.engines.queueing.company_rules import ORDINARY, OUT_OF_HOURS
from fullcircle.engines.queueing.refusals import BrokenLaw, NobodyCan

# (rank, due, number for ties, case, stage, minutes)
type Task = tuple[int, float, int, int, int, float]

STAGES = (Stage.CALL, Stage.PLAN, Stage.FIELD, Stage.BOOKS)
CALL, PLAN, FIELD, BOOKS = range(4)
_LOOKED_AT = 20  # so many from the front, for one that still fits into the shift
_START_OF_SHIFT = 60.0  # a job longer than what is left of a shift begins within its first hour


class Crew:
    """All hands of one run, by number. `horizon`: time is counted for work begun before it."""

    def __init__(
        self, company: Company, policy: Policy, shifts: Sequence[Sequence[Shift]], horizon: float
    ) -> None:
        hands = [_merged(one, policy.merged) for one in (*company.hands, *policy.more)]
        number = len(hands)
        self.shifts, self.horizon = shifts, horizon
        self.overtime, self.reserve = company.overtime, policy.reserve
        self.busy, self.urgent_only = [False] * number, [False] * number
        self.begin, self.end, self.used = [0.0] * number, [0.0] * number, [0.0] * number
        self.owed, self.other = [0.0] * number, [0.0] * number
        self.worked, self.available = [0.0] * number, [0.0] * number
        self.in_field = [Stage.FIELD in one.stages for one in hands]
        self._needs(company, hands)

    def _needs(self, company: Company, hands: Sequence[Hands]) -> None:
        """Each stage of the office is one need; in the field each set of skills is one."""
        sets = sorted({kind.skills for kind in company.types}, key=sorted)
        self.need_of = [len(STAGES) + sets.index(kind.skills) for kind in company.types]
        self.able: list[list[int]] = [[] for _ in range(len(STAGES) + len(sets))]
        for number, one in enumerate(hands):
            for stage in one.stages - {Stage.FIELD}:
                self.able[STAGES.index(stage)].append(number)
            for place, skills in enumerate(sets, start=len(STAGES)):
                if Stage.FIELD in one.stages and skills <= one.skills:
                    self.able[place].append(number)
        self.needs: list[list[int]] = [[] for _ in hands]
        for need, numbers in enumerate(self.able):
            # Whoever can do least else is asked first.
            numbers.sort(key=lambda number: (len(hands[number].skills), number))
            for number in numbers:
                self.needs[number].append(need)
        self.staffed = [bool(self.able[stage]) for stage in range(len(STAGES))]
        self.staffed[FIELD] = any(self.in_field)
        for kind, need in zip(company.types, self.need_of, strict=True):
            if self.staffed[FIELD] and not self.able[need] and max(kind.rates) > 0:
                raise NobodyCan(kind.key)
        self.queues: list[list[Task]] = [[] for _ in self.able]

    def first_duties(self, note: Callable[[float, int, int], None]) -> None:
        for number, shifts in enumerate(self.shifts):
            if shifts:
                note(shifts[0].begin, number, 0)

    def begin_duty(
        self, number: int, place: int, note: Callable[[float, int, int], None]
    ) -> Sequence[float]:
        """Begins a duty; returns the times at which other work falls due in it."""
        shifts = self.shifts[number]
        shift = shifts[place]
        if place + 1 < len(shifts):
            note(shifts[place + 1].begin, number, place + 1)
        self.begin[number], self.end[number] = shift.begin, shift.end
        self.urgent_only[number] = shift.urgent_only
        self.used[number], self.other[number] = 0.0, len(shift.blocks) * shift.block_minutes
        if shift.begin < self.horizon and not shift.urgent_only:
            self.available[number] += shift.end - shift.begin
        return shift.blocks

    def owe(self, number: int, place: int) -> None:
        self.owed[number] += self.shifts[number][place].block_minutes

    def take_owed(self, number: int, now: float) -> float:
        """Minutes of other work to be done now; nought while an exception waits."""
        owed = self.owed[number]
        if not owed or now >= self.end[number]:
            return 0.0
        queues = self.queues
        if any(queues[need] and queues[need][0][0] < ORDINARY for need in self.needs[number]):
            return 0.0
        self.owed[number] = 0.0
        self.busy[number] = True
        return owed

    def may(self, number: int, task: Task, now: float) -> bool:
        """Whether these hands may begin this task now."""
        end, rank, minutes = self.end[number], task[0], task[5]
        if now >= end:
            return False
        if task[4] != FIELD or rank in OUT_OF_HOURS:
            return True
        if self.urgent_only[number]:
            return False
        used, begin = self.used[number], self.begin[number]
        kept_free = self.reserve * (end - begin) if rank == ORDINARY and used else 0.0
        if kept_free and self.other[number] + used + minutes > end - begin - kept_free:
            return False
        return now + minutes <= end + self.overtime or now <= begin + _START_OF_SHIFT

    def somebody_free(self, task: Task, need: int, now: float) -> int:
        """Hands that are free and may take it; -1 if there are none."""
        busy = self.busy
        for number in self.able[need]:
            if not busy[number] and self.may(number, task, now):
                return number
        return -1

    def wait(self, task: Task, need: int) -> None:
        insort(self.queues[need], task)

    def take(self, number: int, now: float) -> Task | None:
        """The first task, over all these hands can do, that they may begin now."""
        best, chosen, at = None, -1, 0
        for need in self.needs[number]:
            for place, task in enumerate(self.queues[need]):
                if place == _LOOKED_AT or (best is not None and task > best):
                    break
                if self.may(number, task, now):
                    best, chosen, at = task, need, place
                    break
        return self.queues[chosen].pop(at) if chosen >= 0 else None

    def occupy(self, number: int, task: Task, now: float) -> None:
        if self.busy[number]:
            raise BrokenLaw("one pair of hands in two places")
        self.busy[number] = True
        if task[0] == ORDINARY:
            self.used[number] += task[5]
        if now < self.horizon and not self.urgent_only[number]:
            self.worked[number] += task[5]

    def free(self, number: int) -> None:
        self.busy[number] = False

    def left_waiting(self) -> int:
        return sum(len(queue) for queue in self.queues)


def _merged(hands: Hands, merged: frozenset[Stage]) -> Hands:
    """Whoever has one of the merged roles has both."""
    if not hands.stages & merged:
        return hands
    return Hands(hands.stages | merged, hands.duties, hands.skills, hands.absence)
