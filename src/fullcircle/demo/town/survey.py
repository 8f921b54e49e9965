"""The surveyor's table: points in metres become shared nodes, lines become ways.

x runs east and y north from the foot of the Mill Street bridge's north bank.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from fullcircle.demo.town.values import Node, Tags, Way

Point = tuple[float, float]
Warp = Callable[[float, float], Point]

ORIGIN_LAT = 41.2
ORIGIN_LON = -76.9
_METRES_PER_DEGREE = 111_320.0
_LON_SCALE = 0.7524  # cosine of 41.2 degrees, written out so that no maths library moves a digit


@dataclass(slots=True)
class Street:
    """One way of a named street, with what the address clerk needs to number its lots."""

    way: int
    name: str
    points: tuple[Point, ...]
    quarter: str
    lots: int  # building lots per side and block; 0 where nobody lives
    kind: str = "house"


@dataclass(slots=True)
class Survey:
    """Collects nodes and ways; two lines through the same point share its node."""

    nodes: dict[int, Node] = field(default_factory=dict)
    ways: list[Way] = field(default_factory=list)
    streets: list[Street] = field(default_factory=list)
    _by_point: dict[tuple[int, int], int] = field(default_factory=dict)

    def node(self, point: Point, tags: Tags = ()) -> int:
        """The node at this point, made when there is none within five centimetres."""
        key = (round(point[0] * 10), round(point[1] * 10))
        known = self._by_point.get(key)
        if known is not None:
            return known
        return self._by_point.setdefault(key, self.fresh_node(point, tags))

    def fresh_node(self, point: Point, tags: Tags = ()) -> int:
        """A node of its own, never shared: corners of buildings, banks of the river."""
        number = len(self.nodes) + 1
        lat, lon = to_degrees(point)
        self.nodes[number] = Node(number, lat, lon, tags)
        return number

    def line(self, points: Sequence[Point], tags: Tags) -> int:
        """A way through these points."""
        refs = tuple(self.node(point) for point in points)
        number = len(self.ways) + 1
        self.ways.append(Way(number, refs, tags))
        return number

    def outline(self, corners: Sequence[Point], tags: Tags) -> int:
        """A closed way with nodes of its own."""
        refs = [self.fresh_node(corner) for corner in corners]
        number = len(self.ways) + 1
        self.ways.append(Way(number, (*refs, refs[0]), tags))
        return number

    def street(
        self,
        name: str,
        points: Sequence[Point],
        *,
        highway: str = "residential",
        mph: int = 25,
        oneway: bool = False,
        bridge: bool = False,
        quarter: str = "Centre",
        lots: int = 0,
        kind: str = "house",
    ) -> None:
        """A named street; `points` run in the direction of travel when it is one-way."""
        tags: list[tuple[str, str]] = [("highway", highway), ("name", name)]
        tags.append(("maxspeed", f"{mph} mph"))
        if oneway:
            tags.append(("oneway", "yes"))
        if bridge:
            tags += [("bridge", "yes"), ("layer", "1")]
        way = self.line(points, tuple(tags))
        self.streets.append(Street(way, name, tuple(points), quarter, lots, kind))


def to_degrees(point: Point) -> tuple[float, float]:
    """Metres from the origin to (lat, lon), seven decimals."""
    lat = ORIGIN_LAT + point[1] / _METRES_PER_DEGREE
    lon = ORIGIN_LON + point[0] / (_METRES_PER_DEGREE * _LON_SCALE)
    return round(lat, 7), round(lon, 7)


def metres_between(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Metres between two (lat, lon) pairs; good inside one town."""
    dy = (a[0] - b[0]) * _METRES_PER_DEGREE
    dx = (a[1] - b[1]) * _METRES_PER_DEGREE * _LON_SCALE
    return math.sqrt(dx * dx + dy * dy)


def straight(*corners: Point) -> list[Point]:
    return list(corners)


def lattice_line(fixed: float, along: Sequence[float], warp: Warp, *, is_row: bool) -> list[Point]:
    """Points of one line of a quarter, with one shape point in the middle of every block."""
    points: list[Point] = []
    for index, value in enumerate(along):
        if index:
            middle = (along[index - 1] + value) / 2
            points.append(warp(middle, fixed) if is_row else warp(fixed, middle))
        points.append(warp(value, fixed) if is_row else warp(fixed, value))
    return points
