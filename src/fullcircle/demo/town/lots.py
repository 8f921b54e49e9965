"""The address clerk: numbers the lots along every street and puts a building on each."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from fullcircle.demo.dice import Dice
from fullcircle.demo.town.outskirts import CAMPUS_BUILDINGS, RING, campus_door
from fullcircle.demo.town.quarters import POSTCODES
from fullcircle.demo.town.survey import Point, Street, Survey, to_degrees
from fullcircle.demo.town.values import Address

ALWAYS_BUILT = {"120 Maple Street", "44 Birch Street"}
BASE = {"Birch Street": 0}  # every other street counts from 100
SETBACK = 17.0  # metres from the middle of the street to the front door
_SHARE_BUILT = 0.56
_EVEN = {5: (4, 20, 44, 62, 84), 4: (6, 30, 54, 78), 3: (10, 42, 74), 2: (18, 58)}
_ODD = {5: (9, 27, 45, 63, 81), 4: (11, 35, 59, 83), 3: (15, 47, 79), 2: (23, 63)}
_SHARES = {
    5: (0.16, 0.33, 0.5, 0.67, 0.84),
    4: (0.18, 0.39, 0.61, 0.82),
    3: (0.22, 0.5, 0.78),
    2: (0.4, 0.6),
}
_BUILDING = {"house": "house", "shop": "retail", "yard": "industrial", "campus": "university"}


@dataclass(frozen=True, slots=True)
class Block:
    """One street from crossing to crossing, and the number it counts from."""

    street: Street
    points: tuple[Point, ...]
    base: int

    def at(self, share: float) -> tuple[Point, Point, Point]:
        """The point this far along, the unit direction there, and the nearest corner point."""
        pieces = list(pairwise(self.points))
        left = share * sum(math.dist(a, b) for a, b in pieces)
        index, length = 0, math.dist(*pieces[0])
        while left > length and index + 1 < len(pieces):
            left -= length
            index += 1
            length = math.dist(*pieces[index])
        a, b = pieces[index]
        along = min(left / length, 1.0)
        direction = ((b[0] - a[0]) / length, (b[1] - a[1]) / length)
        place = (a[0] + (b[0] - a[0]) * along, a[1] + (b[1] - a[1]) * along)
        return place, direction, (a if along < 0.5 else b)


def number_lots(survey: Survey, dice: Dice) -> list[Address]:
    """Addresses in the order of their streets; each also stands as an outline in the survey."""
    addresses: list[Address] = []
    blocks: Counter[str] = Counter()
    crossings = _crossings(survey)
    for street in list(survey.streets):
        for points in _blocks(street, crossings, survey):
            base = BASE.get(street.name, 100) + 100 * blocks[street.name]
            blocks[street.name] += 1
            block = Block(street, tuple(points), base)
            addresses.extend(_build_side(survey, block, dice, odd=True))
            addresses.extend(_build_side(survey, block, dice, odd=False))
    addresses.extend(_campus_addresses(survey))
    return addresses


def _crossings(survey: Survey) -> set[int]:
    """Nodes where two drivable ways meet."""
    uses: Counter[int] = Counter()
    for way in survey.ways:
        if way.tag("highway"):
            uses.update(set(way.refs))
    return {node for node, count in uses.items() if count > 1}


def _blocks(street: Street, crossings: set[int], survey: Survey) -> Iterator[list[Point]]:
    """The street cut at its crossings; nothing where nobody lives."""
    if not street.lots:
        return
    refs = survey.ways[street.way - 1].refs
    block = [street.points[0]]
    for ref, point in zip(refs[1:], street.points[1:], strict=True):
        block.append(point)
        if ref in crossings:
            yield block
            block = [point]
    if len(block) > 1:
        yield block


def _build_side(survey: Survey, block: Block, dice: Dice, *, odd: bool) -> Iterator[Address]:
    """The houses on one side of a block; odd numbers stand on the left."""
    street = block.street
    offsets = (_ODD if odd else _EVEN)[street.lots]
    for offset, share in zip(offsets, _SHARES[street.lots], strict=True):
        number = block.base + offset
        if not dice.chance(_SHARE_BUILT) and f"{number} {street.name}" not in ALWAYS_BUILT:
            continue
        place, (dx, dy), corner = block.at(share)
        side = 1 if odd else -1
        door = (place[0] - dy * side * SETBACK, place[1] + dx * side * SETBACK)
        long, deep = 5.5 + dice.roll() * 2, 4.5 + dice.roll() * 2
        corners = [
            (door[0] + dx * a * long - dy * b * deep, door[1] + dy * a * long + dx * b * deep)
            for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))
        ]
        yield _address(
            survey,
            corners,
            door,
            survey.node(corner),
            Plate(number, street.name, street.quarter, street.kind),
        )


@dataclass(frozen=True, slots=True)
class Plate:
    """What stands on the house."""

    number: int
    street: str
    quarter: str
    kind: str
    name: str = ""


def _address(
    survey: Survey, corners: list[Point], door: Point, street_node: int, plate: Plate
) -> Address:
    postcode = POSTCODES[plate.quarter]
    tags: list[tuple[str, str]] = [("building", _BUILDING[plate.kind])]
    tags += [("addr:housenumber", str(plate.number)), ("addr:street", plate.street)]
    tags += [("addr:postcode", postcode), ("addr:city", "Alder Falls")]
    if plate.name:
        tags.append(("name", plate.name))
    outline = survey.outline(corners, tuple(tags))
    lat, lon = to_degrees(door)
    return Address(
        number=plate.number,
        street=plate.street,
        postcode=postcode,
        quarter=plate.quarter,
        kind=plate.kind,
        lat=lat,
        lon=lon,
        building=outline,
        street_node=street_node,
    )


def _campus_addresses(survey: Survey) -> Iterator[Address]:
    for number, name, ring in CAMPUS_BUILDINGS:
        x, y = campus_door(ring)
        gate_x, gate_y = RING[ring]
        door = (gate_x + (x - gate_x) * 0.45, gate_y + (y - gate_y) * 0.45)
        corners = [(x + a * 24 + 30, y + b * 15) for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
        plate = Plate(number, "Campus Loop", "Campus", "campus", name)
        yield _address(survey, corners, door, survey.node(RING[ring]), plate)
