"""The third stage: the door is signed, the paper goes to the books and comes back as the record."""

from __future__ import annotations

from dataclasses import dataclass

from fullcircle.demo.cast.catalogue import Catalogue, catalogue
from fullcircle.demo.cast.people import people
from fullcircle.demo.dice import Dice
from fullcircle.demo.past.cards import (
    CLOSE_OUT_CARE,
    NIGHT_NOTES_GAP,
    SERIAL_GAP,
    card_at,
)
from fullcircle.demo.past.clockwork import DAY, Desk, Duty, Roster
from fullcircle.demo.past.drafts import Draft, Pass, Stop, Touch
from fullcircle.handoffs.states import Known, LinkKey, ReturnKind
from fullcircle.operations.fieldwork.states import Signed
from fullcircle.operations.scheduling.states import VisitResult
from fullcircle.registry.catalogue.states import Trade

SILENT_AFTER = 5 * DAY
_SIGNED = {Trade.HOME_SERVICE: 0.74, Trade.BUILDING_CARE: 0.36, Trade.IT: 0.6}
_LEFT = (
    "The vent in the back room still whistles.",
    "There is dust on the stairs.",
    "The panel is not closed.",
    "It is better but not right.",
    "One of two is still out.",
)
_OPEN_ITEMS = ("data_plate", "signature", "payment", "parts", "cause", "times")
_QUESTIONS = {
    "serial_number": ("Serial number of the unit, please.", "Read it off the plate: {serial}."),
    "data_plate": ("The plate is blurred, can you take it again?", "New photo is up."),
    "signature": ("No signature: was nobody there?", "Neighbor let me in, nobody to sign."),
    "payment": ("Paid at the door or on account?", "On account."),
    "parts": ("Which capacitor, one or two?", "One, from the van."),
    "cause": ("What was wrong?", "As the caller said, it was worn."),
    "notes": ("What should the next one know?", "Nothing special, all as usual."),
    "times": ("Left at what time?", "Quarter past."),
    "recommendation": ("Did you quote it?", "Told the customer, no quote yet."),
}
_STAYS_OUT = {"result", "notes", "signature"}


@dataclass(frozen=True, slots=True)
class Office:
    """Who books what, and who types for the crew."""

    roster: Roster
    dice: Dice
    catalogue: Catalogue
    bookkeepers: dict[str, Desk]
    duties: dict[str, Desk]

    def book_from(self, keeper: str, minute: int) -> int:
        """The first minute from here on at which this bookkeeper sits at the desk."""
        at = self.bookkeepers[keeper].next_of(keeper, minute)
        assert at is not None
        return at

    def hand_free(self, technician: str, minute: int) -> int:
        """The first minute from here on at which the technician is on a regular shift."""
        at = self.duties[technician].next_of(technician, minute)
        return minute if at is None else at


def open_office(roster: Roster, dice: Dice) -> Office:
    by_person: dict[str, list[Duty]] = {}
    for duty in roster.by_person_day.values():
        by_person.setdefault(duty.person, []).append(duty)
    desks = {person: Desk(duties) for person, duties in by_person.items()}
    keepers = {one: desks[one] for one in ("beatriz", "arthur")}
    return Office(roster, dice, catalogue(), keepers, desks)


_WITHOUT_ACCOUNT = frozenset(one.key for one in people() if not one.has_account)
_NIGHT_PEOPLE = frozenset(one.key for one in people() if one.shift == "night")


def close(draft: Draft, stop: Stop, office: Office) -> None:
    """Writes the three hand-offs after the work of one visit."""
    _sign(draft, stop, office)
    _close_out(draft, stop, office)
    given = stop.posted
    card = card_at(LinkKey.RECORD, draft.job.trade, given)
    notes = draft.passed(LinkKey.CLOSEOUT, stop.number)
    draft.passes.append(
        Pass(
            link=LinkKey.RECORD,
            visit=stop.number,
            version=card.version,
            giver=stop.posted_by,
            receiver="",
            given=given,
            due=None,
            applies=card.keys,
            absent=("notes",) if "notes" in notes.absent and not notes.touches else (),
        )
    )


def _sign(draft: Draft, stop: Stop, office: Office) -> None:
    """What the customer says at the door, later by link, or not at all."""
    dice, last = office.dice, stop.number == len(draft.stops)
    card = card_at(LinkKey.VISIT, draft.job.trade, stop.left)
    absent = ["in_window"] if stop.arrived > stop.window[2] else []
    absent += ["told"] if dice.chance(0.02) else []
    one = Pass(
        link=LinkKey.VISIT,
        visit=stop.number,
        version=card.version,
        giver=stop.lead,
        receiver="",
        given=stop.left,
        due=None,
        applies=card.keys,
        absent=tuple(absent),
        contact=draft.contact.key,
    )
    draft.passes.append(one)
    if stop.result is VisitResult.NO_ACCESS:
        stop.signed = Signed.NOBODY_THERE
        one.fall_silent(stop.left + SILENT_AFTER)
        return
    roll, limit = dice.roll(), 1.0 if draft.tag else _SIGNED[draft.job.trade]
    one.seen, one.seen_how = stop.left, "at the door"
    if last and not draft.tag and stop.result is VisitResult.FIXED and dice.chance(0.03):
        _something_left(draft, stop, one, office)
    elif roll < limit:
        one.accept(stop.left + 1, by="contact", act="signed all good")
    elif roll < limit + 0.5 * (1 - limit):
        at = stop.left + dice.between(30, 2 * DAY)
        stop.signed = Signed.NOBODY_THERE
        one.accept(at, by="contact", act="all good by link", known=Known.SAID)
    else:
        stop.signed, one.seen, one.seen_how = Signed.NOBODY_THERE, None, ""
        one.fall_silent(stop.left + SILENT_AFTER)
    if last:
        draft.circle_at = one.outcome or 0
        draft.circle = "silent" if one.known is Known.SILENT else "confirmed"


