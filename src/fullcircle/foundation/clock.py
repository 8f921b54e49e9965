"""The only clock of the house.

The company's time is the wall time unless a demo company lives on its own clock. That clock is a
small file in the data directory, so that web and worker processes agree without asking the database.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


@dataclass(frozen=True)
class CompanyClock:
    """At wall time `wall` the company's time was `company`; since then it runs at `rate`."""

    company: datetime
    wall: datetime
    rate: float = 1.0

    def read(self, wall: datetime) -> datetime:
        return self.company + (wall - self.wall) * self.rate


_kept: tuple[Path, int, CompanyClock] | None = None
_file: Path | None = None


def wall_time() -> datetime:
    """The real time, for leases and logs; business uses `now`."""
    return datetime.now(tz=UTC)


def now() -> datetime:
    """The company's time as an aware UTC instant."""
    standing = _standing.get()
    if standing is not None:
        return standing
    company = _company_clock()
    wall = wall_time()
    return company.read(wall) if company else wall


def keep_company_clock_in(file: Path | None) -> None:
    """Name the file of the company's own clock; without the file the wall time holds."""
    global _file, _kept
    _file, _kept = file, None


def set_company_time(company: datetime, *, rate: float = 1.0) -> None:
    """Move the company's clock. Refused (RuntimeError) where no file for it was named."""
    if _file is None:
        raise RuntimeError("this company lives on the wall clock")
    record = {"company": company.isoformat(), "wall": wall_time().isoformat(), "rate": rate}
    fresh = _file.with_suffix(".new")
    fresh.write_text(json.dumps(record), encoding="ascii")
    os.replace(fresh, _file)


def company_clock() -> CompanyClock | None:
    return _company_clock()


@contextmanager
def standing_at(instant: datetime) -> Iterator[None]:
    """Time stands still inside: tests and the demo tell their story with it."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a zone")
    token = _standing.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _standing.reset(token)


def _company_clock() -> CompanyClock | None:
    global _kept
    if _file is None:
        return None
    try:
        changed = os.stat(_file).st_mtime_ns
    except FileNotFoundError:
        return None
    if _kept is None or _kept[0] != _file or _kept[1] != changed:
        record = json.loads(_file.read_text(encoding="ascii"))
        clock = CompanyClock(
            company=datetime.fromisoformat(record["company"]),
            wall=datetime.fromisoformat(record["wall"]),
            rate=float(record["rate"]),
        )
        _kept = (_file, changed, clock)
    return _kept[2]


def minutes_since(instant: datetime, at: datetime | None = None) -> float:
    return ((at or now()) - instant) / timedelta(minutes=1)
