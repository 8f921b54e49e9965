"""Times in a log: ISO with or without offset, the common other spellings, and epochs.

Everything becomes microseconds since 1970 in UTC. A time without an offset is in the zone that was
given. Day and month that could be either are decided by the whole column, and it is said so.
"""

import re
from dataclasses import dataclass

from fullcircle.engines.eventlog.warehouse import Warehouse, literal

LIKE_A_TIME = re.compile(r"\d[-/.]\d|\d{8}|\d[- ][A-Za-z]{3}|[A-Za-z]{3}\.? \d")
LOOKED_AT = 50_000
MOST_FORMATS = 4
DATES = {
    # order of day and month -> spellings; the first of a pair wins when both fit every value
    "day": ("%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%y", "%d/%m/%y", "%d-%m-%y"),
    "month": ("%m/%d/%Y", "%m-%d-%Y", "%m.%d.%Y", "%m/%d/%y"),
    "": ("%Y%m%d", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y"),
}
HOURS = ("%H:%M:%S", "%H:%M", "%H:%M:%S.%f", "%I:%M:%S %p", "%I:%M %p", "%H.%M.%S", "%H.%M")
FURTHER = (
    "%Y%m%d%H%M%S",
    "%Y%m%dT%H%M%S",
    "%Y%m%dT%H%M%SZ",
    "%Y%m%dT%H%M%S%z",
    "%Y-%m-%d %H.%M.%S",
    "%Y.%m.%d %H:%M:%S",
    "%Y.%m.%d %H:%M",
    "%Y.%m.%d",
    "%Y-%m-%d %I:%M:%S %p",
    "%Y/%m/%d %I:%M:%S %p",
    "%a, %d %b %Y %H:%M:%S %z",
    "%a, %d %b %Y %H:%M:%S",
    "%a %b %d %H:%M:%S %Y",
    "%Y-%m-%dT%H:%M",
)


@dataclass(frozen=True)
class Spelling:
    """How the times of one column are read; `notes` tell what was decided."""

    kind: str  # the column's type in DuckDB
    zone: str
    formats: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def microseconds(self, column: str) -> str:
        """SQL for the instant in `column`; NULL where it cannot be read."""
        if self.kind == "TIMESTAMP WITH TIME ZONE":
            return _finite(column)
        if self.kind == "TIMESTAMP" and self.zone == "UTC":
            return _finite(column)  # the same, several times faster
        if self.kind.startswith("TIMESTAMP") or self.kind == "DATE":
            return _finite(f"timezone({literal(self.zone)}, {column}::TIMESTAMP)")
        if self.kind in {"VARCHAR", "JSON"}:
            return f"coalesce({_finite(self._text(column))}, {_epoch(f'trim({column})')})"
        return _epoch(f"{column}::VARCHAR")

    def _text(self, column: str) -> str:
        trimmed = f"trim({column})"
        # A blank before the offset and a comma before the fraction are put right first.
        mended = (
            f"regexp_replace(regexp_replace({trimmed}, ' ([+-][0-9]{{2}}:?[0-9]{{2}})$', '\\1'), "
            "',([0-9]{1,9})', '.\\1')"
        )
        ways = [f"try_cast({trimmed} AS TIMESTAMPTZ)", f"try_cast({mended} AS TIMESTAMPTZ)"]
        ways += [self._by_format(trimmed, spelled) for spelled in self.formats]
        return f"coalesce({', '.join(ways)})"

    def _by_format(self, text: str, spelled: str) -> str:
        naive = f"try_strptime({text}, {literal(spelled)})"
        # With an offset in the format DuckDB gives an instant, otherwise a time of no zone.
        return naive if "%z" in spelled else f"timezone({literal(self.zone)}, {naive})"


def _finite(instant: str) -> str:
    return f"CASE WHEN isfinite({instant}) THEN epoch_us({instant}) END"


def _epoch(text: str) -> str:
    """Seconds, milliseconds, micro- or nanoseconds since 1970, told apart by their digits."""
    number = f"try_cast({text} AS DECIMAL(28, 6))"
    return (
        f"CASE WHEN regexp_full_match({text}, '[0-9]{{9,10}}(\\.[0-9]+)?') "
        f"THEN ({number} * 1000000)::BIGINT "
        f"WHEN regexp_full_match({text}, '[0-9]{{12,13}}(\\.[0-9]+)?') "
        f"THEN ({number} * 1000)::BIGINT "
        f"WHEN regexp_full_match({text}, '[0-9]{{15,16}}') THEN {number}::BIGINT "
        f"WHEN regexp_full_match({text}, '[0-9]{{18,19}}') THEN ({number} / 1000)::BIGINT END"
    )


def spelling_of(warehouse: Warehouse, column: str, *, zone: str, given: str = "") -> Spelling:
    """How the times in `raw`'s `column` are written. `given` is a format that was asked for."""
    kind = warehouse.kind_of("raw", column)
    plain = Spelling(kind, zone, (given,) if given else ())
    if given or kind not in {"VARCHAR", "JSON"}:
        return plain
    warehouse.run(
        "CREATE OR REPLACE TEMP TABLE unread AS "  # noqa: S608  own column names
        f"SELECT trim({column}) AS x FROM raw WHERE trim({column}) <> '' "
        f"AND {plain.microseconds(column)} IS NULL LIMIT {LOOKED_AT}"
    )
    (unread,) = warehouse.row("SELECT count(*) FROM unread")
    return _decided(warehouse, plain) if unread else plain


def are_times(warehouse: Warehouse, name: str, texts: list[str]) -> bool:
    """True when nine of ten texts can be read as times; a plain number only with a name like one,
    since an invoice number looks like seconds since 1970."""
    if all(text.strip().replace(".", "", 1).isdigit() for text in texts):
        named = name.lower()
        if not any(word in named for word in ("time", "date", "stamp", "epoch")):
            return False
    elif sum(bool(LIKE_A_TIME.search(text)) for text in texts) < 0.9 * len(texts):
        return False
    warehouse.run('CREATE OR REPLACE TEMP TABLE raw ("time" VARCHAR)')
    warehouse.put("raw", {"time": texts})
    spelling = spelling_of(warehouse, '"time"', zone="UTC")
    (read,) = warehouse.row(
        f"SELECT count({spelling.microseconds('"time"')}) FROM raw"  # noqa: S608  own SQL
    )
    return bool(read >= 0.9 * len(texts))


def _decided(warehouse: Warehouse, plain: Spelling) -> Spelling:
    chosen: list[str] = []
    notes: list[str] = []
    barred = ""
    while len(chosen) < MOST_FORMATS:
        counts = _fitting(warehouse, barred)
        best = max(counts, key=lambda spelled: counts[spelled], default="")
        if not best or not counts[best]:
            break
        order = _order(best)
        flipped = _flipped(best)
        if flipped and counts.get(flipped) == counts[best]:
            best = flipped if "%p" in best and order == "day" else best
            order = _order(best)
            notes.append(
                f"day and month could be either: read as {_words(best)}; --time-format decides"
            )
        barred = barred or {"day": "month", "month": "day", "": ""}[order]
        chosen.append(best)
        warehouse.run("DELETE FROM unread WHERE try_strptime(x, ?) IS NOT NULL", [best])
    return Spelling(plain.kind, plain.zone, tuple(chosen), tuple(notes))


def _fitting(warehouse: Warehouse, barred: str) -> dict[str, int]:
    """How many of the unread values each format can read."""
    candidates = [spelled for spelled in _candidates() if not barred or _order(spelled) != barred]
    counts = ", ".join(f"count(try_strptime(x, {literal(spelled)}))" for spelled in candidates)
    row = warehouse.row(f"SELECT {counts} FROM unread")  # noqa: S608  own formats
    return dict(zip(candidates, row, strict=True))


def _candidates() -> list[str]:
    dates = [spelled for family in DATES.values() for spelled in family]
    timed = [f"{date}{gap}{hour}" for date in dates for gap in (" ", "T", ", ") for hour in HOURS]
    return [*dates, *timed, *FURTHER]


def _order(spelled: str) -> str:
    for order in ("day", "month"):
        if any(spelled.startswith(date) for date in DATES[order]):
            return order
    return ""


def _flipped(spelled: str) -> str:
    order = _order(spelled)
    if not order:
        return ""
    for sign in "./-":
        for year in ("%Y", "%y"):
            day, month = f"%d{sign}%m{sign}{year}", f"%m{sign}%d{sign}{year}"
            if spelled.startswith(day):
                return month + spelled.removeprefix(day)
            if spelled.startswith(month):
                return day + spelled.removeprefix(month)
    return ""


def _words(spelled: str) -> str:
    return "day before month" if _order(spelled) == "day" else "month before day"
