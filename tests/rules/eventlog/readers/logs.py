"""Small logs, written out."""

import gzip
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fullcircle.engines.eventlog import ocel_history
from fullcircle.engines.eventlog.events import Event
from fullcircle.engines.eventlog.ocel_history import Dealing
from fullcircle.engines.eventlog.ocel_reader import OcelLog
from fullcircle.engines.eventlog.readers import open_source
from fullcircle.engines.eventlog.source import Source

MORNING = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
NAMES = ("case:concept:name", "concept:name", "org:resource", "time:timestamp")


def event(activity: str, party: str = "Ann", minute: int = 0) -> str:
    """One event in XES."""
    return (
        f'<event><string key="concept:name" value="{activity}"/>'
        f'<string key="org:resource" value="{party}"/>'
        f'<date key="time:timestamp" value="2026-01-05T08:{minute:02}:00.000+00:00"/></event>'
    )


def trace(name: str, *events: str) -> str:
    return f'<trace><string key="concept:name" value="{name}"/>{"".join(events)}</trace>'


def log(*parts: str, root: str = "<log>") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>{root}{"".join(parts)}</log>'


def saved(folder: Path, text: str | bytes, name: str = "log") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def packed(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def opened(path: Path) -> Source:
    source = open_source(path)
    assert source is not None
    return source


def history() -> list[Event]:
    """Three cases that take turns, with everything that makes writing hard."""
    return [
        Event(
            case=f"C{number % 3}",
            activity='Lift <it> & "go"' if number % 2 else "Plan",
            party=("Ann", "Bö", "", "=Dan")[number % 4],
            at=MORNING + timedelta(minutes=number, microseconds=number % 2),
            start=MORNING + timedelta(minutes=number - 1) if number % 3 else None,
            item="Filter, 2\nlong" if number % 5 == 0 else "",
            more={"note": "käse\t😀"} if number == 4 else {},
        )
        for number in range(30)
    ]


def dealings() -> list[Dealing]:
    """One between parties, one whose item has the name of a party."""
    return [
        Dealing("H1", "C1", "Ann", "Bö", MORNING, "Filter, 2\nlong", {"briefing": "complete"}),
        Dealing("H2", "C2", "Bö", "=Dan", MORNING, "Ann"),
    ]


def our_history() -> OcelLog:
    return ocel_history.history(history(), dealings())
