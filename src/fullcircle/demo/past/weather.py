"""The daily highs of Alder Falls: warm spells and cold snaps that last some days."""

from __future__ import annotations

from datetime import date, timedelta

from fullcircle.demo.dice import Dice
from fullcircle.demo.town.quarters import wave

HOT = 91  # degrees Fahrenheit, from here the phones ring


def daily_highs(first: date, last: date, dice: Dice) -> dict[date, int]:
    """Degrees Fahrenheit per day; the last four days run up to a heat wave."""
    highs: dict[date, int] = {}
    spell = 0.0
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        season = wave((day.timetuple().tm_yday - 112) / 365.25)
        spell = spell * 0.72 + dice.bell(0, 5.2)
        highs[day] = round(58 + 27 * season + spell)
    for back, high in enumerate((94, 92, 90, 88)):
        highs[last - timedelta(days=back)] = high
    return highs
