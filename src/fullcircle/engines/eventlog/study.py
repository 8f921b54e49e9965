"""From a log to the customer graph."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from fullcircle.engines.eventlog import chains, counting, measures, naming, rows
from fullcircle.engines.eventlog.events import Event, Progress, since_1970
from fullcircle.engines.eventlog.graph import BadRow, DistanceEdge, Graph, Together
from fullcircle.engines.eventlog.mapping import Mapping
from fullcircle.engines.eventlog.options import Options
from fullcircle.engines.eventlog.pseudonyms import Pseudonyms
from fullcircle.engines.eventlog.refusals import LogNotReadable
from fullcircle.engines.eventlog.staging import (
    BATCH,
    FIELDS,
    Staged,
    create_raw,
    put_rows,
    stage,
)
from fullcircle.engines.eventlog.warehouse import Warehouse

__all__ = ["Event", "Graph", "Mapping", "Options", "Progress", "study", "study_events"]

OWN = Mapping("case", "activity", "party", "time", start="start", item="item")
KEPT_BAD = 1_000
DEFAULT = Options()
Tell = Callable[[Progress], None]


def study(
    path: Path,
    mapping: Mapping,
    options: Options = DEFAULT,
    *,
    keep: Path | None = None,
    progress: Tell | None = None,
) -> Graph:
    """The graph of the log at `path`. With `keep`, a folder, the pairs stay there for
    `rows_behind`. Raises LogNotReadable; bad rows are in the graph, set aside."""
    tell = progress or _quiet
    options, pseudonyms = _masked(options)
    with Warehouse(zone=_zone(options)) as warehouse:
        tell(Progress("reading", 0.0))
        staged = stage(warehouse, path, mapping, pseudonyms=pseudonyms, tell=tell)
        work = _Work(warehouse, mapping, options, pseudonyms, staged, tell)
        return work.graph(keep)


def study_events(
    events: Iterable[Event], options: Options = DEFAULT, *, keep: Path | None = None
) -> Graph:
    """The graph of our own history; `line` counts the events."""
    options, pseudonyms = _masked(options)
    with Warehouse(zone=_zone(options)) as warehouse:
        started = _put_events(warehouse, events, pseudonyms)
        mapping = OWN if started else replace(OWN, start="")
        staged = Staged(masked=pseudonyms.active)
        return _Work(warehouse, mapping, options, pseudonyms, staged, _quiet).graph(keep)


@dataclass(frozen=True)
class _Work:
    """One study, once the rows are in `raw`."""

    warehouse: Warehouse
    mapping: Mapping
    options: Options
    pseudonyms: Pseudonyms
    staged: Staged
    tell: Tell

    def graph(self, keep: Path | None) -> Graph:
        warehouse, options = self.warehouse, self.options
        self.tell(Progress("sorting", 0.6))
        chains.number_names(warehouse, options)
        unmasked = Pseudonyms(b"", options.no_party) if self.staged.masked else self.pseudonyms
        names = chains.name_parties(warehouse, options, unmasked)
        laid = chains.lay_out(warehouse, self.mapping, options)
        bad = self._set_aside(laid)
        self._refuse_nothing(laid, bad)
        self.tell(Progress("pairing", 0.8, laid.events))
        chains.link(warehouse, options, laid)
        counted = counting.count(warehouse, options, starts=bool(self.mapping.start))
        self.tell(Progress("counting", 0.9, laid.events))
        graph = self._drawn(laid, counted, names, bad)
        if keep is not None:
            rows.keep(warehouse, keep, self._wait())
        self.tell(Progress("done", 1.0, laid.events))
        return graph

    def _wait(self) -> str:
        """SQL for the microseconds between giving and taking. An event that began before the one
        before it was completed did not wait."""
        if self.mapping.start:
            return "CASE WHEN start_us IS NOT NULL THEN greatest(0, start_us - given_us) END"
        return "(taken_us - given_us)"

    def _set_aside(self, laid: chains.Laid) -> tuple[BadRow, ...]:
        if laid.rows == laid.events + laid.others:
            return self.staged.bad
        found = self.warehouse.run(
            'SELECT line, coalesce(trim("case"), \'\') = \'\', "case", "time"::VARCHAR '
            "FROM timed WHERE at_us IS NULL OR coalesce(trim(\"case\"), '') = '' "
            "ORDER BY seq LIMIT ?",
            [KEPT_BAD],
        )
        bad = [self._bad_row(*row) for row in found]
        return tuple(sorted([*self.staged.bad, *bad], key=lambda row: row.line)[:KEPT_BAD])

    def _bad_row(self, line: int, no_case: bool, case: str | None, time: str | None) -> BadRow:
        if no_case:
            return BadRow(line, self.mapping.case, (case or "")[:200], "has no case")
        if not (time or "").strip():
            return BadRow(line, self.mapping.time, "", "has no time")
        return BadRow(line, self.mapping.time, str(time)[:200], "is no time that can be read")

    def _refuse_nothing(self, laid: chains.Laid, bad: tuple[BadRow, ...]) -> None:
        if laid.events:
            return
        if laid.others:
            raise LogNotReadable(
                f"No event has the life-cycle step {laid.transition!r}",
                f"the column {self.mapping.transition}",
                f"The log has: {', '.join(laid.transitions)}",
            )
        if bad:
            raise LogNotReadable(
                f"Not one of {laid.rows + self.staged.bad_count:,} rows can be used: "
                f"{bad[0].value!r} {bad[0].why}",
                f"line {bad[0].line}, column {bad[0].column or '(all)'}",
                "Name the columns of case and time, or the form of the time with --time-format",
            )
        raise LogNotReadable("The log holds no events", "after the first line", "Export it again")

    def _drawn(
        self,
        laid: chains.Laid,
        counted: counting.Counted,
        names: dict[int, str],
        bad: tuple[BadRow, ...],
    ) -> Graph:
        options = self.options
        found = naming.pairs(counted, options, names)
        loops = naming.loops(counted, dict(self.warehouse.run("SELECT aid, name FROM activities")))
        together, distance = self._further(names)
        return Graph(
            edges=found.edges,
            parties=naming.parties(counted, names, found.edges, options.system_parties),
            rows=laid.rows + self.staged.bad_count,
            events=laid.events,
            cases=counted.cases,
            activities=counted.kinds_of_activity,
            pairs=found.pairs,
            without_party=laid.without_party,
            other_transitions=laid.others,
            first=_instant(counted.first),
            last=_instant(counted.last),
            both_ways=found.both_ways,
            ties=counted.ties,
            triples=found.triples,
            repeats=sum(loop.repeats for loop in loops),
            mapping=self.mapping,
            options=options.as_dict() | {"transition_taken": laid.transition},
            returns=found.returns,
            loops=loops,
            subcontracting=found.subcontracting,
            working_together=together,
            with_distance=distance,
            set_aside=bad,
            set_aside_count=laid.rows - laid.events - laid.others + self.staged.bad_count,
            cases_with_handover=counted.cases_with_handover,
            transitions=laid.transitions,
            notes=(*self.staged.notes, *laid.notes),
        )

    def _further(
        self, names: dict[int, str]
    ) -> tuple[tuple[Together, ...], tuple[DistanceEdge, ...]]:
        """The measures that cost more and are made only when they are asked for."""
        options = self.options
        together = measures.working_together(self.warehouse, names) if options.together else ()
        if options.distance_decay is None:
            return together, ()
        return together, measures.with_distance(self.warehouse, options, names)


def _instant(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else since_1970(microseconds)


def _masked(options: Options) -> tuple[Options, Pseudonyms]:
    """With a key, the names in the options become pseudonyms too, so that they are not told."""
    mask = Pseudonyms(options.pseudonym_key, options.no_party)
    if not mask.active:
        return options, mask
    system = frozenset(str(mask.of(name)) for name in options.system_parties)
    planned = frozenset(
        (str(mask.of(a)), str(mask.of(b)), str(mask.of(c))) for a, b, c in options.planned_revisits
    )
    return replace(options, system_parties=system, planned_revisits=planned), mask


def _put_events(warehouse: Warehouse, events: Iterable[Event], pseudonyms: Pseudonyms) -> bool:
    """True when any event has a start."""
    create_raw(warehouse, "VARCHAR")
    fields = [field for field in FIELDS if field != "transition"]
    batch: list[tuple[Any, ...]] = []
    started = False
    for number, event in enumerate(events, 1):
        started = started or event.start is not None
        party = pseudonyms.of(event.party)
        at, start = _text(event.at), _text(event.start)
        batch.append((number, number, event.case, event.activity, party, at, start, event.item))
        if len(batch) >= BATCH:
            put_rows(warehouse, fields, batch)
            batch = []
    put_rows(warehouse, fields, batch)
    return started


def _text(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _zone(options: Options) -> str:
    try:
        return ZoneInfo(options.zone).key
    except (KeyError, ValueError, OSError) as error:
        raise LogNotReadable(
            f"There is no time zone {options.zone!r}", "--zone", "Write it like Europe/Berlin"
        ) from error


def _quiet(_progress: Progress) -> None:
    """Nobody watches."""
