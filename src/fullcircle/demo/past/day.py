"""The second stage: a technician's day as it was lived, each briefing on the way to the door."""

from __future__ import annotations

from datetime import date

from fullcircle.demo.dice import Dice
from fullcircle.demo.past.cards import ASKED, BRIEFING_GAPS, FIXED, card_at
from fullcircle.demo.past.clockwork import Duty, Roster
from fullcircle.demo.past.drafts import Draft, Pass, Stop, Touch
from fullcircle.demo.past.weather import HOT
from fullcircle.demo.town.survey import metres_between
from fullcircle.handoffs.states import LinkKey, ReturnKind
from fullcircle.operations.scheduling.states import VisitResult
from fullcircle.registry.catalogue.states import Trade

YARD = (41.1925, -76.88)  # Depot quarter, where the vans stand
OVERRUN = 150  # minutes after the end of a shift at which everybody is home
_QUESTIONS = {
    "access": ("How do I get in?", "Key with the neighbor."),
    "equipment": ("Which unit is it?", "The one behind the garage."),
    "history": ("Were we there before?", "Yes, twice last year, same unit."),
    "hazards": ("Dog?", "No dog, low beam in the cellar."),
}
_AGAIN_BECAUSE = {
    VisitResult.WAITING_PART: "the part has come",
    VisitResult.NEEDS_RETURN: "to finish the work",
    VisitResult.NO_ACCESS: "nobody could let us in",
}
_SPEED = {"dana": 0.92, "joe": 0.95, "luis": 1.02, "ken": 1.05, "yusuf": 1.12}


def live_through(
    stops: list[tuple[Draft, Stop]], duty: Duty, dice: Dice, roster: Roster, degrees: int
) -> None:
    """Fills dispatched, seen, on the way, arrived and left for one person's day, in plan order."""
    free, place = duty.start + 5, YARD
    for draft, stop in stops:
        if stop.number > 1:
            _plan_again(draft, stop, roster, dice)
        here = (draft.location.lat, draft.location.lon)
        travel = _travel(draft, place, here, dice, degrees)
        ready = max(free + 2, stop.assigned + 8)
        leave = max(ready, stop.start - travel + dice.between(-6, 9))
        if (
            not stop.night
            and draft.job.trade is Trade.HOME_SERVICE
            and dice.chance(0.5 if degrees >= HOT else 0.06)
        ):
            leave += dice.between(25, 110)  # a parts run, a van that does not start, a long call
        one = _brief(draft, stop, roster, dice, leave=leave, free=free)
        leave = stop.en_route
        stop.arrived = leave + travel
        stop.left = stop.arrived + _minutes(draft, stop, dice, degrees)
        latest = duty.end + OVERRUN
        if stop.left > latest:
            stop.left = max(stop.arrived + 6, latest)
        if stop.result is VisitResult.NO_ACCESS and "access" in one.absent:
            one.come_true(stop.arrived, "no access")
        free, place = stop.left, here
        _tell_if_late(stop, dice)


def _travel(
    draft: Draft, before: tuple[float, float], here: tuple[float, float], dice: Dice, degrees: int
) -> int:
    if draft.job.trade is Trade.IT and draft.job.fee == "I-BENCH":
        return 1
    metres = metres_between(before, here)
    minutes = metres * 1.35 / 620 + dice.between(2, 6)
    return max(2, int(minutes * (1.15 if degrees >= HOT else 1.0)))


def _minutes(draft: Draft, stop: Stop, dice: Dice, degrees: int) -> int:
    if stop.result is VisitResult.NO_ACCESS:
        return dice.between(8, 16)
    share = dice.bell(0.93, 0.17) * _SPEED.get(stop.lead, 1.0)
    if degrees >= HOT and draft.job.trade is Trade.HOME_SERVICE:
        share *= 1.12
    if dice.chance(0.04):
        share *= 1.5
    if stop.arrived - stop.start > 60:
        share *= 0.72
    if stop.number > 1:
        share *= 0.75
    return max(8, int(draft.job.minutes * share))


