"""What a broken log is, and what has to come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fullcircle.engines.eventlog.mapping import Mapping

CSV = Mapping("case", "activity", "party", "time")
XES = Mapping("case:concept:name", "concept:name", "org:resource", "time:timestamp")
OCEL = Mapping("object:order", "ocel:activity", "object:person", "ocel:timestamp")


@dataclass(frozen=True)
class Refused:
    """A clear error: parts of what is wrong, of the place and of the remedy."""

    what: str
    place: str
    remedy: str


@dataclass(frozen=True)
class Whole:
    """A result over `events`, with `aside` rows kept aside; `why` and `line` of the first one, or
    part of a note."""

    events: int
    aside: int = 0
    why: str = ""
    line: int = 0
    note: str = ""


@dataclass(frozen=True)
class Broken:
    """`make` writes the log into a folder and returns its path; or it is the content itself."""

    name: str
    make: Callable[[Path], Path] | bytes | str
    outcome: Refused | Whole
    mapping: Mapping = CSV
    file: str = "log.csv"

    def put(self, folder: Path) -> Path:
        if callable(self.make):
            return self.make(folder)
        path = folder / self.file
        data = self.make.encode() if isinstance(self.make, str) else self.make
        path.write_bytes(data)
        return path


HEADER = "case,activity,party,time\n"


def row(case: str = "1", party: str = "Ann", time: str = "2026-01-05T08:00:00Z") -> str:
    return f"{case},plan,{party},{time}\n"


GOOD = row() + row(party="Bob", time="2026-01-05T09:00:00Z")
