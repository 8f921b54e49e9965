"""The centre grid, both banks of the river, the bridges and the road along the railway."""

from __future__ import annotations

from functools import partial

from fullcircle.demo.town.quarters import DEPOT, WEST_HILL, street_names
from fullcircle.demo.town.survey import Point, Survey

COLUMNS = tuple(-780.0 + 130 * index for index in range(13))
ROWS = tuple(120.0 + 115 * index for index in range(10))
SOUTH_COLUMNS = tuple(-1170.0 + 130 * index for index in range(9))
SOUTH_ROWS = (-280.0, -400.0, -520.0, -640.0, -760.0)
ARBOR = -160.0
DEPOT_X = 1500.0
MAIN_X = -390.0
FERRY_X = -2075.0

_SHOPS = {"Main Street", "Market Street", "Bank Street"}
_ONE_WAY_ROWS = {"Elm Street": -1, "Oak Street": 1}  # westbound, eastbound
_ONE_WAY_COLUMNS = {"Market Street": 1, "Bank Street": -1}  # northbound, southbound


def lay_centre(survey: Survey) -> None:
    """The grid on the north bank. Maple Street counts from Mill Street eastwards."""
    names = street_names()["Centre"]
    for name, y in zip(names["rows"], ROWS, strict=True):
        if name == "Maple Street":
            west = [(x, y) for x in COLUMNS if x <= 0]
            survey.street("Chestnut Street", west, lots=5)
            east = [(x, y) for x in COLUMNS if x >= 0] + [(DEPOT_X, y)]
            survey.street(name, east, lots=5)
            continue
        points = [(x, y) for x in COLUMNS]
        way = _ONE_WAY_ROWS.get(name, 0)
        if name in {"Pine Street", "Academy Street"}:
            points.append((DEPOT_X, y))
        survey.street(name, points[::-1] if way < 0 else points, oneway=bool(way), lots=5)
    for name, x in zip(names["columns"], COLUMNS, strict=True):
        column = [(x, y) for y in ROWS]
        way = _ONE_WAY_COLUMNS.get(name, 0)
        main = name == "Main Street"
        survey.street(
            name,
            column[::-1] if way < 0 else column,
            oneway=bool(way),
            highway="secondary" if main else "residential",
            mph=30 if main else 25,
            lots=3 if name in _SHOPS else 2,
            kind="shop" if name in _SHOPS else "house",
        )


def lay_southbank(survey: Survey) -> None:
    """Arbor Way along the river and the streets south of it, which end at Mill Street."""
    names = street_names()["Southbank"]
    shared = sorted({*SOUTH_COLUMNS, FERRY_X, 0.0})
    arbor: list[Point] = [(-3400.0, ARBOR), *((x, ARBOR) for x in shared)]
    survey.street("Arbor Way", arbor, highway="primary", mph=35, quarter="Southbank", lots=2)
    _dual_carriageway(survey)
    for name, y in zip(names["rows"], SOUTH_ROWS, strict=True):
        survey.street(name, [(x, y) for x in SOUTH_COLUMNS], quarter="Southbank", lots=5)
    for name, x in zip(names["columns"], SOUTH_COLUMNS, strict=True):
        main = name == "Main Street"
        survey.street(
            name,
            [(x, y) for y in (ARBOR, *SOUTH_ROWS)],
            highway="secondary" if main else "residential",
            mph=30 if main else 25,
            quarter="Southbank",
            lots=2,
            kind="shop" if main else "house",
        )


def _dual_carriageway(survey: Survey) -> None:
    """East of Mill Street Arbor Way has a planted middle: no turning back before Depot Road."""
    for side, name in ((-1, "east"), (1, "west")):
        points = [
            (0.0, ARBOR),
            (60.0, ARBOR + 9 * side),
            (740.0, ARBOR + 24 * side),
            (DEPOT_X - 60, ARBOR + 9 * side),
            (DEPOT_X, ARBOR),
        ]
        survey.street(
            "Arbor Way",
            points if name == "east" else points[::-1],
            highway="primary",
            mph=30,
            oneway=True,
            quarter="Southbank",
        )
    east = [(DEPOT_X, ARBOR), (1660.0, ARBOR), (1870.0, ARBOR), (2080.0, ARBOR), (2290.0, ARBOR)]
    survey.street("Arbor Way", east, highway="primary", mph=35, quarter="Depot", lots=3)


def lay_bridges(survey: Survey) -> None:
    """Four bridges over the Alder; each street keeps its name across the water."""
    for name, x, highway in (
        ("Main Street", MAIN_X, "secondary"),
        ("Mill Street", 0.0, "residential"),
    ):
        survey.street(name, [(x, ARBOR), (x, -70.0)], highway=highway, mph=25)
        survey.street(name, [(x, -70.0), (x, 70.0)], highway=highway, mph=25, bridge=True)
        survey.street(name, [(x, 70.0), (x, 120.0)], highway=highway, mph=25)
    ferry_north = WEST_HILL.corner(5, 0)
    survey.street("Ferry Road", [(FERRY_X, ARBOR), (FERRY_X, -60.0)], quarter="West Hill")
    survey.street(
        "Ferry Road", [(FERRY_X, -60.0), (FERRY_X + 4, 80.0)], quarter="West Hill", bridge=True
    )
    survey.street("Ferry Road", [(FERRY_X + 4, 80.0), ferry_north], quarter="West Hill")


def lay_depot_road(survey: Survey) -> None:
    """The north-south road beside the railway, over the eastern bridge."""
    road = partial(survey.street, "Depot Road", highway="secondary", quarter="Depot")
    road([(DEPOT_X, y) for y in (-1500.0, *DEPOT.vs, ARBOR)], mph=35, lots=2, kind="yard")
    road([(DEPOT_X, ARBOR), (DEPOT_X, -70.0)], mph=25)
    road([(DEPOT_X, -70.0), (DEPOT_X, 70.0)], mph=25, bridge=True)
    road([(DEPOT_X, y) for y in (70.0, ROWS[1], ROWS[6], ROWS[9])], mph=25)
    names = street_names()["Depot"]
    for row in (0, 2, 4):
        corners = [(DEPOT_X, DEPOT.vs[row]), DEPOT.corner(0, row)]
        survey.street(names["rows"][row], corners, quarter="Depot")
    for column in (0, 1, 3):
        corners = [DEPOT.corner(column, 4), (DEPOT.us[column], ARBOR)]
        survey.street(names["columns"][column], corners, quarter="Depot")
