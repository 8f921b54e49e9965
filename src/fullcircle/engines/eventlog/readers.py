"""Opens a log of a format that needs a reader of its own."""

from pathlib import Path

from fullcircle.engines.eventlog.ocel_reader import LOADERS, OcelLog
from fullcircle.engines.eventlog.recognition import kind_of
from fullcircle.engines.eventlog.source import Source
from fullcircle.engines.eventlog.xes_reader import XesLog


def open_source(path: Path, *, kind: str = "") -> Source | None:
    """The rows of the log at `path`, or None for CSV and Parquet, which need no reader.

    The kind is found out by the first bytes unless it is given. Raises LogNotReadable when there
    is no such file, or when it is no event log at all.
    """
    kind = kind or kind_of(path)
    if kind == "xes":
        return XesLog(path)
    if kind in LOADERS:
        return OcelLog(path, kind)
    return None