def _something_left(draft: Draft, stop: Stop, one: Pass, office: Office) -> None:
    dice = office.dice
    stop.signed, stop.something_left = Signed.SOMETHING_LEFT, dice.pick(_LEFT)
    draft.disputed = stop.something_left
    done = office.hand_free(stop.lead, stop.left + dice.between(60, DAY)) + dice.between(10, 50)
    one.touches.append(
        Touch(
            item="result",
            kind=ReturnKind.ASKED,
            question=stop.something_left,
            asked_by="contact",
            asked_to=stop.lead,
            asked=stop.left + 1,
            answered_by=stop.lead,
            answered=done,
            answer="Came back on the way, put right.",
        )
    )
    one.accept(
        done + dice.between(5, 600), by="contact", act="all good after all", known=Known.SAID
    )


def _close_out(draft: Draft, stop: Stop, office: Office) -> None:
    """Submitted by the technician, opened by the bookkeeper, asked about, fixed, posted."""
    dice = office.dice
    stop.submitted = stop.left + (dice.between(40, 170) if dice.chance(0.1) else dice.between(1, 9))
    inside = draft.customer.side == "inside" or draft.job.trade is Trade.IT
    first, second = ("arthur", "beatriz") if inside else ("beatriz", "arthur")
    ready = stop.submitted + dice.between(25, 420)
    one, other = office.book_from(first, ready), office.book_from(second, ready)
    keeper, seen = (first, one) if one <= other + DAY else (second, other)
    card = card_at(LinkKey.CLOSEOUT, draft.job.trade, stop.submitted)
    applies, absent = _parts(draft, stop, office)
    given = Pass(
        link=LinkKey.CLOSEOUT,
        visit=stop.number,
        version=card.version,
        giver=stop.lead,
        receiver=keeper,
        given=stop.submitted,
        due=stop.submitted + card.promised_minutes if card.promised_minutes else None,
        applies=applies,
        absent=absent,
        seen=seen,
        seen_how="opened in review",
    )
    at = seen
    for item in absent:
        at = _ask(draft, given, item, at, office)
    stop.posted = office.book_from(keeper, at + dice.between(2, 14))
    stop.posted_by = keeper
    given.accept(stop.posted, by=keeper, act="posted")
    draft.passes.append(given)


def _parts(draft: Draft, stop: Stop, office: Office) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which parts of the card and the form count for this visit, and which were left out."""
    dice, job = office.dice, draft.job
    card = card_at(LinkKey.CLOSEOUT, job.trade, stop.submitted)
    if stop.result in (VisitResult.NO_ACCESS, VisitResult.DECLINED):
        return ("result", "times", "notes"), ()
    form = [item.key for item in office.catalogue.form(job.form).items if item.required]
    besides = [key for key in form if key not in _STAYS_OUT and key not in card.keys]
    adds = {"serial_number", "data_plate"} - set(form)
    applies = tuple([key for key in card.keys if key not in adds] + besides)
    if draft.tag:
        return applies, ()
    absent: list[str] = []
    if job.trade is Trade.HOME_SERVICE and "serial_number" in applies:
        share = SERIAL_GAP[card.version] * (1.5 if stop.lead in {"luis", "ken"} else 0.85)
        absent += ["serial_number"] if dice.chance(share) else []
    if dice.chance(CLOSE_OUT_CARE.get(stop.lead, 0.085)):
        fitting = [key for key in _OPEN_ITEMS if key in applies]
        absent.append(dice.pick(fitting))
    at_night = stop.lead in _NIGHT_PEOPLE
    if dice.chance(NIGHT_NOTES_GAP if at_night else 0.1 if stop.night else 0.012):
        absent.append("notes")
    if "recommendation" in applies and dice.chance(0.6):
        absent.append("recommendation")
    return applies, tuple(absent)


def _ask(draft: Draft, one: Pass, item: str, at: int, office: Office) -> int:
    """What the bookkeeper does about one gap; the minute at which she goes on."""
    dice, roll = office.dice, office.dice.roll()
    if item == "recommendation" or roll > 0.9 or (item == "notes" and roll > 0.5):
        return at
    asked = roll < (0.62 if item != "notes" else 0.15)
    question, answer = _QUESTIONS[item]
    start = at + dice.between(1, 4)
    if asked:
        done = office.hand_free(one.giver, start + dice.between(8, 150)) + dice.between(0, 12)
    else:
        done = start + dice.between(2, 11)
    serial = draft.equipment.serial if draft.equipment else "see the sticker"
    who = _typist(one.giver) if asked else one.receiver
    one.touches.append(
        Touch(
            item=item,
            kind=ReturnKind.ASKED if asked else ReturnKind.FIXED,
            question=question if asked else "",
            asked_by=one.receiver,
            asked_to=one.giver if asked else "",
            asked=start,
            answered_by=who,
            answered=done,
            answer=answer.format(serial=serial),
        )
    )
    return done


def _typist(technician: str) -> str:
    """Crew without an account answer through their lead."""
    if technician not in _WITHOUT_ACCOUNT:
        return technician
    return "samuel" if technician in _NIGHT_PEOPLE else "elena"


def typist_of(technician: str) -> str:
    """Who enters the close-out of this person."""
    return _typist(technician)
