"""The graph as JSON and back, the same to the last value."""

import dataclasses
from datetime import datetime
from typing import Any

from fullcircle.engines.eventlog import graph as shapes
from fullcircle.engines.eventlog.mapping import Mapping

FORMAT = "fullcircle-graph-1"
_ROWS: dict[str, type[Any]] = {
    "edges": shapes.Edge,
    "returns": shapes.Return,
    "loops": shapes.Loop,
    "subcontracting": shapes.Subcontract,
    "working_together": shapes.Together,
    "with_distance": shapes.DistanceEdge,
    "set_aside": shapes.BadRow,
}


def as_dict(graph: shapes.Graph) -> dict[str, Any]:
    told = dataclasses.asdict(graph)
    told["first"], told["last"] = _text(graph.first), _text(graph.last)
    return {"format": FORMAT, **told}


def from_dict(told: Any) -> shapes.Graph:
    """Raises ValueError for anything that is no graph of ours."""
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise ValueError(f"this is no graph in the format {FORMAT}")
    values = {name: value for name, value in told.items() if name != "format"}
    try:
        for name, shape in _ROWS.items():
            values[name] = tuple(shape(**row) for row in values[name])
        values["parties"] = tuple(
            shapes.Party(**{**row, "kind": shapes.PartyKind(row["kind"])})
            for row in values["parties"]
        )
        values["both_ways"] = shapes.BothWays(**values["both_ways"])
        values["mapping"] = Mapping(**values["mapping"])
        values["notes"] = tuple(values["notes"])
        values["first"], values["last"] = _instant(values["first"]), _instant(values["last"])
        return shapes.Graph(**values)
    except (KeyError, TypeError) as broken:
        raise ValueError(f"this graph lacks a part or has one too many: {broken}") from broken


def _text(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
