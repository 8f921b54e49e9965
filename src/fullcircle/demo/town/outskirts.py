"""What ties the quarters together: connecting roads, the bypass, the campus, river and railway."""

from __future__ import annotations

from functools import partial

from fullcircle.demo.town.centre import ARBOR, COLUMNS, DEPOT_X, MAIN_X, ROWS, SOUTH_ROWS
from fullcircle.demo.town.quarters import MILLPOND, NORTH_MEADOWS, ORCHARD, WEST_HILL
from fullcircle.demo.town.survey import Point, Survey

CAMPUS_CENTRE: Point = (150.0, 1800.0)
RING: tuple[Point, ...] = (
    (0.0, 1500.0),
    (300.0, 1500.0),
    (480.0, 1580.0),
    (560.0, 1760.0),
    (500.0, 1960.0),
    (330.0, 2090.0),
    (60.0, 2110.0),
    (-160.0, 2010.0),
    (-250.0, 1820.0),
    (-200.0, 1620.0),
)
# number on Campus Loop, name, the ring's node it is reached from
CAMPUS_BUILDINGS: tuple[tuple[int, str, int], ...] = (
    (1, "Weaver Hall", 0),
    (3, "Harbour Building", 1),
    (5, "Foundry Labs", 2),
    (7, "Orchard House", 4),
    (9, "Northlight Studio", 5),
    (11, "Granary Hall", 6),
    (13, "Boiler House", 8),
)


def lay_connections(survey: Survey) -> None:
    """Roads from the centre to the suburbs."""
    west = partial(survey.street, quarter="West Hill", highway="tertiary", mph=30)
    west("Ridge Road", [(COLUMNS[0], ROWS[5]), (-1000.0, 680.0), WEST_HILL.corner(10, 3)])
    west("River Road", [(COLUMNS[0], ROWS[0]), (-1020.0, 150.0), WEST_HILL.corner(10, 0)])
    west("Upland Road", [(COLUMNS[0], ROWS[9]), (-1010.0, 1130.0), WEST_HILL.corner(10, 6)])
    east = partial(survey.street, quarter="Orchard", highway="tertiary", mph=30)
    east("Russet Avenue", [(DEPOT_X, ROWS[1]), ORCHARD.corner(0, 0)])
    east("Damson Avenue", [(DEPOT_X, ROWS[6]), ORCHARD.corner(0, 3)])
    east("Plum Avenue", [(DEPOT_X, ROWS[9]), ORCHARD.corner(0, 6)])
    north = partial(survey.street, highway="secondary", mph=30)
    north("Depot Road", [(DEPOT_X, ROWS[9]), (1440.0, 1450.0), NORTH_MEADOWS.corner(3, 0)])
    north("Swallow Way", [RING[4], (720.0, 1830.0), NORTH_MEADOWS.corner(0, 1)])
    north("Larkspur Drive", [ORCHARD.corner(3, 7), NORTH_MEADOWS.corner(8, 0)])
    pond = partial(survey.street, quarter="Millpond", highway="tertiary", mph=30)
    pond("Weir Street", [RING[8], (-600.0, 1940.0), MILLPOND.corner(6, 2)])
    pond("Ferry Road", [WEST_HILL.corner(5, 8), MILLPOND.corner(2, 0)])
    pond("Beacon Lane", [WEST_HILL.corner(9, 8), MILLPOND.corner(5, 0)])


def lay_bypass(survey: Survey) -> None:
    """The fast road round the south of the town."""
    south_main = (MAIN_X, -1500.0)
    survey.street(
        "Main Street",
        [(MAIN_X, SOUTH_ROWS[-1]), (MAIN_X, -1100.0), south_main],
        highway="secondary",
        mph=40,
        quarter="Southbank",
    )
    bypass = partial(survey.street, "Valley Bypass", highway="trunk", mph=55, quarter="Depot")
    bypass(
        [(-3400.0, ARBOR), (-3300.0, -700.0), (-2700.0, -1250.0), (-1500.0, -1520.0), south_main]
    )
    bypass([south_main, (300.0, -1580.0), (900.0, -1560.0), (DEPOT_X, -1500.0)])


def lay_campus(survey: Survey) -> None:
    """Fallsview Campus: a ring road, loading docks, footpaths; no through traffic inside."""
    survey.street(
        "Campus Drive", [(0.0, ROWS[9]), (0.0, 1330.0), RING[0]], quarter="Campus", mph=20
    )
    survey.street("Campus Loop", [*RING, RING[0]], highway="tertiary", mph=15, quarter="Campus")
    for _, name, ring in CAMPUS_BUILDINGS:
        gate = RING[ring]
        dock = campus_door(ring)
        service = (("highway", "service"), ("service", "driveway"), ("maxspeed", "10 mph"))
        survey.line([gate, dock], (*service, ("name", f"{name} dock")))
        survey.line([dock, CAMPUS_CENTRE], (("highway", "footway"), ("surface", "paved")))
    quad = [campus_door(ring) for _, _, ring in CAMPUS_BUILDINGS]
    survey.line([*quad, quad[0]], (("highway", "path"), ("bicycle", "yes")))


def campus_door(ring: int) -> Point:
    """The loading dock of the building reached from this node of the ring."""
    x, y = RING[ring]
    return x + (CAMPUS_CENTRE[0] - x) * 0.25, y + (CAMPUS_CENTRE[1] - y) * 0.25


def lay_river_and_railway(survey: Survey) -> None:
    """Water and rails, for the eye: nothing drives on them."""
    river = [(-3600.0, 30.0), (-2400.0, 5.0), (-1200.0, 25.0), (0.0, 0.0), (1200.0, 10.0)]
    refs = [*river, (2400.0, -20.0), (3200.0, 40.0)]
    survey.line(refs, (("waterway", "river"), ("name", "Alder River")))
    rails = [(1440.0, -1700.0), (1450.0, -400.0), (1460.0, 600.0), (1380.0, 1500.0)]
    survey.line(rails, (("railway", "rail"), ("name", "Falls Branch")))
