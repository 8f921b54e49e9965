"""Our history as a log that other tools read: CSV, XES, OCEL 2.0 (JSON, XML or SQLite).

By role nobody is named. By person there are pseudonyms of this installation's own key; names only
for whoever runs the command on the server.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, cast

from django.conf import settings

from fullcircle.engines.eventlog.csv_writer import write_csv
from fullcircle.engines.eventlog.ocel_history import DEALING, history
from fullcircle.engines.eventlog.ocel_sqlite_writer import write_sqlite
from fullcircle.engines.eventlog.ocel_writer import write_json, write_xml
from fullcircle.engines.eventlog.pseudonyms import Pseudonyms
from fullcircle.engines.eventlog.xes_writer import write_xes
from fullcircle.insight.graph import files
from fullcircle.insight.graph.actions.exports import note_export
from fullcircle.insight.graph.own_events import Naming, own_dealings, own_events
from fullcircle.insight.graph.parties import staff
from fullcircle.insight.graph.states import Projection
from fullcircle.insight.periods import Period
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.refusals import NotAllowed
from fullcircle.registry.people.states import Party

PIECE = 1 << 16


class LogFormat(StrEnum):
    """Formats of the exported history, as they end a file's name."""

    CSV = "csv"
    XES = "xes"
    OCEL_JSON = "ocel.json"
    OCEL_XML = "ocel.xml"
    OCEL_SQLITE = "ocel.sqlite"


@dataclass(frozen=True)
class Wanted:
    """What is exported. `period` None: everything. `names` is refused on screens."""

    format: LogFormat
    projection: Projection = Projection.ROLE
    period: Period | None = None
    names: bool = False


def export_history(*, by: Actor, wanted: Wanted, out: BinaryIO) -> None:
    """Write it to `out`, in pieces, and note in the audit log who took it. Raises NotAllowed."""
    if wanted.names and by.party is not Party.WORKER:
        raise NotAllowed("export names", by.ref)
    note_export(by=by, what=f"{wanted.format} by {wanted.projection}", names=wanted.names)
    naming = Naming(wanted.projection, staff(), None if wanted.names else _pseudonyms())
    events = own_events(naming, wanted.period, sent_back=True)
    if wanted.format is LogFormat.CSV:
        write_csv(out, events, more=(DEALING, "link"))
    elif wanted.format is LogFormat.XES:
        write_xes(out, events)
    else:
        log = history(events, own_dealings(naming, wanted.period))
        try:
            _OCEL[wanted.format](out, log)
        finally:
            log.close()


def pieces(*, by: Actor, wanted: Wanted) -> Iterator[bytes]:
    """The same for a streamed answer: written to a file without a name first, then in pieces."""
    with tempfile.TemporaryFile() as file:
        export_history(by=by, wanted=wanted, out=cast("BinaryIO", file))
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


_OCEL = {
    LogFormat.OCEL_JSON: write_json,
    LogFormat.OCEL_XML: write_xml,
    LogFormat.OCEL_SQLITE: write_sqlite,
}


def _pseudonyms() -> Pseudonyms:
    """One key for this installation, so that two exports can be laid side by side."""
    key = files.kept_key(Path(settings.DATA_DIR) / "export.key")
    return Pseudonyms(key, frozenset())
