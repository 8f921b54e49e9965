"""An inspection as it is kept with its log, and back."""

from collections.abc import Mapping as Named
from dataclasses import asdict, replace
from typing import Any

from fullcircle.engines.eventlog.inspection import Column, Inspection
from fullcircle.insight.graph.choice import mapping_of


def inspection_row(inspection: Inspection, *, samples: bool) -> dict[str, Any]:
    """JSON. Without `samples` no value of the log stands in it: a sample may be a name."""
    row = {**asdict(inspection), "guess": None}
    if inspection.guess is not None:
        row["guess"] = inspection.guess.as_dict()
    for name in ("columns", "parties", "notes"):
        row[name] = list(row[name])
    return row if samples else without_samples(row)


def inspection_from(row: Named[str, Any]) -> Inspection | None:
    """None for a log that was not looked at yet."""
    if not row:
        return None
    return Inspection(
        kind=row["kind"],
        columns=tuple(
            replace(Column(**column), samples=tuple(column["samples"])) for column in row["columns"]
        ),
        guess=mapping_of(row["guess"]) if row["guess"] else None,
        parties=tuple(row["parties"]),
        notes=tuple(row["notes"]),
        rows=row["rows"],
        parts=mapping_of(row.get("parts") or {}),
    )


def without_samples(row: Named[str, Any]) -> dict[str, Any]:
    columns = [{**column, "samples": []} for column in row.get("columns", [])]
    return {**row, "columns": columns} if row else {}


def known_columns(row: Named[str, Any]) -> set[str]:
    return {str(column["name"]) for column in row.get("columns", [])}
