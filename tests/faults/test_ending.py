"""Ctrl-C ends everything: the promise is five seconds, also with a board open."""

import contextlib
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import psutil
import pytest

from tests.faults.listening import Stream
from tests.running_server import RunningServer, environment_for, eventually

PROMISED = 5.0


def family(server: RunningServer) -> list[psutil.Process]:
    return psutil.Process(server.pid).children(recursive=True)


def running(processes: list[psutil.Process]) -> list[psutil.Process]:
    """Without those that have ended and only wait for somebody to take note."""
    return [
        process
        for process in processes
        if process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    ]


def workers(server: RunningServer) -> list[psutil.Process]:
    found = []
    for process in running(family(server)):
        with contextlib.suppress(psutil.Error):
            if "worker" in process.cmdline():
                found.append(process)
    return found


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_ctrl_c_ends_everything_with_a_board_open(
    dispatcher: str, running_server: RunningServer, how: signal.Signals
) -> None:
    with Stream(running_server, dispatcher, "board") as stream:
        assert stream.status == 200
        stream.next()
        started = family(running_server)
        assert len(started) >= 2
        assert running_server.stop(how, patience=PROMISED) == 0
        assert stream.next() is None
    assert eventually(lambda: running(started) == [], patience=PROMISED)


def test_the_end_is_a_quiet_one(dispatcher: str, running_server: RunningServer) -> None:
    for _ in range(10):
        with urllib.request.urlopen(f"{running_server.url}/sign-in") as page:
            page.read()
    assert running_server.stop() == 0
    log = running_server.log.read_text()
    assert "panicked" not in log
    assert "Traceback" not in log


def test_when_the_starter_is_killed_nothing_of_it_stays(
    dispatcher: str, running_server: RunningServer
) -> None:
    started = family(running_server)
    running_server.stop(signal.SIGKILL)
    assert eventually(lambda: running(started) == [])


def test_a_killed_worker_is_started_again(dispatcher: str, running_server: RunningServer) -> None:
    assert eventually(lambda: workers(running_server))
    first = workers(running_server)[0]
    first.kill()
    assert eventually(lambda: set(workers(running_server)) - {first})


def test_a_taken_port_is_told_with_the_way_out(
    dispatcher: str, running_server: RunningServer, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "fullcircle.config.command_line", "serve"],
        env=environment_for(running_server.database)
        | {"PORT": str(running_server.port), "DATA_DIR": str(tmp_path / "other")},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert f"PORT={running_server.port + 1}" in done.stderr
