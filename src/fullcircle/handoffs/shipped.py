"""Links and cards as they are shipped: ready for three trades, in force until a receiver changes them."""

from typing import Any

from fullcircle.handoffs.states import LinkKey
from fullcircle.registry.catalogue.states import Trade
from fullcircle.registry.people.states import Seat

CUSTOMER = "customer"  # the receiver outside: not a seat

LINKS: list[dict[str, Any]] = [
    {
        "key": LinkKey.INTAKE,
        "name": "Intake",
        "giver_seat": Seat.AGENT,
        "receiver_seat": Seat.DISPATCHER,
        "handed": "what is asked for, where, who, when: enough to promise and to send somebody",
    },
    {
        "key": LinkKey.BRIEFING,
        "name": "Briefing",
        "giver_seat": Seat.DISPATCHER,
        "receiver_seat": Seat.TECHNICIAN,
        "handed": "who, where, what, what was promised, what was done before, how to get in",
    },
    {
        "key": LinkKey.VISIT,
        "name": "Visit",
        "giver_seat": Seat.TECHNICIAN,
        "receiver_seat": CUSTOMER,
        "handed": "the work itself",
    },
    {
        "key": LinkKey.CLOSEOUT,
        "name": "Close-out",
        "giver_seat": Seat.TECHNICIAN,
        "receiver_seat": Seat.BOOKKEEPER,
        "handed": "result, times, readings, parts, photos, signature, payment, notes",
    },
    {
        "key": LinkKey.RECORD,
        "name": "Record",
        "giver_seat": Seat.BOOKKEEPER,
        "receiver_seat": Seat.DISPATCHER,
        "handed": "notes, equipment history, balance and agreement, back before the next call",
    },
    {
        "key": LinkKey.STATUS,
        "name": "Status",
        "giver_seat": Seat.DISPATCHER,
        "receiver_seat": Seat.AGENT,
        "handed": "where the technician is and when he will arrive",
    },
    {
        "key": LinkKey.ANSWER,
        "name": "Answer",
        "giver_seat": Seat.MANAGER,
        "receiver_seat": Seat.TECHNICIAN,
        "handed": "approval, advice, a tool, a part, a limit",
    },
]


def _part(key: str, label: str, validator: str = "said", **more: Any) -> dict[str, Any]:
    return {
        "key": key,
        "label": label,
        "validator": validator,
        "required": more.get("required", True),
        "weight": more.get("weight", 1),
    }


_INTAKE = [
    _part("words", "the problem in the caller's words", "long_enough", weight=2),
    _part("location", "where", weight=2),
    _part("contact", "who ordered it"),
    _part("callback_phone", "a number to call back", "phone"),
    _part("job_type", "job type"),
    _part("access", "how to get in"),
    _part("wish", "when it suits"),
    _part("urgency", "urgency answers"),
    _part("agreement", "agreement, or that there is none"),
    _part("touch", "one personal note", required=False),
]
_BRIEFING = [
    _part("who", "who", weight=2),
    _part("where", "where", weight=2),
    _part("what", "what", weight=2),
    _part("promise", "what was promised"),
    _part("history", "what was done before"),
    _part("equipment", "equipment"),
    _part("agreement", "agreement, or that there is none"),
    _part("access", "how to get in"),
    _part("hazards", "hazards, or that there are none"),
    _part("touch", "a personal touch", required=False),
    _part("opportunity", "an opportunity", required=False),
    _part("line", "the dispatcher's own line", required=False),
]
_VISIT = [
    _part("result", "the work done", weight=2),
    _part("in_window", "there when promised"),
    _part("told", "told what was found"),
]
_CLOSEOUT = [
    _part("result", "result", weight=2),
    _part("times", "times"),
    _part("notes", "notes for the next colleague", "long_enough"),
    _part("parts", "parts, or that there were none"),
    _part("signature", "signature, or why there is none"),
    _part("payment", "payment, or that there was none"),
    _part("recommendation", "recommendation", required=False),
]
_RECORD = [
    _part("notes", "notes", weight=2),
    _part("history", "equipment history"),
    _part("balance", "balance"),
    _part("agreement", "agreement"),
]
_STATUS = [_part("where", "where the technician is"), _part("eta", "when he arrives")]
_ANSWER = [_part("answer", "a clear answer", "long_enough")]

_DUTIES = {
    LinkKey.INTAKE: ["answer a question from intake while the caller is still on the line"],
    LinkKey.BRIEFING: ["say so at once when a line is wrong, not after the visit"],
    LinkKey.VISIT: ["somebody at home, a way in, and room to work"],
    LinkKey.CLOSEOUT: ["name the item that is missing, once, and all of them together"],
    LinkKey.RECORD: ["read the record before the truck rolls"],
    LinkKey.STATUS: ["open the card before asking"],
    LinkKey.ANSWER: ["say what it is for and by when"],
}

# Minutes from giving to the receiver's act; building care and IT have their own pace.
_PROMISED = {
    LinkKey.INTAKE: 15,
    LinkKey.BRIEFING: 10,
    LinkKey.VISIT: None,
    LinkKey.CLOSEOUT: 8 * 60,
    LinkKey.RECORD: None,
    LinkKey.STATUS: 5,
    LinkKey.ANSWER: 30,
}

_PARTS = {
    LinkKey.INTAKE: _INTAKE,
    LinkKey.BRIEFING: _BRIEFING,
    LinkKey.VISIT: _VISIT,
    LinkKey.CLOSEOUT: _CLOSEOUT,
    LinkKey.RECORD: _RECORD,
    LinkKey.STATUS: _STATUS,
    LinkKey.ANSWER: _ANSWER,
}

# What a trade does not need, or needs besides.
_LEAVES_OUT = {
    (LinkKey.INTAKE, Trade.BUILDING_CARE): {"agreement"},
    (LinkKey.BRIEFING, Trade.BUILDING_CARE): {"agreement", "opportunity"},
    (LinkKey.CLOSEOUT, Trade.BUILDING_CARE): {"payment"},
    (LinkKey.RECORD, Trade.BUILDING_CARE): {"agreement"},
}
_BESIDES = {
    (LinkKey.INTAKE, Trade.IT): [_part("affected", "whose machine it is")],
    (LinkKey.INTAKE, Trade.BUILDING_CARE): [_part("affected", "who sits there", required=False)],
}


def cards() -> list[dict[str, Any]]:
    """One card per link and trade: {link, trade, parts, duties, promised_minutes}."""
    return [
        {
            "link": key,
            "trade": trade,
            "parts": [
                part
                for part in _PARTS[key]
                if part["key"] not in _LEAVES_OUT.get((key, trade), set())
            ]
            + _BESIDES.get((key, trade), []),
            "duties": _DUTIES[key],
            "promised_minutes": _PROMISED[key],
        }
        for key in _PARTS
        for trade in Trade
    ]
