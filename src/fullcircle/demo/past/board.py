"""The dispatcher's board while the history is made: finds a free slot and the window to promise."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from fullcircle.demo.cast.catalogue import JobType, catalogue
from fullcircle.demo.cast.people import people
from fullcircle.demo.dice import Dice
from fullcircle.demo.past.clockwork import (
    Roster,
    local_day,
    local_hour,
    midnight,
    roster,
)
from fullcircle.registry.catalogue.states import Trade
from fullcircle.registry.people.states import Seat

_GAP = {Trade.HOME_SERVICE: 20, Trade.BUILDING_CARE: 8, Trade.IT: 5}
_NIGHT_JOBS = {"carpet", "floor-care"}
_INSTALLERS_JOBS = {"install", "estimate"}
_HELPERS = ("cody", "nia")
_NEVER_LEAD = {"harold", *_HELPERS}
_FIELD_SEATS = {Seat.TECHNICIAN, Seat.CREW_MEMBER, Seat.CREW_LEAD}


@dataclass(frozen=True, slots=True)
class Slot:
    day: date
    lead: str
    helpers: tuple[str, ...]
    start: int
    end: int
    night: bool


@dataclass(slots=True)
class Board:
    """Everybody's next free minute, day by day."""

    dice: Dice
    roster: Roster = field(default_factory=roster)
    _free: dict[tuple[str, date], int] = field(default_factory=dict)
    _night_free: dict[date, int] = field(default_factory=dict)
    _leads: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        hands = [one for one in people() if _FIELD_SEATS & set(one.seats)]
        for job in catalogue().job_types:
            self._leads[job.code] = [
                one.key
                for one in hands
                if set(job.skills) <= set(one.skills)
                and one.key not in _NEVER_LEAD
                and (one.key != "ingrid" or job.code in _INSTALLERS_JOBS)
                and (one.shift == "night") == (job.code in _NIGHT_JOBS)
            ]

    def book(
        self, job: JobType, earliest: int, *, prefer: str = "", only: str = "", fill: float = 1.0
    ) -> Slot:
        """The first good slot; `fill` is the share of a shift that this kind of job may use."""
        leads = [only] if only else self._leads[job.code]
        first = local_day(earliest)
        for step in range(60):
            day = first + timedelta(days=step)
            best: tuple[int, str, int] | None = None
            for lead in leads:
                start = self._fits(lead, day, job.minutes, earliest, fill)
                if start is None:
                    continue
                rank = start - (90 if lead == prefer else 0) + self.dice.below(40)
                if best is None or rank < best[0]:
                    best = (rank, lead, start)
            if best is not None:
                return self._take(job, day, best[1], best[2])
        raise LookupError(f"no slot for {job.code} from {earliest}")

    def _fits(self, lead: str, day: date, minutes: int, earliest: int, fill: float) -> int | None:
        duty = self.roster.duty(lead, day)
        if duty is None:
            return None
        start = max(self._free.get((lead, day), duty.start + 30), earliest)
        limit = duty.start + int((duty.end - duty.start - 25) * fill)
        return start if start + minutes <= limit else None

    def _take(self, job: JobType, day: date, lead: str, start: int) -> Slot:
        end = start + job.minutes
        self._free[lead, day] = end + _GAP[job.trade]
        helpers: tuple[str, ...] = ()
        if job.people > 1:
            helpers = tuple(one for one in _HELPERS if self.roster.duty(one, day))[:1]
        return Slot(day, lead, helpers, start, end, night=False)

    def book_night(self, job: JobType, now: int) -> Slot:
        """The technician on call, an hour from now or when the night's last call is done."""
        day = local_day(now)
        duty = self.roster.on_call[day]
        if now < duty.start:
            day -= timedelta(days=1)
            duty = self.roster.on_call.get(day, duty)
        start = max(now + 40, self._night_free.get(day, 0))
        end = start + job.minutes
        if end > duty.end - 15:
            return self.book(job, max(now, duty.end))
        self._night_free[day] = end + 45
        return Slot(day, duty.person, (), start, end, night=True)

    def takes_tonight(self, now: int) -> bool:
        """True in the hours in which only the person on call works outside."""
        hour, weekday = local_hour(now), local_day(now).weekday()
        return hour >= 19.6 or hour < 5 or (weekday == 6 and 7 <= hour < 19)


def window_for(slot: Slot, job: JobType, dice: Dice, *, urgent: bool) -> tuple[str, int, int]:
    """(kind, start, end) of a window in which the planned start lies, in minutes."""
    day_start = midnight(local_day(slot.start))
    offset = slot.start - day_start
    if slot.night or (urgent and dice.chance(0.75)):
        return "asap", slot.start - 45, slot.start + (75 if urgent else 105)
    if job.trade is Trade.IT or dice.chance(0.06):
        return "any_time", min(day_start + 480, slot.start - 30), max(day_start + 1080, slot.end)
    if offset < 525 and dice.chance(0.6):
        return "first_of_morning", slot.start - 40, slot.start + 50
    if 720 <= offset <= 765 and dice.chance(0.6):
        return "first_of_afternoon", day_start + 720, day_start + 840
    if dice.chance(0.04):
        return "exact", slot.start, slot.start + 15
    length = 120 if dice.chance(0.7) else 240
    start = day_start + (offset - 15) // 60 * 60
    return "window", start, start + length
