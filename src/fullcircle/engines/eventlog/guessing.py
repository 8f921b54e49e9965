"""Guesses which column is which: by its name first, by what it holds otherwise.

Names are compared without capitals, blanks and punctuation. The order of each list is the order of
preference; a guess is shown and can be corrected, so a near miss costs a word and not a number.
"""

import re
from collections.abc import Callable, Sequence

from fullcircle.engines.eventlog.inspection import Column
from fullcircle.engines.eventlog.mapping import Mapping

CASE = (
    "case:concept:name", "case id", "case", "case identifier", "case key", "case number",
    "case no", "case ref", "case reference", "case name", "trace id", "trace", "process instance",
    "process instance id", "instance id", "business key", "ticket id", "ticket", "ticket number",
    "ticket no", "incident id", "incident number", "incident", "sr number", "service request",
    "request id", "request number", "request", "work order", "work order id", "work order number",
    "order id", "order number", "order", "job id", "job", "job number", "claim id", "claim",
    "application id", "application", "document id", "loan id", "patient id", "vorgang",
    "vorgangsnummer", "fall", "fall id", "fallnummer", "auftrag", "auftragsnummer", "dossier",
    "unique key", "number", "id", "@trace",
)  # fmt: skip
ACTIVITY = (
    "concept:name", "activity", "activity name", "activity label", "ocel:activity", "task",
    "task name", "step", "step name", "process step", "operation", "action", "event", "event name",
    "event type", "work step", "stage", "status", "state", "aktivität", "tätigkeit", "schritt",
    "activité", "actividad",
)  # fmt: skip
PARTY = (
    "org:resource", "resource", "resource name", "resource id", "user", "user name", "user id",
    "agent", "agent name", "employee", "employee name", "employee id", "performer", "performed by",
    "actor", "worker", "technician", "operator", "originator", "executor", "handler", "handled by",
    "assignee", "assigned to", "owner", "owner first name", "person", "staff", "staff member",
    "completed by", "done by", "created by", "changed by", "modified by", "who", "party",
    "mitarbeiter", "bearbeiter", "benutzer", "ressource", "recurso", "originating resource",
    "org:role", "role", "org:group", "group", "support group", "assignment group",
    "assigned group", "team", "department", "dept", "org unit", "unit", "organization involved",
    "organisation involved", "organization", "organisation", "agency", "agency name", "rolle",
    "gruppe", "abteilung", "division", "office",
)  # fmt: skip
TIME = (
    "time:timestamp", "complete timestamp", "completion timestamp", "completion time",
    "complete time", "completed at", "completed", "end timestamp", "end time", "end_time", "end",
    "end date", "finish time", "finished at", "finished", "finish", "ocel:timestamp", "timestamp",
    "event timestamp", "event time", "time stamp", "date time", "datetime", "time", "date",
    "event date", "when", "at", "happened at", "occurred at", "created at", "created",
    "change date", "change time", "modified", "updated", "logged at", "zeitstempel", "zeit",
    "datum", "ende", "zeitpunkt", "horodatage", "fecha", "closed date", "created date",
)  # fmt: skip
START = (
    "start timestamp", "start_timestamp", "time:start", "start time", "start", "begin timestamp",
    "begin time", "begin", "started at", "started", "start date", "begin date", "beginn",
    "startzeit", "beginnzeit",
)  # fmt: skip
TRANSITION = (
    "lifecycle:transition", "lifecycle transition", "lifecycle", "life cycle", "transition",
    "event lifecycle",
)  # fmt: skip
STEPS = {
    "start", "complete", "schedule", "assign", "reassign", "suspend", "resume", "withdraw",
    "manualskip", "autoskip", "ate_abort", "pi_abort", "ate abort", "pi abort", "unknown", "end",
    "begin", "started", "completed",
}  # fmt: skip
FILLED = 0.5
Fits = Callable[[Column], bool]


def normal(name: str) -> str:
    """Types of objects are compared by their own names."""
    return re.sub(r"[\W_]+", "", name.removeprefix("object:")).lower()


