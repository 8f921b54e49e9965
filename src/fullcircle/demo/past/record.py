"""The last stage: the record is used by the next briefing at the same customer, or never."""

from __future__ import annotations

from fullcircle.demo.dice import Dice
from fullcircle.demo.past.clockwork import DAY, END, roster
from fullcircle.demo.past.drafts import Draft, Pass, Stop, Touch
from fullcircle.handoffs.states import LinkKey, ReturnKind

SILENT_AFTER = 90 * DAY


def settle_records(drafts: list[Draft], dice: Dice) -> None:
    """Walks the visits of each customer, inside of each room; the next one reads the last one."""
    by_reader: dict[str, list[tuple[Draft, Stop]]] = {}
    for draft in drafts:
        inside = draft.customer.side == "inside"
        whose = draft.location.key if inside else draft.customer.key
        for stop in draft.stops:
            by_reader.setdefault(whose, []).append((draft, stop))
    for visits in by_reader.values():
        visits.sort(key=lambda pair: pair[1].dispatched)
        for place, (draft, stop) in enumerate(visits):
            _settle(draft.passed(LinkKey.RECORD, stop.number), stop, visits[place + 1 :], dice)


def _settle(one: Pass, stop: Stop, after: list[tuple[Draft, Stop]], dice: Dice) -> None:
    for _, reader in after:
        if reader.dispatched <= stop.left:
            continue
        if reader.dispatched <= one.given + 12:
            one.come_true(reader.dispatched, "briefed before it was there")
            continue
        one.receiver = reader.dispatched_by
        one.seen, one.seen_how = reader.dispatched - dice.between(8, 11), "in a composed card"
        if (one.absent and dice.chance(0.4)) or dice.chance(0.012):
            _what_happened(one, reader, dice)
        one.accept(reader.dispatched, by=reader.dispatched_by, act="briefing dispatched with it")
        return
    if one.given + SILENT_AFTER < END:
        one.fall_silent(one.given + SILENT_AFTER)


def _what_happened(one: Pass, reader: Stop, dice: Dice) -> None:
    """The dispatcher cannot read the line and asks whoever wrote it."""
    assert one.seen is not None
    asked = one.seen + 1
    if one.giver not in roster().bookkeepers.at(asked + 6):
        return
    one.touches.append(
        Touch(
            item="notes",
            kind=ReturnKind.ASKED,
            question="What happened here?",
            asked_by=reader.dispatched_by,
            asked_to=one.giver,
            asked=asked,
            answered_by=one.giver,
            answered=asked + dice.between(2, 6),
            answer="Nothing was written; the technician says all as usual.",
        )
    )
