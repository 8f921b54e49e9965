"""Alder Falls: the small synthetic town the demo company works in."""

from fullcircle.demo.town.plan import build_town
from fullcircle.demo.town.reach import Roads, before_the_left_on_mill, left_on_mill_saves_minutes
from fullcircle.demo.town.values import Address, Node, Town, Way

__all__ = [
    "Address",
    "Node",
    "Roads",
    "Town",
    "Way",
    "before_the_left_on_mill",
    "build_town",
    "left_on_mill_saves_minutes",
]
