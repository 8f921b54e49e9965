"""The whole registry of the demo company out of its seed."""

from __future__ import annotations

from fullcircle.demo.cast.campus import add_campus, add_departments
from fullcircle.demo.cast.homes import add_firms, add_households, add_mary, add_organisations
from fullcircle.demo.cast.ledger import Ledger
from fullcircle.demo.cast.values import Registry
from fullcircle.demo.dice import Dice
from fullcircle.demo.town import Town


def build_registry(town: Town, seed: int = 7) -> Registry:
    """Customers, contacts, locations, equipment, agreements, touches and flags.

    Rows refer to each other by key; parents come before children.
    """
    ledger = Ledger(town, Dice(seed, "cast"))
    add_mary(ledger)
    homes = add_departments(ledger)
    add_campus(ledger, homes)
    add_organisations(ledger)
    add_households(ledger)
    add_firms(ledger)
    return ledger.close()
