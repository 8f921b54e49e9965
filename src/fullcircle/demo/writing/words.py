"""Thanks and asks of the past: signed, tied to cases, most of them answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from fullcircle.demo import past
from fullcircle.demo.dice import Dice
from fullcircle.demo.writing.index import Index, write
from fullcircle.foundation import clock
from fullcircle.handoffs.models import Ask, Case, Thanks
from fullcircle.handoffs.states import AskKind, AskState, LinkKey

EVERY = 19  # about one case in so many is thanked for
_THANKS = {
    LinkKey.INTAKE: (
        "Everything stood on the card, I only had to place it.",
        "You wrote down the gate and the dog. That saved a call.",
        "Clear words on a busy morning, thank you.",
    ),
    LinkKey.BRIEFING: (
        "Your line about the side door saved me ten minutes.",
        "You told me what was done last time, so I had the part with me.",
        "Thank you for keeping that hour free.",
    ),
    LinkKey.CLOSEOUT: (
        "Complete, readable, posted in two minutes.",
        "The photo of the plate was sharp. It sounds small; it is not.",
        "Thank you for the notes, the next one will be glad.",
    ),
    LinkKey.RECORD: ("I could tell the caller everything at once.",),
}
# (who asks, whom, kind, link, trade of a card, text, answer, how it ended)
_ASKS: tuple[tuple[str, str, AskKind, LinkKey, str, str, str, AskState], ...] = (
    ("beatriz", "joe", AskKind.WISH, LinkKey.CLOSEOUT, "home_service",
     "Serial number on every close-out: warranty claims come back without it.",
     "Will do, it goes on the card.", AskState.ON_THE_CARD),
    ("beatriz", "luis", AskKind.WISH, LinkKey.CLOSEOUT, "home_service",
     "A photo of the data plate that one can read.",
     "Plate first, then the panel back on.", AskState.ON_THE_CARD),
    ("dana", "summer", AskKind.WISH, LinkKey.BRIEFING, "",
     "Tell me what the last one found before I am in the driveway.",
     "It is the first line now.", AskState.ANSWERED),
    ("joe", "summer", AskKind.OFFER, LinkKey.BRIEFING, "",
     "How could I serve you better from the van?",
     "Tap on my way when you start, not when you arrive.", AskState.ANSWERED),
    ("summer", "priya", AskKind.WISH, LinkKey.INTAKE, "",
     "How to get in, every time, even when it is only the front door.",
     "I ask it before the time now.", AskState.ANSWERED),
    ("summer", "leon", AskKind.WISH, LinkKey.INTAKE, "",
     "How to get in is missing on one of ten of yours.", "", AskState.OPEN),
    ("priya", "summer", AskKind.OFFER, LinkKey.STATUS, "",
     "What would make my calls easier for you?",
     "Ask me by the card, not by phone: I answer faster.", AskState.ANSWERED),
    ("samuel", "marguerite", AskKind.WISH, LinkKey.ANSWER, "",
     "A key for the rooms that are locked at night.", "", AskState.OPEN),
    ("luis", "fatima", AskKind.WISH, LinkKey.ANSWER, "",
     "Two capacitors of each size in every van before June.",
     "Loaded on the first of June.", AskState.ANSWERED),
    ("arthur", "mina", AskKind.WISH, LinkKey.CLOSEOUT, "it",
     "Whose machine it was, when a department has several.",
     "The name is in the notes from now on.", AskState.ANSWERED),
    ("mina", "priya", AskKind.WISH, LinkKey.INTAKE, "",
     "Ask whether there is a backup before they bring it.", "", AskState.OPEN),
    ("victor", "summer", AskKind.OFFER, LinkKey.ANSWER, "",
     "What should I stop doing?",
     "Calls in the first hour. After nine is fine.", AskState.ANSWERED),
    ("toby", "summer", AskKind.WISH, LinkKey.STATUS, "",
     "A line about what is parked when you leave at three.",
     "It hangs at the board's edge.", AskState.ANSWERED),
    ("marguerite", "victor", AskKind.WISH, LinkKey.ANSWER, "",
     "Face time before ten on days after a bad night.", "Agreed.", AskState.ANSWERED),
)  # fmt: skip
_SPREAD = timedelta(days=27)
_ANSWERED_AFTER = timedelta(hours=21)


def write_words(index: Index, cases: Sequence[past.Case], seed: int) -> None:
    dice = Dice(seed, "words")
    numbers = dict(Case.objects.values_list("number", "pk"))
    thanked = [one for one in cases if dice.chance(1 / EVERY)]
    rows = (_thanks(one, numbers[one.number], index, dice) for one in thanked)
    write(Thanks, (row for row in rows if row is not None))
    write(Ask, (_ask(index, place, row) for place, row in enumerate(_ASKS)))


def _thanks(one: past.Case, case: int, index: Index, dice: Dice) -> Thanks | None:
    """The receiver of a hand-off that was right the first time thanks its giver."""
    good = [
        row
        for row in one.handoffs
        if row.link in _THANKS
        and row.right_first_time
        and row.receiver in index.people
        and row.receiver != row.giver
        and row.outcome_at is not None
    ]
    if not good:
        return None
    row = dice.pick(good)
    assert row.outcome_at is not None
    return Thanks(
        from_person=index.people[row.receiver],
        to_person=index.people[row.giver],
        case_id=case,
        text=dice.pick(_THANKS[row.link]),
        at=row.outcome_at + timedelta(minutes=dice.between(1, 90)),
    )


def _ask(
    index: Index, place: int, row: tuple[str, str, AskKind, LinkKey, str, str, str, AskState]
) -> Ask:
    giver, taker, kind, link, trade, text, answer, state = row
    asked_at = _asked_at(place, state)
    card = None
    if state is AskState.ON_THE_CARD:
        card = index.card(link, trade, 2 + place)
        asked_at = card.in_force_from - _ANSWERED_AFTER
    answered = state is not AskState.OPEN
    return Ask(
        kind=kind,
        link_id=index.links[link],
        from_person=index.people[giver],
        to_person=index.people[taker],
        text=text,
        asked_at=asked_at,
        state=state,
        answered_by=index.people[taker] if answered else None,
        answered_at=asked_at + _ANSWERED_AFTER if answered else None,
        answer=answer,
        card=card,
    )


def _asked_at(place: int, state: AskState) -> datetime:
    """Open ones are of the last days; the others lie further back, one a month."""
    back = timedelta(days=2 + place % 5) if state is AskState.OPEN else _SPREAD * (place + 1)
    return clock.now() - back


__all__ = ["write_words"]
