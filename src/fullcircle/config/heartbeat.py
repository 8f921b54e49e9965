"""The worker's sign of life: a small file in the data directory, written anew every few seconds."""

import json
import os
import socket
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from fullcircle.foundation import clock

EVERY = 5.0
STALE_AFTER = 30.0


@dataclass(frozen=True)
class Heartbeat:
    worker: str
    process: int
    host: str
    at: str
    task: str = ""

    def age(self) -> float:
        """Seconds of wall time since it was written."""
        return (clock.wall_time() - datetime.fromisoformat(self.at)).total_seconds()

    @property
    def fresh(self) -> bool:
        return -STALE_AFTER < self.age() < STALE_AFTER


def write(directory: Path, *, worker: str, task: str = "") -> None:
    beat = Heartbeat(
        worker=worker,
        process=os.getpid(),
        host=socket.gethostname(),
        at=clock.wall_time().isoformat(),
        task=task,
    )
    fresh = directory / f"worker.{os.getpid()}.new"
    fresh.write_text(json.dumps(asdict(beat)), encoding="utf-8")
    os.replace(fresh, directory / "worker.json")


def read(directory: Path) -> Heartbeat | None:
    """The last sign of life, or None when no worker ever wrote one that can be read."""
    try:
        return Heartbeat(**json.loads((directory / "worker.json").read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def forget(directory: Path) -> None:
    (directory / "worker.json").unlink(missing_ok=True)
