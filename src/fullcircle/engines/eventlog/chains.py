"""Lays the events of every case in their order, and tells which event was given by which.

The table `steps` holds all events sorted by case, completion time and place in the log, with small
numbers for cases, activities and parties. DuckDB keeps the order a table was written in, so `lag`
without a window clause walks along the chain; that is several times faster than a window per case.
"""

from dataclasses import dataclass

from fullcircle.engines.eventlog.mapping import Mapping
from fullcircle.engines.eventlog.options import Missing, Options, Pairing
from fullcircle.engines.eventlog.pseudonyms import Pseudonyms
from fullcircle.engines.eventlog.refusals import LogNotReadable
from fullcircle.engines.eventlog.times import Spelling, spelling_of
from fullcircle.engines.eventlog.warehouse import Warehouse, literal

MOST_PARTIES = 250_000
COMPLETE = "complete"


@dataclass(frozen=True)
class Laid:
    """What became of the rows: `rows` in `raw` are `events` and `others` (other life-cycle steps)
    and those that could not be placed. `transition` is the one taken, "" for all."""

    rows: int
    events: int
    others: int
    without_party: int
    transition: str
    transitions: dict[str, int]
    notes: tuple[str, ...]


def number_names(warehouse: Warehouse, options: Options) -> None:
    """The tables `cases`, `activities` and `parties`, where missing parties are left out."""
    warehouse.run(
        "CREATE TEMP TABLE cases AS SELECT name, (row_number() OVER ())::UINTEGER AS cid FROM "
        "(SELECT DISTINCT \"case\" AS name FROM raw) WHERE trim(name) <> ''"
    )
    warehouse.run(
        "CREATE TEMP TABLE activities AS SELECT name, (row_number() OVER (ORDER BY name))::UINTEGER"
        " AS aid FROM (SELECT DISTINCT activity AS name FROM raw WHERE activity <> '') "
        "UNION ALL SELECT '', 0"
    )
    missing = ", ".join(literal(name) for name in sorted(options.no_party))
    warehouse.run(
        "CREATE TEMP TABLE parties AS SELECT name, (row_number() OVER (ORDER BY name))::UINTEGER "  # noqa: S608  quoted texts
        f"AS pid FROM (SELECT DISTINCT party AS name FROM raw) WHERE name NOT IN ({missing}) "
        "AND trim(name) <> ''"
    )
    (count,) = warehouse.row("SELECT count(*) FROM parties")
    if count > MOST_PARTIES:
        raise LogNotReadable(
            f"The column of the party has {count:,} different values; that is no list of parties",
            "the column of the party",
            "Name another column with --party",
        )


def name_parties(warehouse: Warehouse, options: Options, pseudonyms: Pseudonyms) -> dict[int, str]:
    """The names that are shown, by number, also as table `shown`; and the table `machines`."""
    rows = warehouse.run("SELECT pid, name FROM parties")
    shown = {int(pid): str(pseudonyms.of(name)) for pid, name in rows}
    warehouse.run("CREATE TEMP TABLE shown (pid UINTEGER, name VARCHAR)")
    warehouse.run("CREATE TEMP TABLE machines (pid UINTEGER)")
    if shown:
        warehouse.put("shown", {"pid": list(shown), "name": list(shown.values())})
    machines = [pid for pid, name in shown.items() if name in options.system_parties]
    if machines:
        warehouse.put("machines", {"pid": machines})
    return shown


def lay_out(warehouse: Warehouse, mapping: Mapping, options: Options) -> Laid:
    """Makes `timed` (times understood) and `steps`."""
    at = spelling_of(warehouse, '"time"', zone=options.zone, given=options.time_format)
    start = Spelling("VARCHAR", options.zone)
    if mapping.start:
        start = spelling_of(warehouse, "start", zone=options.zone, given=options.time_format)
    warehouse.run(
        'CREATE TEMP VIEW timed AS SELECT seq, line, "case", activity, '  # noqa: S608  own SQL
        f'party, "time", transition, item, {at.microseconds('"time"')} AS at_us, '
        f"{start.microseconds('start') if mapping.start else 'NULL::BIGINT'} AS start_us FROM raw"
    )
    transitions = _transitions(warehouse, mapping)
    transition = _taken(options, mapping, transitions)
    _sort(warehouse, mapping, transition, transitions)
    rows = warehouse.row("SELECT count(*) FROM raw")[0]
    events, without = warehouse.row("SELECT count(*), count(*) - count(pid) FROM steps")
    others = 0
    if transition:
        others = warehouse.row(
            "SELECT count(*) FROM timed WHERE at_us IS NOT NULL AND trim(\"case\") <> '' "  # noqa: S608  quoted text
            f"AND NOT {_is(transition)}"
        )[0]
    notes = [*at.notes, *_notes_of_starts(warehouse, mapping)]
    return Laid(rows, events, others, without, transition, transitions, tuple(notes))


