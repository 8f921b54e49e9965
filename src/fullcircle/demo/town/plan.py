"""Builds the town from its seed: streets first, then the lots along them."""

from __future__ import annotations

from fullcircle.demo.dice import Dice
from fullcircle.demo.town.centre import (
    lay_bridges,
    lay_centre,
    lay_depot_road,
    lay_southbank,
)
from fullcircle.demo.town.lots import number_lots
from fullcircle.demo.town.outskirts import (
    lay_bypass,
    lay_campus,
    lay_connections,
    lay_river_and_railway,
)
from fullcircle.demo.town.quarters import (
    DEPOT,
    MILLPOND,
    NORTH_MEADOWS,
    ORCHARD,
    WEST_HILL,
    lay_quarter,
)
from fullcircle.demo.town.survey import Survey
from fullcircle.demo.town.values import Town

NAME = "Alder Falls"
ZONE = "America/New_York"


def build_town(seed: int = 7) -> Town:
    """Alder Falls. The streets are the same for every seed; which lots are built on is not."""
    survey = Survey()
    lay_centre(survey)
    lay_southbank(survey)
    lay_bridges(survey)
    lay_depot_road(survey)
    for quarter in (WEST_HILL, ORCHARD, NORTH_MEADOWS, MILLPOND, DEPOT):
        lay_quarter(survey, quarter)
    lay_connections(survey)
    lay_bypass(survey)
    lay_campus(survey)
    lay_river_and_railway(survey)
    addresses = number_lots(survey, Dice(seed, "town"))
    nodes = tuple(survey.nodes.values())
    return Town(NAME, ZONE, nodes, tuple(survey.ways), tuple(addresses))
