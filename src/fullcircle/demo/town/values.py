"""What the town is made of: nodes, ways and addresses, as OpenStreetMap knows them."""

from __future__ import annotations

from dataclasses import dataclass

Tags = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A point; degrees, seven decimals (about a centimetre)."""

    id: int
    lat: float
    lon: float
    tags: Tags = ()


@dataclass(frozen=True, slots=True)
class Way:
    """A line or, when the last reference repeats the first, an outline."""

    id: int
    refs: tuple[int, ...]
    tags: Tags

    def tag(self, key: str) -> str:
        """The value of a tag, or an empty text."""
        return next((value for name, value in self.tags if name == key), "")


@dataclass(frozen=True, slots=True)
class Address:
    """A place with a number on it; `key` is "120 Maple Street"."""

    number: int
    street: str
    postcode: str
    quarter: str
    kind: str  # house, shop, yard, campus
    lat: float
    lon: float
    building: int  # id of the outline
    street_node: int  # the nearest node on its street

    @property
    def key(self) -> str:
        return f"{self.number} {self.street}"


@dataclass(frozen=True, slots=True)
class Town:
    """A town of our own making; no real place, no borrowed map data."""

    name: str
    zone: str
    nodes: tuple[Node, ...]
    ways: tuple[Way, ...]
    addresses: tuple[Address, ...]

    def address(self, key: str) -> Address:
        """The address "120 Maple Street"; KeyError when the town has none like it."""
        for address in self.addresses:
            if address.key == key:
                return address
        raise KeyError(key)

    def to_osm_xml(self) -> str:
        """The whole town as OpenStreetMap XML 0.6."""
        from fullcircle.demo.town.osm import to_osm_xml

        return to_osm_xml(self)
