"""CPU time of the programme and of its database, as the system counts it."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass

import psutil  # type: ignore[import-untyped]  # brings no types


@dataclass(frozen=True)
class Cpu:
    """Seconds of processor time."""

    app: float
    database: float

    def since(self, before: Cpu) -> Cpu:
        return Cpu(self.app - before.app, self.database - before.database)

    @property
    def both(self) -> float:
        return self.app + self.database


class Meter:
    """`server`: the process whose tree is the programme; None: this process itself.

    The worker is not counted: it works behind the screens. With SQLite the database's share is in
    the programme's. Processes that end take their seconds with them, so ask while all are alive.
    """

    def __init__(self, server: int | None = None) -> None:
        self._server = server

    def read(self) -> Cpu:
        return Cpu(sum(map(_seconds, self._programme())), sum(map(_seconds, _backends())))

    def _programme(self) -> list[psutil.Process]:
        if self._server is None:
            return [psutil.Process(os.getpid())]
        return _tree(psutil.Process(self._server))


def _tree(root: psutil.Process) -> list[psutil.Process]:
    found, waiting = [], [root]
    while waiting:
        process = waiting.pop()
        with suppress(psutil.NoSuchProcess):
            if "worker" in process.cmdline()[-3:]:
                continue
            waiting += process.children()
        found.append(process)
    return found


def _backends() -> list[psutil.Process]:
    children = psutil.Process(os.getpid()).children(recursive=True)
    return [process for process in children if _name(process) == "postgres"]


def _name(process: psutil.Process) -> str:
    try:
        return str(process.name())
    except psutil.NoSuchProcess:
        return ""


def _seconds(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(times.user + times.system)
