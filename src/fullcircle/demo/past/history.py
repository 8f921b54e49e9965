"""Two years of the demo company out of its seed: 8,000 closed cases."""

from __future__ import annotations

import gc
from collections import Counter
from dataclasses import replace
from datetime import date
from heapq import heapify, heappop, heappush

from fullcircle.demo.cast.values import Registry
from fullcircle.demo.dice import Dice
from fullcircle.demo.past.arrivals import Callers, arrivals
from fullcircle.demo.past.board import Board
from fullcircle.demo.past.cards import card_versions
from fullcircle.demo.past.clockwork import DAY, END, FIRST_DAY, LAST_DAY, local_day, midnight
from fullcircle.demo.past.closing import close, open_office
from fullcircle.demo.past.day import by_day, live_through
from fullcircle.demo.past.drafts import Draft
from fullcircle.demo.past.intake import place_visits, take_call
from fullcircle.demo.past.money import Pricing
from fullcircle.demo.past.record import settle_records
from fullcircle.demo.past.scripted import scripted_drafts
from fullcircle.demo.past.telling import tell
from fullcircle.demo.past.values import Case, Past
from fullcircle.demo.past.weather import daily_highs
from fullcircle.handoffs.states import LinkKey
from fullcircle.operations.scheduling.states import VisitResult

CASES = 8000
_SPARE = 150  # cases that are still open when the history ends, and are left out
_CALLBACK = {"dana": 0.02, "amara": 0.03, "joe": 0.035, "luis": 0.06, "ken": 0.05, "yusuf": 0.1}


def build_past(registry: Registry, seed: int = 7) -> Past:
    """The history from 2024-07-15 to 2026-07-13, every case closed by then."""
    collecting = gc.isenabled()
    gc.disable()  # half a million small values that all stay: looking for rubbish costs a third
    try:
        return _build(registry, seed)
    finally:
        if collecting:
            gc.enable()


def _build(registry: Registry, seed: int) -> Past:
    degrees = daily_highs(FIRST_DAY, LAST_DAY, Dice(seed, "weather"))
    callers = Callers(registry, Dice(seed, "callers"))
    dice, board = Dice(seed, "past"), Board(Dice(seed, "board"))
    expected = round((CASES + _SPARE) / 1.034)
    waiting = list(arrivals(callers, degrees, Dice(seed, "arrivals"), expected))
    waiting += scripted_drafts(callers, degrees)
    drafts: list[Draft] = []
    queue = [(draft.arrived, place, draft) for place, draft in enumerate(waiting)]
    heapify(queue)
    known: dict[str, str] = {}
    while queue:
        _, _, draft = heappop(queue)
        take_call(draft, board, dice, degrees)
        place_visits(draft, board, dice, known.get(draft.location.key, ""))
        known[draft.location.key] = draft.stops[0].lead
        drafts.append(draft)
        again = _callback(draft, callers, dice, degrees[local_day(min(draft.arrived, END - 1))])
        if again is not None:
            heappush(queue, (again.arrived, len(waiting) + len(drafts), again))
    _live(drafts, board, dice, degrees)
    office = open_office(board.roster, dice)
    for draft in drafts:
        for stop in draft.stops:
            close(draft, stop, office)
        ends = [one.outcome for one in draft.passes if one.outcome is not None]
        draft.closed = max(draft.circle_at, *ends)
    kept = _keep(drafts)
    settle_records(kept, dice)
    pricing = Pricing(registry)
    cases = _number_invoices([tell(draft, pricing, dice) for draft in kept])
    story = {draft.tag: draft.number for draft in kept if draft.tag}
    return Past(tuple(cases), card_versions(), story, degrees)


def _callback(draft: Draft, callers: Callers, dice: Dice, degrees: int) -> Draft | None:
    """The same trouble again within the recall time; the thread points back to the first."""
    last = draft.stops[-1]
    share = _CALLBACK.get(last.lead, 0.045)
    fixed = last.result is VisitResult.FIXED and draft.is_repair and not draft.tag
    if not fixed or draft.callback_of is not None or not dice.chance(share):
        return None
    days = dice.between(2, max(3, draft.job.recall_days - 3))
    minute = midnight(local_day(last.end + days * DAY)) + dice.between(450, 1000)
    if minute > END - 3 * DAY:
        return None
    again = callers.draft(
        minute, draft.job, degrees, customer=draft.customer, location=draft.location
    )
    again.callback_of, again.contact = draft, draft.contact
    again.words = dice.pick(
        (
            "It does it again, same as before you came.",
            "You were here, and it is back.",
            "It held a few days, now it is the same.",
        )
    )
    return again


def _live(drafts: list[Draft], board: Board, dice: Dice, degrees: dict[date, int]) -> None:
    """Day by day, so that a second visit knows when the first was left."""
    days = by_day(drafts)
    for person, day, night in sorted(days, key=lambda key: (key[1], key[2], key[0])):
        duty = board.roster.on_call[day] if night else board.roster.duty(person, day)
        assert duty is not None
        live_through(days[person, day, night], duty, dice, board.roster, degrees.get(day, 70))


def _keep(drafts: list[Draft]) -> list[Draft]:
    """8,000 of those that are closed when the history ends, numbered as they came."""
    drafts.sort(key=lambda draft: draft.arrived)
    closed = [draft for draft in drafts if draft.closed < END]
    surplus = len(closed) - CASES
    if surplus < 0:
        raise ValueError(f"{-surplus} cases too few")
    needed = {id(draft.callback_of) for draft in closed} | {id(d) for d in closed if d.tag}
    spare = [draft for draft in closed if id(draft) not in needed and draft.callback_of is None]
    gone = {id(spare[place * len(spare) // surplus]) for place in range(surplus)}
    kept = [draft for draft in closed if id(draft) not in gone]
    there = {id(draft) for draft in kept}
    for place, draft in enumerate(kept):
        draft.number = f"C{place + 1:06d}"
        if draft.callback_of is not None and id(draft.callback_of) in there:
            first = draft.callback_of.passed(LinkKey.VISIT, len(draft.callback_of.stops))
            first.come_true(draft.arrived, "callback")
        elif draft.callback_of is not None:
            draft.callback_of = None
    return kept


def _number_invoices(cases: list[Case]) -> list[Case]:
    """Gapless per kind, in the order of posting."""
    order = sorted(
        (invoice.posted_at, case.number, invoice.visit, str(invoice.kind))
        for case in cases
        for invoice in case.invoices
    )
    counters: Counter[str] = Counter()
    numbers: dict[tuple[str, int], int] = {}
    for _, case_number, visit, kind in order:
        counters[kind] += 1
        numbers[case_number, visit] = counters[kind]
    return [
        replace(
            case,
            invoices=tuple(
                replace(invoice, number=numbers[case.number, invoice.visit])
                for invoice in case.invoices
            ),
        )
        for case in cases
    ]
