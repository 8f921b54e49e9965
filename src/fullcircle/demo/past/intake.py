"""The first stage of a told case: the call is taken, handed over, placed and promised."""

from __future__ import annotations

from datetime import date

from fullcircle.demo.dice import Dice
from fullcircle.demo.past.board import Board, Slot, window_for
from fullcircle.demo.past.cards import ASKED, FIXED, INTAKE_GAPS, card_at
from fullcircle.demo.past.clockwork import DAY, Desk, local_day, local_hour
from fullcircle.demo.past.drafts import Draft, Pass, Stop, Touch
from fullcircle.demo.past.weather import HOT
from fullcircle.handoffs.states import LinkKey, ReturnKind
from fullcircle.operations.scheduling.states import VisitResult
from fullcircle.registry.catalogue.states import Trade
from fullcircle.registry.customers.states import Channel

_SPOKEN = {Channel.PHONE, Channel.WALK_UP, Channel.RADIO}
QUESTIONS = {
    "access": ("How does he get in?", "Side gate, she leaves it open."),
    "urgency": ("Is anybody at risk there?", "No, two adults, they will wait."),
    "wish": ("When are they at home?", "After ten, all day."),
    "callback_phone": ("Which number reaches them?", "Her cell, the one on the card."),
    "affected": ("Whose machine is it?", "The one by the window, name is in the note."),
    "job_type": ("Is this really a repair?", "No, they want the plan visit."),
}
_RESULTS = {
    Trade.HOME_SERVICE: (
        (VisitResult.FIXED, 84.0),
        (VisitResult.WAITING_PART, 6.0),
        (VisitResult.NEEDS_RETURN, 3.0),
        (VisitResult.TEMPORARY, 2.5),
        (VisitResult.NO_ACCESS, 2.5),
        (VisitResult.DECLINED, 2.0),
    ),
    Trade.BUILDING_CARE: ((VisitResult.FIXED, 95.0), (VisitResult.NO_ACCESS, 5.0)),
    Trade.IT: ((VisitResult.FIXED, 92.0), (VisitResult.WAITING_PART, 8.0)),
}
_ROUTINE = ((VisitResult.FIXED, 97.5), (VisitResult.NO_ACCESS, 2.5))
_AGAIN = {VisitResult.WAITING_PART, VisitResult.NEEDS_RETURN, VisitResult.NO_ACCESS}
_LEAD_DAYS = {1: (0, 0), 2: (0, 0), 3: (0, 2), 4: (2, 9)}
_FILL = {1: 1.0, 2: 1.0, 3: 0.86, 4: 0.66}


def take_call(draft: Draft, board: Board, dice: Dice, degrees: dict[date, int]) -> None:
    """From the first ring to the place on the board; writes the intake hand-off."""
    agents, dispatchers = board.roster.agents, board.roster.dispatchers
    if draft.channel in _SPOKEN:
        minute, _ = agents.next(draft.arrived)
        draft.arrived = minute + dice.below(12) if minute > draft.arrived else minute
        draft.acknowledged = draft.arrived
    else:
        draft.acknowledged, _ = agents.next(draft.arrived + dice.between(3, 70))
    draft.taken_by = dice.pick(
        agents.at(draft.acknowledged) or [agents.next(draft.acknowledged)[1]]
    )
    draft.taken = draft.acknowledged + dice.between(2, 6)
    rush = draft.job.urgency <= 2
    hot = degrees.get(local_day(draft.taken), 0) >= HOT
    wait = dice.between(1, 5 if rush else 16) * (2 if hot else 1)
    seen, here = _somebody_else(dispatchers, draft.taken + wait, draft.taken_by, rush=rush)
    draft.placed_by = dice.pick(here)
    one = _hand_over(draft, dice, seen)
    draft.placed = seen + dice.between(1, 4 if rush else 12)
    _touch_gaps(draft, one, board, dice, rush=rush)
    one.accept(draft.placed, by=draft.placed_by, act="placed on the board")
    draft.passes.append(one)


def _somebody_else(
    dispatchers: Desk, minute: int, giver: str, *, rush: bool
) -> tuple[int, list[str]]:
    """Who can place it, and when. At night one person holds both seats: only a rush is placed."""
    while True:
        here = dispatchers.at(minute)
        others = [one for one in here if one != giver]
        if others or (here and rush):
            return minute, others or here
        minute += 10


