"""The receivers' cards through two years, and how well each giver fills them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from fullcircle.demo.past.clockwork import to_minute
from fullcircle.demo.past.values import CardVersion
from fullcircle.handoffs.shipped import cards as shipped_cards
from fullcircle.handoffs.states import LinkKey
from fullcircle.registry.catalogue.states import Trade

_START = datetime(2024, 7, 1, 12, 0, tzinfo=UTC)
_SECOND = datetime(2025, 5, 5, 13, 0, tzinfo=UTC)
THIRD = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
_PHOTO = ("data_plate", "a readable photo of the data plate")
_SERIAL = ("serial_number", "serial number of the unit worked on")
_CHANGES: tuple[tuple[int, datetime, str, tuple[tuple[str, str], ...]], ...] = (
    (1, _START, "as shipped", ()),
    (2, _SECOND, "warranty claims came back without it", (_SERIAL,)),
    (3, THIRD, "agreed at breakfast: plate first, then the panel back on", (_SERIAL, _PHOTO)),
)


@cache
def card_versions() -> tuple[CardVersion, ...]:
    """Version 1 of every shipped card, and the three of the bookkeeper's close-out card."""
    versions: list[CardVersion] = []
    for card in shipped_cards():
        link, trade = LinkKey(card["link"]), Trade(card["trade"])
        changes = _CHANGES if (link, trade) == (LinkKey.CLOSEOUT, Trade.HOME_SERVICE) else ()
        for place, (number, since, because, adds) in enumerate(changes or _CHANGES[:1]):
            until = changes[place + 1][1] if place + 1 < len(changes) else None
            author = "beatriz" if number > 1 else ""
            versions.append(CardVersion(link, trade, number, since, until, author, because, adds))
    return tuple(versions)


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What the history needs of a card: its part keys and the promised minutes."""

    version: int
    since: int
    required: tuple[str, ...]
    keys: tuple[str, ...]
    promised_minutes: int | None


@cache
def _facts() -> dict[tuple[LinkKey, Trade], tuple[CardFacts, ...]]:
    shipped = {(card["link"], card["trade"]): card for card in shipped_cards()}
    found: dict[tuple[LinkKey, Trade], tuple[CardFacts, ...]] = {}
    for version in card_versions():
        card = shipped[version.link, version.trade]
        keys = [part["key"] for part in card["parts"]] + [key for key, _ in version.adds]
        required = [part["key"] for part in card["parts"] if part["required"]]
        facts = CardFacts(
            version.version,
            to_minute(version.in_force_from),
            tuple(required + [key for key, _ in version.adds]),
            tuple(dict.fromkeys(keys)),
            card["promised_minutes"],
        )
        place = (version.link, version.trade)
        found[place] = (*found.get(place, ()), facts)
    return found


def card_at(link: LinkKey, trade: Trade, minute: int) -> CardFacts:
    """The card in force at this minute."""
    versions = _facts()[link, trade]
    return next(facts for facts in reversed(versions) if facts.since <= minute)


# How often a giver leaves a part out. The night desk writes little; Leon forgets how to get in.
INTAKE_GAPS: dict[str, tuple[tuple[str, float], ...]] = {
    "priya": (("access", 0.025), ("wish", 0.015), ("touch", 0.55)),
    "leon": (("access", 0.09), ("urgency", 0.02), ("touch", 0.75)),
    "hanna": (("access", 0.03), ("urgency", 0.05), ("touch", 0.7)),
    "odile": (("callback_phone", 0.05), ("access", 0.10), ("urgency", 0.04), ("touch", 0.93)),
    "kofi": (("callback_phone", 0.04), ("access", 0.09), ("wish", 0.06), ("touch", 0.9)),
}
BRIEFING_GAPS: dict[str, tuple[tuple[str, float], ...]] = {
    "summer": (("equipment", 0.036), ("access", 0.036), ("line", 0.25), ("touch", 0.45)),
    "toby": (("history", 0.05), ("access", 0.05), ("hazards", 0.02), ("line", 0.7), ("touch", 0.7)),
    "grace": (("equipment", 0.05), ("hazards", 0.03), ("line", 0.6), ("touch", 0.7)),
    "odile": (("history", 0.08), ("equipment", 0.07), ("line", 0.8), ("touch", 0.9)),
    "kofi": (("history", 0.07), ("access", 0.08), ("line", 0.85), ("touch", 0.9)),
}
# Chance that a technician leaves out one of the form's items; night crew members leave the notes.
CLOSE_OUT_CARE: dict[str, float] = {
    "joe": 0.14,
    "dana": 0.05,
    "luis": 0.2,
    "amara": 0.08,
    "ken": 0.13,
    "bridget": 0.11,
    "yusuf": 0.15,
    "ingrid": 0.08,
}
# Serial numbers left off a close-out, by version of the bookkeeper's card.
SERIAL_GAP = {1: 0.27, 2: 0.22, 3: 0.05}
NIGHT_NOTES_GAP = 0.34
ASKED, FIXED = 0.42, 0.4  # what a receiver does about a gap; else lives with it
