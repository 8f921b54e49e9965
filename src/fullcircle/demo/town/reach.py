"""Driving times on the town's own streets, for the demo's stories only (no turn costs, no traffic).

The product's road engine is another; this one proves that the stories told in the demo are true
of the map they are told about.
"""

from __future__ import annotations

from collections.abc import Collection
from heapq import heappop, heappush
from itertools import pairwise

from fullcircle.demo.town.centre import ARBOR
from fullcircle.demo.town.survey import metres_between, to_degrees
from fullcircle.demo.town.values import Town

_METRES_PER_SECOND_PER_MPH = 0.44704
_DRIVABLE = {"trunk", "primary", "secondary", "tertiary", "residential", "service"}


class Roads:
    """The drivable net: seconds from node to node, one-way streets respected."""

    def __init__(self, town: Town) -> None:
        places = {node.id: (node.lat, node.lon) for node in town.nodes}
        self.edges: dict[int, dict[int, float]] = {}
        for way in town.ways:
            if way.tag("highway") not in _DRIVABLE:
                continue
            speed = int(way.tag("maxspeed").split()[0]) * _METRES_PER_SECOND_PER_MPH
            for a, b in pairwise(way.refs):
                seconds = metres_between(places[a], places[b]) / speed
                self.edges.setdefault(a, {})[b] = seconds
                self.edges.setdefault(b, {})
                if way.tag("oneway") != "yes":
                    self.edges[b][a] = seconds

    def seconds_from(
        self, start: int, *, without: Collection[tuple[int, int]] = ()
    ) -> dict[int, float]:
        """Seconds to every node that can be reached, not using the edges in `without`."""
        best = {start: 0.0}
        heap = [(0.0, start)]
        while heap:
            spent, node = heappop(heap)
            if spent > best[node]:
                continue
            for other, seconds in self.edges[node].items():
                total = spent + seconds
                if total < best.get(other, 1e12) and (node, other) not in without:
                    best[other] = total
                    heappush(heap, (total, other))
        return best

    def seconds(self, start: int, goal: int, *, without: Collection[tuple[int, int]] = ()) -> float:
        """Seconds from node to node; KeyError when there is no way."""
        return self.seconds_from(start, without=without)[goal]

    def every_node_reaches_every_node(self) -> bool:
        """True when the net is strongly connected."""
        start = min(self.edges)
        if len(self.seconds_from(start)) != len(self.edges):
            return False
        back: dict[int, dict[int, float]] = {node: {} for node in self.edges}
        for node, others in self.edges.items():
            for other, seconds in others.items():
                back[other][node] = seconds
        forward, self.edges = self.edges, back
        try:
            return len(self.seconds_from(start)) == len(back)
        finally:
            self.edges = forward


def node_at(town: Town, x: float, y: float) -> int:
    """The node at this point of the plan, in metres; KeyError when none stands there."""
    place = to_degrees((x, y))
    for node in town.nodes:
        if (node.lat, node.lon) == place:
            return node.id
    raise KeyError((x, y))


def before_the_left_on_mill() -> tuple[float, float]:
    """(lat, lon) of the van in the story: on Arbor Way, heading east, Mill Street next."""
    return to_degrees((-90.0, ARBOR))


def left_on_mill_saves_minutes(town: Town) -> float:
    """Heading east on Arbor Way: how much a left on Mill Street saves to 120 Maple Street."""
    roads = Roads(town)
    corner, median = node_at(town, 0.0, ARBOR), node_at(town, 60.0, ARBOR - 9)
    goal = town.address("120 Maple Street").street_node
    left = roads.seconds(corner, goal)
    onward = roads.seconds(median, goal) + roads.seconds(corner, median)
    return (onward - left) / 60
