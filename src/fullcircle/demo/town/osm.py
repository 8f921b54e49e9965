"""The town written as OpenStreetMap XML, so that any road engine can read it."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from fullcircle.demo.town.values import Tags, Town

_STAMP = 'version="1" timestamp="2026-07-01T00:00:00Z" changeset="1" uid="1" user="fullcircle"'


def to_osm_xml(town: Town) -> str:
    """OpenStreetMap XML 0.6: bounds, then nodes, then ways, each in the order of its id."""
    return "\n".join(_lines(town)) + "\n"


def _lines(town: Town) -> Iterator[str]:
    lats = [node.lat for node in town.nodes]
    lons = [node.lon for node in town.nodes]
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<osm version="0.6" generator="fullcircle.demo.town">'
    yield (
        f'  <bounds minlat="{min(lats):.7f}" minlon="{min(lons):.7f}"'
        f' maxlat="{max(lats):.7f}" maxlon="{max(lons):.7f}"/>'
    )
    for node in town.nodes:
        place = f'<node id="{node.id}" lat="{node.lat:.7f}" lon="{node.lon:.7f}" {_STAMP}'
        if node.tags:
            yield f"  {place}>"
            yield from _tags(node.tags)
            yield "  </node>"
        else:
            yield f"  {place}/>"
    for way in town.ways:
        yield f'  <way id="{way.id}" {_STAMP}>'
        for ref in way.refs:
            yield f'    <nd ref="{ref}"/>'
        yield from _tags(way.tags)
        yield "  </way>"
    yield "</osm>"


def _tags(tags: Tags) -> Iterator[str]:
    for key, value in tags:
        yield f"    <tag k={quoteattr(key)} v={quoteattr(value)}/>"
