"""The rows behind a figure: the same condition that counted them, listed page by page and as a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import F, QuerySet

from fullcircle.foundation import keyset
from fullcircle.insight.reports.counting import narrowed, of_one_person
from fullcircle.insight.reports.definitions import Definition, definition
from fullcircle.insight.reports.measures import AGAINST, LEFT_OUT, By, Kind, Standing
from fullcircle.insight.reports.report import Wanted, period_of
from fullcircle.insight.reports.sources import Source
from fullcircle.insight.rows import MOST_IN_A_FILE, PAGE, Place
from fullcircle.registry.people.refusals import NotYours

# What a file tells of each kind of row: head -> path. Nobody's name: figures are never of a person.
DETAILS: dict[Source, dict[str, str]] = {
    Source.HANDOFFS: {
        "link": "link__key",
        "due at": "due_at",
        "seen at": "seen_at",
        "state": "state",
        "outcome at": "outcome_at",
        "how it is known": "known",
        "present weight": "present_weight",
        "total weight": "total_weight",
        "missing": "missing",
        "sent back at": "returned_first_at",
        "fixed by receiver at": "fixed_first_at",
        "reported later": "later",
    },
    Source.QUESTIONS: {
        "link": "handoff__link__key",
        "item": "item_label",
        "answered at": "answered_at",
        "change": "change",
    },
    Source.FIRST_PROMISES: {
        "window from": "window_start",
        "window until": "window_end",
        "promised at": "promised_at",
        "replaced at": "superseded_at",
        "arrived at": "came_at",
    },
    Source.REQUESTS: {"channel": "channel", "acknowledged at": "acknowledged_at"},
    Source.DONE: {"circle": "circle", "decided at": "circle_at"},
    Source.VISITS: {"result": "result", "posted at": "review__posted_at"},
    Source.CASES: {"closed at": "closed_at", "state": "state"},
}
DETAILS[Source.LAST_PROMISES] = DETAILS[Source.FIRST_PROMISES]


class Show(StrEnum):
    """Which of the rows: all, those that speak against the work, those left out."""

    ALL = "all"
    AGAINST = "against"
    LEFT_OUT = "left-out"


@dataclass(frozen=True)
class Row:
    """One row. `minutes`: of a time; `details`: head -> value, as in the file."""

    number: int
    case_id: int
    case: str
    title: str
    place: str
    zone: str
    at: datetime
    standing: Standing
    minutes: int | None
    details: dict[str, Any]

    @property
    def counts(self) -> str:
        """for, against or left-out."""
        if self.standing in LEFT_OUT:
            return "left-out"
        return "for" if self.standing is Standing.FOR else "against"


def rows_behind(
    wanted: Wanted, *, at: datetime, zone: str, show: Show = Show.ALL
) -> tuple[Definition, "QuerySet[Any, dict[str, Any]]"]:
    """The newest first, as plain values. Raises NotYours for a single person's team."""
    meant = definition(wanted.measure, at=at)
    period = period_of(wanted, at=at, zone=zone)
    inside = narrowed(meant, period, wanted.narrow)
    if By.TEAM in wanted.narrow and of_one_person(meant, inside):
        raise NotYours("rows of a single person")
    rows = inside.annotate(standing=meant.standing())
    if show is Show.AGAINST:
        rows = rows.filter(standing__in=AGAINST)
    elif show is Show.LEFT_OUT:
        rows = rows.filter(standing__in=LEFT_OUT)
    if meant.minutes is not None:
        rows = rows.annotate(length=meant.minutes)
    shape = meant.shape
    case = f"{shape.case}__" if shape.case else ""
    named = {
        "case_number": F(f"{case}number"),
        "row_title": F(f"{case}title"),
        "row_place": F(f"{case}location__spoken"),
        "row_zone": F(f"{case}location__zone"),
        "row_case": F(f"{case}pk"),
        "row_at": F(shape.dated_by),
    }
    length = ["length"] if meant.minutes is not None else []
    wide = rows.order_by(f"-{shape.dated_by}", "-pk").values(
        "pk", "standing", *length, *DETAILS[meant.source].values(), **named
    )
    return meant, wide


def page_of(
    meant: Definition, rows: "QuerySet[Any, dict[str, Any]]", after: Place | None
) -> tuple[list[Row], Place | None]:
    """25 rows and where the next page begins; None at the end."""
    if after is not None:
        rows = rows.filter(
            keyset.rows_behind(meant.shape.dated_by, after.given_at, after.number, falling=True)
        )
    found = [row_of(meant, values) for values in rows[: PAGE + 1]]
    last = found[PAGE - 1] if len(found) > PAGE else None
    return found[:PAGE], Place(last.at, last.number) if last else None


def row_of(meant: Definition, values: dict[str, Any]) -> Row:
    return Row(
        number=values["pk"],
        case_id=values["row_case"],
        case=values["case_number"],
        title=values["row_title"],
        place=values["row_place"],
        zone=values["row_zone"],
        at=values["row_at"],
        standing=Standing(values["standing"]),
        minutes=values.get("length"),
        details={head: values[path] for head, path in DETAILS[meant.source].items()},
    )


def lines_for_file(
    meant: Definition, rows: "QuerySet[Any, dict[str, Any]]"
) -> Iterator[list[object]]:
    """Head line, then one line per row. Minutes are whole; instants are UTC."""
    timed = ["minutes"] if meant.kind is Kind.TIME else []
    yield ["case", "place", meant.shape.dated_by.replace("_", " "), "counts as", *timed,
           *DETAILS[meant.source]]  # fmt: skip
    for values in rows[:MOST_IN_A_FILE].iterator(chunk_size=500):
        row = row_of(meant, values)
        lasted = [row.minutes] if meant.kind is Kind.TIME else []
        counts = f"left out: {row.standing}" if row.counts == "left-out" else str(row.standing)
        yield [row.case, row.place, row.at, counts, *lasted, *map(_plain, row.details.values())]


def _plain(value: object) -> object:
    if isinstance(value, list):
        return "; ".join(str(part["label"]) for part in value)
    return value