def _transitions(warehouse: Warehouse, mapping: Mapping) -> dict[str, int]:
    if not mapping.transition:
        return {}
    found = warehouse.run(
        "SELECT coalesce(transition, ''), count(*) FROM raw GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50"
    )
    return {str(name): int(count) for name, count in found}


def _taken(options: Options, mapping: Mapping, transitions: dict[str, int]) -> str:
    if options.transition != "auto":
        asked = options.transition
        if asked and not mapping.transition:
            raise LogNotReadable(
                f"The life-cycle step {asked!r} was asked for, but no column says the step",
                "the columns",
                "Name the column of the life cycle",
            )
        return asked
    known = {name.lower() for name in transitions}
    return COMPLETE if COMPLETE in known and not mapping.start else ""


def _is(transition: str) -> str:
    # An event that does not say its step counts as completed, as in the standard of XES.
    absent = " OR coalesce(trim(transition), '') = ''" if transition.lower() == COMPLETE else ""
    return f"(coalesce(lower(trim(transition)) = {literal(transition.lower())}, false){absent})"


def _sort(
    warehouse: Warehouse, mapping: Mapping, transition: str, transitions: dict[str, int]
) -> None:
    begun = ", CASE WHEN start_us <= at_us THEN start_us END AS start_us" if mapping.start else ""
    lives = COMPLETE in {name.lower() for name in transitions}
    done = f", {_is(COMPLETE)} AS done" if lives else ""
    warehouse.run(
        f"CREATE TEMP TABLE sorted AS SELECT cid, aid, pid, at_us, seq{begun}{done} "  # noqa: S608  own SQL
        'FROM timed JOIN cases ON "case" = cases.name '
        "LEFT JOIN activities ON activity = activities.name "
        "LEFT JOIN parties ON party = parties.name "
        f"WHERE at_us IS NOT NULL {'AND ' + _is(transition) if transition else ''} "
        "ORDER BY cid, at_us, seq"
    )
    # What the log does not say is no column of the table: sorting it would cost time and memory.
    warehouse.run(
        "CREATE TEMP VIEW steps AS SELECT cid, coalesce(aid, 0) AS aid, pid, at_us, seq, "  # noqa: S608  own SQL
        f"{'start_us' if begun else 'NULL::BIGINT AS start_us'}, "
        f"{'done' if done else 'true AS done'} FROM sorted"
    )


def _notes_of_starts(warehouse: Warehouse, mapping: Mapping) -> list[str]:
    if not mapping.start:
        return []
    (lost,) = warehouse.row("SELECT count(*) FROM steps WHERE start_us IS NULL")
    return [f"{lost:,} events have no usable start time; their waits are not known"] if lost else []


def link(warehouse: Warehouse, options: Options, laid: Laid) -> None:
    """Makes `chain`: one row per event with a party, and what came before it.

    `supplier` gave at `given_us`, `customer` had done at `taken_us`; `before` gave to the supplier.
    `paired_skip` and `paired_break` say whether the pair counts under either rule, `paired` and
    `tripled` whether it, and the triple with `before`, counts under the rule of the options.
    """
    if options.pairing is Pairing.ENABLING:
        from fullcircle.engines.eventlog import enabling

        enabling.link(warehouse, options)
        return
    cuts = "0"
    if laid.without_party:
        cuts = "count(*) FILTER (WHERE pid IS NULL) OVER (ROWS UNBOUNDED PRECEDING)"
    unbroken = options.missing is Missing.BREAK
    warehouse.run(
        "CREATE TEMP VIEW chain AS SELECT cid, aid, seq, at_us AS taken_us, start_us, "  # noqa: S608  own SQL
        "pid AS customer, lag(pid) OVER () AS supplier, lag(aid) OVER () AS given_aid, "
        "lag(at_us) OVER () AS given_us, lag(pid, 2) OVER () AS before, "
        "lag(at_us, 2) OVER () AS before_us, "
        "coalesce(lag(cid) OVER () = cid, false) AS paired_skip, "
        "paired_skip AND coalesce(lag(cuts) OVER () = cuts, false) AS paired_break, "
        f"{'paired_break' if unbroken else 'paired_skip'} AS paired, "
        "coalesce(lag(cid, 2) OVER () = cid, false)"
        f"{' AND coalesce(lag(cuts, 2) OVER () = cuts, false)' if unbroken else ''} AS tripled "
        f"FROM (SELECT *, {cuts} AS cuts FROM steps) WHERE pid IS NOT NULL {left_out(options)}"
    )


def left_out(options: Options) -> str:
    """Automatic steps that only pass work on; their numbers are in `machines`."""
    return "AND pid NOT IN (SELECT pid FROM machines)" if options.collapse_system else ""
