"""The real programme as a subprocess, on a database of the test."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from tests.databases import FreshDatabase
from tests.postgres_server import end_with_parent

PATIENCE = 60.0


@dataclass
class RunningServer:
    """`fullcircle serve` with its worker. `stop` returns the exit code."""

    database: FreshDatabase
    port: int
    log: Path
    _process: subprocess.Popen[bytes] = field(repr=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        return self._process.pid

    def stop(self, how: signal.Signals = signal.SIGTERM, *, patience: float = PATIENCE) -> int:
        if self._process.poll() is None:
            self._process.send_signal(how)
        try:
            return self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise

    def wait_until_up(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self._process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=2):
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.05)
        raise AssertionError(f"the server did not start:\n{self.log.read_text()[-4000:]}")


def environment_for(database: FreshDatabase) -> dict[str, str]:
    """For a subprocess of the programme on this database."""
    return os.environ | {
        "DATABASE_URL": database.address,
        "DATA_DIR": str(database.directory),
        "LOG_FORMAT": "json",
        # The same keys as here, so that what this process signs and encrypts is read there.
        "SECRET_KEY": settings.SECRET_KEY,
        "FIELD_KEY": settings.FIELD_KEY,
    }


def start_server(database: FreshDatabase, **more: str) -> RunningServer:
    """Starts and waits until it answers. `more` goes into its environment."""
    port = free_port()
    log = database.directory / "serve.log"
    environment = environment_for(database) | {"PORT": str(port), **more}
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "fullcircle.config.command_line", "serve"],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=end_with_parent,
        )
    server = RunningServer(database, port, log, process)
    try:
        server.wait_until_up()
    except BaseException:
        server.stop()
        raise
    return server


def eventually(question: Callable[[], object], *, patience: float = PATIENCE) -> bool:
    """Asks until the answer is yes; for what another process does in its own time."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if question():
            return True
        time.sleep(0.05)
    return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
