"""`make test`: all tests on SQLite, then rooms, races and faults again on PostgreSQL.

What is left out for want of a browser or a server is said, with the way to get it. Arguments go to
pytest instead, in one run; after `--postgres` on PostgreSQL.
"""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.browser import HOW_TO_GET_CHROMIUM, chromium_program
from tests.postgres_server import NoPostgres, postgres_server

ROOT = Path(__file__).resolve().parent.parent
ON_BOTH = ["tests/rooms", "tests/races", "tests/faults"]
NO_TESTS = 5


def main(arguments: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    os.chdir(ROOT)
    chromium = chromium_program()
    tell(f"browser: {chromium}" if chromium else HOW_TO_GET_CHROMIUM)
    with tempfile.TemporaryDirectory(prefix="fullcircle-tests-") as folder:
        os.environ["DATA_DIR"] = folder
        if arguments[:1] == ["--postgres"]:
            with given_or_own_server() as address:
                return run(arguments[1:] or ON_BOTH, address=address) if address else 1
        if arguments:
            return run(arguments, address=os.environ.get("DATABASE_URL", ""))
        tell("first run: everything, on SQLite")
        first = run(["-n", "2"], address="")
        with given_or_own_server() as address:
            if not address:
                return first or (1 if os.environ.get("CI") == "true" else 0)
            tell("second run: rooms, races and faults, on PostgreSQL")
            second = run(["-n", "2", *ON_BOTH], address=address)
    return first or second


def run(arguments: list[str], *, address: str) -> int:
    environment = os.environ | {"DATABASE_URL": address}
    command = [sys.executable, "-m", "pytest", *arguments]
    code = subprocess.run(command, env=environment, check=False).returncode
    return 0 if code == NO_TESTS and os.environ.get("CI") != "true" else code


@contextlib.contextmanager
def given_or_own_server() -> Iterator[str]:
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
        return
    with contextlib.ExitStack() as stack:
        try:
            address = stack.enter_context(postgres_server())
        except NoPostgres as reason:
            tell(f"PostgreSQL is left out: {reason}")
            address = ""
        yield address


def tell(words: str) -> None:
    sys.stdout.write(f"-- {words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