def _plan_again(draft: Draft, stop: Stop, roster: Roster, dice: Dice) -> None:
    """The second visit is placed and promised after the first was left."""
    before = draft.stops[stop.number - 2]
    at, somebody = roster.dispatchers.next(before.left + dice.between(20, 90))
    here = roster.dispatchers.at(at)
    stop.assigned, stop.assigned_by = at, dice.pick(here) if here else somebody
    stop.promised, stop.promised_by = at, stop.assigned_by
    stop.promised_reason = _AGAIN_BECAUSE[before.result]


def _brief(draft: Draft, stop: Stop, roster: Roster, dice: Dice, *, leave: int, free: int) -> Pass:
    """The dispatch and its briefing; a question costs minutes before the van moves."""
    target = max(stop.assigned + 1, min(free + dice.between(-4, 6), leave - dice.between(5, 30)))
    at, somebody = roster.dispatchers.next(target)
    here = roster.dispatchers.at(at)
    stop.dispatched, stop.dispatched_by = at, dice.pick(here) if here else somebody
    stop.seen = stop.dispatched + dice.between(1, 4)
    stop.en_route = max(leave, stop.seen + 1)
    stop.radio = dice.chance(0.3 if stop.lead == "joe" else 0.07)
    card = card_at(LinkKey.BRIEFING, draft.job.trade, stop.dispatched)
    drop = {"opportunity"} if draft.customer.side == "inside" else set()
    if draft.equipment is None:
        drop.add("equipment")
    applies = tuple(key for key in card.keys if key not in drop)
    gaps = BRIEFING_GAPS[stop.dispatched_by]
    one = Pass(
        link=LinkKey.BRIEFING,
        visit=stop.number,
        version=card.version,
        giver=stop.dispatched_by,
        receiver=stop.lead,
        given=stop.dispatched,
        due=stop.dispatched + card.promised_minutes if card.promised_minutes else None,
        applies=applies,
        absent=tuple(key for key, share in gaps if key in applies and dice.chance(share)),
        seen=stop.seen,
        seen_how="told by radio" if stop.radio else dice.pick(("card open", "read aloud")),
    )
    for item in one.absent:
        if item in card.required:
            _touch(stop, one, item, dice)
    one.accept(stop.en_route, by=stop.lead, act="on my way")
    draft.passes.append(one)
    return one


def _touch(stop: Stop, one: Pass, item: str, dice: Dice) -> None:
    roll = dice.roll()
    if roll > ASKED + FIXED:
        return
    asked = roll < ASKED
    question, answer = _QUESTIONS[item]
    at = (one.touches[-1].answered if one.touches else stop.seen) + 1
    done = at + dice.between(1, 6)
    one.touches.append(
        Touch(
            item=item,
            kind=ReturnKind.ASKED if asked else ReturnKind.FIXED,
            question=question if asked else "",
            asked_by=stop.lead,
            asked_to=one.giver if asked else "",
            asked=at,
            answered_by=one.giver if asked else stop.lead,
            answered=done,
            answer=answer,
        )
    )
    stop.en_route = max(stop.en_route, done + 1)


def _tell_if_late(stop: Stop, dice: Dice) -> None:
    """A window that will break: in most cases somebody calls before it does."""
    _, _, end = stop.window
    if stop.arrived > end and dice.chance(0.62):
        told = max(stop.dispatched, end - dice.between(8, 45))
        if stop.promised < told < stop.arrived:
            stop.broken_told = told


def by_day(drafts: list[Draft]) -> dict[tuple[str, date, bool], list[tuple[Draft, Stop]]]:
    """Stops per person, day and kind of shift, each in the order of the plan."""
    days: dict[tuple[str, date, bool], list[tuple[Draft, Stop]]] = {}
    for draft in drafts:
        for stop in draft.stops:
            days.setdefault((stop.lead, stop.day, stop.night), []).append((draft, stop))
    for stops in days.values():
        stops.sort(key=lambda pair: pair[1].start)
    return days
