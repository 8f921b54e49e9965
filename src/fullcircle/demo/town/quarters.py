"""The quarters of the town: a straight centre, curved suburbs, works along the railway."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import resources
from typing import Any

from fullcircle.demo.town.survey import Point, Survey, Warp, lattice_line

POSTCODES = {  # prefix 213 is assigned to no post office
    "Centre": "21301",
    "Southbank": "21302",
    "West Hill": "21303",
    "Orchard": "21304",
    "North Meadows": "21305",
    "Millpond": "21306",
    "Depot": "21307",
    "Campus": "21308",
}


def street_names() -> dict[str, Any]:
    text = resources.files("fullcircle.demo.town").joinpath("streets.json").read_text("utf-8")
    names: dict[str, Any] = json.loads(text)
    return names


def wave(turns: float) -> float:
    """A sine-like wave of plain arithmetic; one period per whole number, between -1 and 1."""
    phase = turns - int(turns) if turns >= 0 else 1 - (-turns - int(-turns))
    half, sign = (phase, 1) if phase < 0.5 else (phase - 0.5, -1)
    lump = 16 * half * (0.5 - half)
    return sign * lump * 4 / (5 - lump)


@dataclass(frozen=True, slots=True)
class Quarter:
    """A net of rows and columns, bent by `warp` into curves."""

    name: str
    us: tuple[float, ...]
    vs: tuple[float, ...]
    warp: Warp
    row_lots: int = 5
    column_lots: int = 2
    kind: str = "house"

    def corner(self, column: int, row: int) -> Point:
        return self.warp(self.us[column], self.vs[row])


def _steps(start: float, step: float, count: int) -> tuple[float, ...]:
    return tuple(start + step * index for index in range(count))


def _west_hill(u: float, v: float) -> Point:
    return u + 55 * wave(v / 1500), v + 60 * wave(u / 1700)


def _orchard(u: float, v: float) -> Point:
    return u + 45 * wave(v / 1100), v + 70 * wave(u / 1500)


def _north_meadows(u: float, v: float) -> Point:
    du, dv = u - 900, v - 1700
    return 900 + du * 0.94 - dv * 0.26 + 50 * wave(v / 900), 1700 + du * 0.26 + dv * 0.94


def _millpond(u: float, v: float) -> Point:
    return u + 60 * wave(v / 1000), v + 50 * wave(u / 1200)


def _plain(u: float, v: float) -> Point:
    return u, v


WEST_HILL = Quarter("West Hill", _steps(-2900, 165, 11), _steps(200, 150, 9), _west_hill)
ORCHARD = Quarter("Orchard", _steps(1650, 165, 9), _steps(300, 155, 8), _orchard)
NORTH_MEADOWS = Quarter("North Meadows", _steps(900, 160, 9), _steps(1700, 150, 7), _north_meadows)
MILLPOND = Quarter("Millpond", _steps(-2300, 190, 7), _steps(1700, 160, 5), _millpond)
DEPOT = Quarter(
    "Depot", _steps(1660, 210, 4), _steps(-1140, 200, 5), _plain, row_lots=4, kind="yard"
)


def lay_quarter(survey: Survey, quarter: Quarter) -> None:
    """All rows, columns and courts of a curved quarter."""
    names = street_names()[quarter.name]
    for name, v in zip(names["rows"], quarter.vs, strict=True):
        survey.street(
            name,
            lattice_line(v, quarter.us, quarter.warp, is_row=True),
            quarter=quarter.name,
            lots=quarter.row_lots,
            kind=quarter.kind,
        )
    for name, u in zip(names["columns"], quarter.us, strict=True):
        survey.street(
            name,
            lattice_line(u, quarter.vs, quarter.warp, is_row=False),
            quarter=quarter.name,
            lots=quarter.column_lots,
            kind=quarter.kind,
        )
    for index, name in enumerate(names["courts"]):
        _lay_court(survey, quarter, name, 1 + 2 * index % (len(quarter.us) - 2), 1 + index)


def _lay_court(survey: Survey, quarter: Quarter, name: str, column: int, row: int) -> None:
    """A cul-de-sac from the middle of a row's block into the block above."""
    middle = (quarter.us[column] + quarter.us[column + 1]) / 2
    start, rise = quarter.vs[row], quarter.vs[row + 1] - quarter.vs[row]
    points = [quarter.warp(middle, start + rise * part) for part in (0.0, 0.3, 0.55)]
    survey.street(name, points, quarter=quarter.name, lots=2)
