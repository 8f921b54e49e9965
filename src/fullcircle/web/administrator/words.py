"""Seats, trades and kinds in the words of a company."""

from zoneinfo import available_timezones

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fullcircle.registry.catalogue.states import ItemKind, PriceKind, Trade
from fullcircle.registry.people.states import AbsenceKind, Seat, ShiftKind

type Word = str | Promise

SEATS: dict[Seat, Word] = {
    Seat.AGENT: _("agent"),
    Seat.DISPATCHER: _("dispatcher"),
    Seat.TECHNICIAN: _("technician"),
    Seat.CREW_LEAD: _("crew lead"),
    Seat.CREW_MEMBER: _("crew member"),
    Seat.SUPERVISOR: _("supervisor"),
    Seat.BOOKKEEPER: _("bookkeeper"),
    Seat.PARTS_ROOM: _("parts room"),
    Seat.MANAGER: _("manager"),
    Seat.HR: _("people officer"),
    Seat.REQUESTER: _("requester"),
    Seat.BUILDING_CONTACT: _("building contact"),
    Seat.CONTRACTOR: _("contractor"),
    Seat.ADMINISTRATOR: _("administrator"),
}
TRADES: dict[str, Word] = {
    Trade.HOME_SERVICE: _("home service"),
    Trade.BUILDING_CARE: _("building care"),
    Trade.IT: _("IT"),
}
PRICE_KINDS: dict[PriceKind, Word] = {
    PriceKind.PART: _("part"),
    PriceKind.LABOUR: _("labour"),
    PriceKind.FEE: _("fee"),
    PriceKind.SERVICE: _("service"),
}
ITEM_KINDS: dict[ItemKind, Word] = {
    ItemKind.TEXT: _("words"),
    ItemKind.NUMBER: _("number"),
    ItemKind.READING: _("reading"),
    ItemKind.CHOICE: _("choice"),
    ItemKind.CHECK: _("tick"),
    ItemKind.PHOTO: _("photo"),
    ItemKind.SIGNATURE: _("signature"),
}
SHIFT_KINDS: dict[ShiftKind, Word] = {
    ShiftKind.REGULAR: _("regular"),
    ShiftKind.ON_CALL: _("on call"),
    ShiftKind.OVERNIGHT: _("overnight"),
}
ABSENCE_KINDS: dict[AbsenceKind, Word] = {
    AbsenceKind.HOLIDAY: _("holiday"),
    AbsenceKind.SICK: _("sick"),
    AbsenceKind.TRAINING: _("training"),
    AbsenceKind.OTHER: _("other"),
}
WEEKDAYS: list[tuple[str, Word]] = [
    ("0", _("Mon")),
    ("1", _("Tue")),
    ("2", _("Wed")),
    ("3", _("Thu")),
    ("4", _("Fri")),
    ("5", _("Sat")),
    ("6", _("Sun")),
]


def seat_word(seat: str) -> Word:
    return SEATS.get(Seat(seat), seat) if seat in set(Seat) else seat


def zones() -> list[tuple[str, str]]:
    """Every zone that has a place: "America/New_York", not "EST"."""
    names = sorted(name for name in available_timezones() if "/" in name and name[:4] != "Etc/")
    return [(name, name.replace("_", " ")) for name in names if not name.startswith("posix/")]