def _hand_over(draft: Draft, dice: Dice, seen: int) -> Pass:
    card = card_at(LinkKey.INTAKE, draft.job.trade, draft.taken)
    drop = set() if draft.job.questions else {"urgency"}
    if draft.job.trade is not Trade.IT and draft.customer.side == "outside":
        drop.add("affected")
    applies = tuple(key for key in card.keys if key not in drop)
    gaps = INTAKE_GAPS[draft.taken_by]
    absent = tuple(key for key, share in gaps if key in applies and dice.chance(share))
    due = draft.taken + card.promised_minutes if card.promised_minutes else None
    return Pass(
        link=LinkKey.INTAKE,
        visit=0,
        version=card.version,
        giver=draft.taken_by,
        receiver=draft.placed_by,
        given=draft.taken,
        due=due,
        applies=applies,
        absent=absent,
        seen=seen,
        seen_how="opened on the board",
    )


def _touch_gaps(draft: Draft, one: Pass, board: Board, dice: Dice, *, rush: bool) -> None:
    """What the dispatcher does about the gaps: asks the agent, fixes them, or lives with them."""
    assert one.seen is not None
    at, required = one.seen, card_at(one.link, draft.job.trade, one.given).required
    wrong = [key for key in one.absent if key in required]
    changed = ""
    if not wrong and dice.chance(0.02):
        wrong, changed = (
            [dice.pick(("job_type", "wish"))],
            dice.pick(("was_wrong", "world_changed")),
        )
    for item in wrong:
        roll, at = dice.roll(), at + 1
        if roll > ASKED + FIXED and not changed:
            continue
        question, answer = QUESTIONS[item]
        done = at + dice.between(1, 5 if rush else 24)
        asked = roll < ASKED and one.giver in board.roster.agents.at(done)
        one.touches.append(
            Touch(
                item=item,
                kind=ReturnKind.ASKED if asked else ReturnKind.FIXED,
                question=question if asked else "",
                asked_by=one.receiver,
                asked_to=one.giver if asked else "",
                asked=at,
                answered_by=one.giver if asked else one.receiver,
                answered=done,
                answer=answer,
                change=changed or "was_wrong",
            )
        )
        at = done
    draft.placed = max(draft.placed, at + 1)


def place_visits(draft: Draft, board: Board, dice: Dice, prefer: str) -> None:
    """Books the first visit and, where it will not end the matter, the second; promises both."""
    result = dice.weighted(_RESULTS[draft.job.trade] if draft.is_repair else _ROUTINE)
    access = draft.passed(LinkKey.INTAKE, 0)
    if "access" in access.absent and not access.touches and dice.chance(0.3):
        result = VisitResult.NO_ACCESS
    if draft.technician:
        result = VisitResult.FIXED
    slot = _first_slot(draft, board, dice, prefer)
    _add_stop(draft, slot, result, board, dice)
    if result in _AGAIN:
        wait = dice.between(2, 6) if result is VisitResult.WAITING_PART else dice.between(1, 3)
        later = board.book(draft.job, slot.end + wait * DAY - 400, prefer=slot.lead, fill=0.95)
        _add_stop(draft, later, VisitResult.FIXED, board, dice)


def _first_slot(draft: Draft, board: Board, dice: Dice, prefer: str) -> Slot:
    job, now = draft.job, draft.placed
    night = job.trade is Trade.HOME_SERVICE and board.takes_tonight(now)
    if night and job.urgency <= 2 and (draft.at_risk or draft.tag or dice.chance(0.3)):
        return board.book_night(job, now)
    low, high = _LEAD_DAYS[job.urgency]
    days = 0 if draft.technician else dice.between(low, high)
    wait = 30 if job.urgency == 1 else 75
    if job.urgency == 2 and local_hour(now) >= 15 and not draft.at_risk:
        days += 1
    fill = 1.0 if draft.technician or job.minutes > 200 else _FILL[job.urgency]
    earliest = now + wait if not days else now + days * DAY - 300
    return board.book(
        job, max(earliest, now + wait), prefer=prefer, only=draft.technician, fill=fill
    )


def _add_stop(draft: Draft, slot: Slot, result: VisitResult, board: Board, dice: Dice) -> None:
    first = not draft.stops
    stop = Stop(
        number=len(draft.stops) + 1,
        day=slot.day,
        lead=slot.lead,
        helpers=slot.helpers,
        start=slot.start,
        end=slot.end,
        result=result,
        night=slot.night,
        assigned=draft.placed if first else 0,
        assigned_by=draft.placed_by,
    )
    urgent = draft.job.urgency <= 2 and slot.start - draft.placed < 300
    stop.window = window_for(slot, draft.job, dice, urgent=urgent)
    if first:
        at_call = draft.channel in _SPOKEN
        stop.promised = draft.taken if at_call else draft.placed
        stop.promised_by = draft.taken_by if at_call else draft.placed_by
    draft.stops.append(stop)
