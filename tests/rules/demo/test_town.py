"""Alder Falls can be driven through, and the story told about it is true of its map."""

from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from fullcircle.demo.town import Roads, Town, build_town, left_on_mill_saves_minutes
from fullcircle.demo.town.__main__ import main
from fullcircle.demo.town.survey import metres_between

Place = tuple[float, float]


def metres_to_line(point: Place, a: Place, b: Place) -> float:
    """Metres from a point to the stretch from a to b."""
    ab = (b[0] - a[0], (b[1] - a[1]) * 0.7524)
    ap = (point[0] - a[0], (point[1] - a[1]) * 0.7524)
    length = ab[0] ** 2 + ab[1] ** 2
    along = max(0.0, min(1.0, (ap[0] * ab[0] + ap[1] * ab[1]) / length))
    return metres_between(point, (a[0] + (b[0] - a[0]) * along, a[1] + (b[1] - a[1]) * along))


def test_every_corner_can_be_reached_from_every_other(roads: Roads) -> None:
    assert roads.every_node_reaches_every_node()


def test_there_are_one_way_streets_bridges_paths_service_roads_and_a_fast_road(town: Town) -> None:
    kinds = {way.tag("highway") for way in town.ways}
    assert {"trunk", "primary", "secondary", "tertiary", "residential"} <= kinds
    assert {"service", "footway", "path"} <= kinds
    assert sum(way.tag("oneway") == "yes" for way in town.ways) >= 5
    assert sum(way.tag("bridge") == "yes" for way in town.ways) == 4
    assert all(way.tag("maxspeed").endswith("mph") for way in town.ways if way.tag("maxspeed"))


def test_the_streets_of_the_story_are_there_among_many(town: Town) -> None:
    names = {way.tag("name") for way in town.ways if way.tag("highway")}
    story = {"Maple Street", "Arbor Way", "Mill Street", "Birch Street", "Elm Street"}
    assert story <= names
    assert {"Quarry Road", "Cedar Street", "Oak Street", "Pine Street", "Hill Street"} <= names
    assert "Depot Road" in names
    assert len(names) >= 130


def test_heading_east_on_arbor_way_a_left_on_mill_street_saves_four_minutes(town: Town) -> None:
    assert round(left_on_mill_saves_minutes(town)) == 4


def test_no_address_stands_twice_and_there_are_enough(town: Town) -> None:
    keys = [address.key for address in town.addresses]
    assert len(keys) == len(set(keys))
    assert len({(one.lat, one.lon) for one in town.addresses}) == len(keys) >= 1500
    assert town.address("120 Maple Street").postcode == town.address("44 Birch Street").postcode


def test_every_address_is_within_sixty_metres_of_its_street(town: Town) -> None:
    places = {node.id: (node.lat, node.lon) for node in town.nodes}
    pieces: dict[str, list[tuple[Place, Place]]] = {}
    for way in town.ways:
        if way.tag("highway"):
            stretches = pieces.setdefault(way.tag("name"), [])
            stretches += [(places[a], places[b]) for a, b in pairwise(way.refs)]
    for one in town.addresses:
        near = min(metres_to_line((one.lat, one.lon), a, b) for a, b in pieces[one.street])
        assert near < 60, one.key


def test_the_map_is_well_formed_and_complete(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "town.osm"
    assert main([str(file)]) == 0
    root = ElementTree.parse(file).getroot()
    assert root.attrib["version"] == "0.6"
    nodes = [int(node.attrib["id"]) for node in root.iter("node")]
    ways = list(root.iter("way"))
    assert nodes == sorted(set(nodes))
    assert (len(nodes), len(ways)) == (len(town.nodes), len(town.ways))
    known = set(nodes)
    assert all(int(nd.attrib["ref"]) in known for way in ways for nd in way.iter("nd"))
    numbers = [tag for tag in root.iter("tag") if tag.attrib["k"] == "addr:housenumber"]
    assert len(numbers) == len(town.addresses)


def test_the_seed_decides_which_lots_are_built_on_and_nothing_else(town: Town) -> None:
    other = build_town(8)
    assert [way for way in other.ways if way.tag("highway")] == [
        way for way in town.ways if way.tag("highway")
    ]
    assert {one.key for one in other.addresses} != {one.key for one in town.addresses}
    assert other.address("120 Maple Street").key == "120 Maple Street"
