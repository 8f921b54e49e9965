"""Who is there: hands with duties and skills out of the shifts of the last whole weeks."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from fullcircle.engines.queueing.company import WEEK, Duty, Hands, Stage
from fullcircle.insight.whatif.history import Duties, History, Kind
from fullcircle.registry.people.states import Seat, ShiftKind

CYCLE = 4  # weeks of shifts that are repeated
_SEATS = {
    Seat.AGENT: Stage.CALL,
    Seat.DISPATCHER: Stage.PLAN,
    Seat.BOOKKEEPER: Stage.BOOKS,
    Seat.TECHNICIAN: Stage.FIELD,
    Seat.CREW_LEAD: Stage.FIELD,
    Seat.CREW_MEMBER: Stage.FIELD,
}


def crew_of(history: History, zone: ZoneInfo) -> tuple[Hands, ...]:
    """Hands with at least one duty in the cycle. In the field those count who led a visit lately;
    they can do what they hold the skills for, or have led."""
    duties = history.duties
    absence = absence_of(duties)
    found = []
    for person, rows in sorted(_rows_by_person(history, zone).items()):
        stages = {_SEATS[Seat(seat)] for seat in duties.seats.get(person, ()) if seat in _SEATS}
        if Stage.FIELD in stages and person not in duties.led:
            stages.discard(Stage.FIELD)
        if stages and rows:
            skills = _skills(person, duties, history.kinds) if Stage.FIELD in stages else set()
            found.append(Hands(frozenset(stages), rows, frozenset(skills), absence))
    return tuple(found)


def absence_of(duties: Duties) -> float:
    """Share of planned minutes in which somebody was away; one figure for all of them."""
    return min(0.5, duties.away_minutes / duties.planned_minutes) if duties.planned_minutes else 0.0


def one_more(hands: tuple[Hands, ...], kinds: Mapping[str, Kind], trade: str) -> Hands | None:
    """Hands like those of this trade: the skills most of them have, and the duties of one of them.
    None when nobody works in it."""
    mine = [
        one
        for one in hands
        if Stage.FIELD in one.stages and _main_trade(one, kinds) == trade and _regular(one)
    ]
    if not mine:
        return None
    skills, _ = Counter(one.skills for one in mine).most_common(1)[0]
    # Most minutes among their like: a full post, not a holiday stand-in.
    model = max((one for one in mine if one.skills == skills), key=_minutes_of)
    return Hands(frozenset({Stage.FIELD}), _regular(model), skills, model.absence)


def trades_of(hands: tuple[Hands, ...], kinds: Mapping[str, Kind]) -> list[str]:
    found = {_main_trade(one, kinds) for one in hands if Stage.FIELD in one.stages}
    return sorted(found - {""})


def _main_trade(hands: Hands, kinds: Mapping[str, Kind]) -> str:
    counted = Counter(kinds[key].trade for key in hands.skills if key in kinds)
    return counted.most_common(1)[0][0] if counted else ""


def _regular(hands: Hands) -> tuple[Duty, ...]:
    return tuple(duty for duty in hands.duties if not duty.urgent_only)


def _minutes_of(hands: Hands) -> float:
    return sum(duty.end - duty.start for duty in _regular(hands))


def _skills(person: int, duties: Duties, kinds: Mapping[str, Kind]) -> set[str]:
    held = duties.skills.get(person, frozenset())
    able = {key for key, kind in kinds.items() if kind.skills and kind.skills <= held}
    return able | set(duties.led.get(person, ()))


def _rows_by_person(history: History, zone: ZoneInfo) -> dict[int, tuple[Duty, ...]]:
    """Duties of the last CYCLE whole weeks, as minutes of the cycle, without overlaps."""
    wall = history.at.astimezone(zone).replace(tzinfo=None)
    monday = (wall - timedelta(days=wall.weekday())).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    first = monday - timedelta(weeks=CYCLE)
    found: dict[int, list[Duty]] = {}
    for person, start, end, kind in history.duties.shifts:
        begin = _minute(start, first, zone)
        if not 0 <= begin < CYCLE * WEEK:
            continue
        length = (end - start).total_seconds() / 60
        row = Duty(begin, begin + length, kind == ShiftKind.ON_CALL)
        found.setdefault(person, []).append(row)
    return {person: _apart(rows) for person, rows in found.items()}


def _minute(at: datetime, first: datetime, zone: ZoneInfo) -> float:
    """Minutes of wall time since `first`: a shift from eight to five is that in every week."""
    return (at.astimezone(zone).replace(tzinfo=None) - first).total_seconds() / 60


def _apart(rows: list[Duty]) -> tuple[Duty, ...]:
    """A regular duty goes before being on call; what is left of a call begins after it."""
    kept: list[Duty] = []
    for duty in sorted(rows, key=lambda row: (row.urgent_only, row.start)):
        start, end = duty.start, duty.end
        for other in kept:
            if other.start < end and start < other.end:
                if other.start <= start:
                    start = other.end
                else:
                    end = other.start
        if end - start >= 1:
            kept.append(Duty(start, end, duty.urgent_only))
    return tuple(sorted(kept, key=lambda row: row.start))