def by_name(columns: Sequence[Column], words: Sequence[str]) -> list[Column]:
    """The columns whose names are among the words, best first."""
    order: dict[str, int] = {}
    for word in words:
        order.setdefault(normal(word), len(order))
    known = [column for column in columns if normal(column.name) in order]
    return sorted(known, key=lambda column: order[normal(column.name)])


def parties(columns: Sequence[Column], taken: frozenset[str]) -> tuple[str, ...]:
    """Columns that could be the party: those of events before those of cases."""
    found = [c for c in by_name(columns, PARTY) if c.name not in taken and c.filled > 0]
    rest = [
        column
        for column in columns
        if column not in found and column.name not in taken and _like_a_party(column)
    ]
    return tuple(column.name for column in (*found, *rest))


def _like_a_party(column: Column) -> bool:
    """A name says so in part: "resource country" does not, "Owner Group" does."""
    words = set(re.split(r"[\W_]+", column.name.lower()))
    named = words & {"resource", "user", "role", "group", "team", "agent", "employee", "owner"}
    return bool(named) and not column.name.startswith(("case:", "@@")) and column.filled > 0


def parts(columns: Sequence[Column], times: frozenset[str], rows: int) -> Mapping:
    """`times` are the columns that hold times; `rows` were looked at. What is not found is ""."""
    dated = [column for column in columns if column.name in times]
    starts = by_name(dated, START)
    time = _first(by_name(dated, TIME)) or _first(starts)
    time = time or _first([column for column in dated if not column.name.startswith("case:")])
    taken = {time, *times}
    case = _first(by_name([c for c in columns if c.name not in taken], CASE))
    case = case or _objects(columns, rows) or _most_different(columns, taken, rows)
    taken.add(case)
    activity = _first([c for c in by_name(columns, ACTIVITY) if c.name not in taken])
    activity = activity or _by_content(columns, taken, _like_an_activity)
    taken.add(activity)
    found = parties(columns, frozenset(taken))
    party = found[0] if found else _by_content(columns, taken, _like_people(rows))
    start = next((c.name for c in starts if c.name != time), "")
    steps = [c.name for c in by_name(columns, TRANSITION) if _like_steps(c)]
    return Mapping(case, activity, party, time, start=start, transition=steps[0] if steps else "")


def _objects(columns: Sequence[Column], rows: int) -> str:
    """In an object-centric log: the kind of object that most events belong to."""
    kinds = [c for c in columns if c.name.startswith("object:") and "/" not in c.name]
    kinds = [c for c in kinds if not by_name([c], PARTY)]
    kinds = [c for c in kinds if (c.distinct or 0) < c.filled * rows] or kinds
    return max(kinds, key=lambda column: column.filled).name if kinds else ""


def _first(columns: Sequence[Column]) -> str:
    filled = [column for column in columns if column.filled >= FILLED]
    return (filled or list(columns))[0].name if columns else ""


def _by_content(columns: Sequence[Column], taken: set[str], fits: Fits) -> str:
    fitting = [c for c in columns if c.name not in taken and fits(c)]
    return max(fitting, key=lambda column: column.filled).name if fitting else ""


def _most_different(columns: Sequence[Column], taken: set[str], rows: int) -> str:
    """For the case: filled everywhere, many values, and yet each of them several times."""
    fitting = [
        c
        for c in columns
        if c.name not in taken and c.filled > 0.99 and 1 < (c.distinct or 0) <= 0.7 * rows
    ]
    return max(fitting, key=lambda column: column.distinct or 0).name if fitting else ""


def _like_an_activity(column: Column) -> bool:
    return column.filled > 0.9 and 1 < (column.distinct or 0) <= 200 and _worded(column)


def _like_people(rows: int) -> Fits:
    return lambda c: (
        1 < (c.distinct or 0) <= min(500, 0.7 * c.filled * rows)
        and _worded(c)
        and not c.name.startswith("object:")
    )


def _worded(column: Column) -> bool:
    return any(re.search(r"[^\W\d]", sample) for sample in column.samples)


def _like_steps(column: Column) -> bool:
    return bool(column.samples) and all(s.strip().lower() in STEPS for s in column.samples)
