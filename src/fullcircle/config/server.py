"""The web server and its one worker, started together and ended together."""

import contextlib
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import threading
import time

import structlog
from granian.constants import Interfaces, Loops
from granian.server import Server

from fullcircle.config.event_limits import MOST_LISTENERS
from fullcircle.config.preparation import NotReady

APPLICATION = "fullcircle.config.asgi:application"
WEB_GRACE = 2
WORKER_GRACE = 3.5
RESTART_PAUSE = 2.0

log = structlog.get_logger(__name__)


class EmbeddedWorker:
    """The worker as a child of the server, started again when it dies.

    It has a process session of its own: a Ctrl-C of the terminal reaches the server only, which
    then asks the worker to end, once.
    """

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._ending = threading.Event()
        self._keeper = threading.Thread(target=self._keep, name="worker-keeper", daemon=True)

    def start(self) -> None:
        self._keeper.start()

    def _keep(self) -> None:
        while not self._ending.is_set():
            command = [sys.executable, "-m", "fullcircle.config.command_line", "worker"]
            self._child = subprocess.Popen(  # noqa: S603  our own programme
                [*command, "--parent", str(os.getpid())],
                start_new_session=True,
                stdin=subprocess.DEVNULL,
            )
            if self._ending.is_set():  # the end came between the question and the start
                self._child.terminate()
            code = self._child.wait()
            if not self._ending.is_set():
                log.warning("the worker ended and is started again", code=code)
                self._ending.wait(RESTART_PAUSE)

    def end(self) -> None:
        self._ending.set()
        child = self._child
        if child is None:
            return
        if child.poll() is None:
            child.terminate()
        try:
            child.wait(WORKER_GRACE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def serve(*, host: str, port: int, with_worker: bool, processes: int = 1) -> int:
    """Serves until SIGINT or SIGTERM; everything it started has ended when it returns."""
    refuse_taken_port(host, port)
    # A forked child would inherit open database connections, which SQLite and PostgreSQL forbid.
    multiprocessing.set_start_method("spawn", force=True)
    worker = EmbeddedWorker()
    server = Server(
        APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        loop=Loops.asyncio,
        workers=processes,
        websockets=False,
        log_enabled=False,
        respawn_failed_workers=True,
        workers_kill_timeout=WEB_GRACE,
        # Open streams count; with the default they could leave no room for pages.
        backpressure=4 * MOST_LISTENERS,
    )
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        # Granian reloads on it; but a closed terminal means the end, unless nohup says otherwise.
        server.on_startup(lambda: signal.signal(signal.SIGHUP, server.signal_handler_interrupt))
    if with_worker:
        server.on_startup(worker.start)
    try:
        server.serve()
    finally:
        worker.end()
    return 0


def refuse_taken_port(host: str, port: int) -> None:
    """Granian shares a taken port silently (SO_REUSEPORT): requests would go to either server."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise NotReady(
                f"port {port} on {host} cannot be used ({error.strerror}): "
                f"set PORT to another one, for example PORT={port + 1}"
            ) from None


def announce(address: str, words: str) -> threading.Thread:
    """Prints `words` once the server answers, so that nobody opens a page too early."""

    def wait_and_say() -> None:
        import urllib.request

        for _ in range(300):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{address}/healthz", timeout=2).close()  # noqa: S310  our own
                sys.stdout.write(words + "\n")
                sys.stdout.flush()
                return
            time.sleep(0.1)

    thread = threading.Thread(target=wait_and_say, daemon=True)
    thread.start()
    return thread
