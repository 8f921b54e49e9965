"""Fixtures that every folder shares, and the rules of a run: nothing is skipped in silence."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from tests.browser import HOW_TO_GET_CHROMIUM, chromium_program
from tests.databases import FreshDatabase, fresh_copy
from tests.running_server import RunningServer, start_server

IN_CI = os.environ.get("CI") == "true"

hypothesis.settings.register_profile("default", deadline=None, print_blob=True)
hypothesis.settings.register_profile("ci", deadline=None, print_blob=True, max_examples=2000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def left_out() -> dict[str, str]:
    """Markers that cannot run here, each with the way to change that."""
    found = {}
    if chromium_program() is None:
        found["browser"] = HOW_TO_GET_CHROMIUM
    if not os.environ.get("FULLCIRCLE_TEST_DATA"):
        found["given"] = "tests on given data are left out; set FULLCIRCLE_TEST_DATA to its folder"
    if connection.vendor != "postgresql":
        found["postgres"] = "tests for PostgreSQL alone run in the second run of `make test`"
    return found


def pytest_configure(config: pytest.Config) -> None:
    if IN_CI and chromium_program() is None:
        raise pytest.UsageError(f"CI=true: {HOW_TO_GET_CHROMIUM}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    missing = left_out()
    out = [item for item in items if any(item.get_closest_marker(word) for word in missing)]
    if out:
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in set(out)]


def pytest_report_header() -> list[str]:
    return [f"database: {connection.vendor}", *left_out().values()]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if IN_CI and terminalreporter.stats.get("skipped"):
        terminalreporter.write_line("CI=true: a skipped test is a failed run", red=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter: Any = session.config.pluginmanager.get_plugin("terminalreporter")
    if IN_CI and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session", autouse=True)
def files_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test writes photos or clocks into the data of a developer."""
    folder = tmp_path_factory.mktemp("files")
    django_settings.DATA_DIR = folder
    django_settings.MEDIA_ROOT = folder / "files"


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: Any,
    django_db_keepdb: bool,
) -> Iterator[None]:
    """pytest-django's own one makes no database for tests that only take a copy of it."""
    with django_db_blocker.unblock():
        made = setup_databases(0, False, keepdb=django_db_keepdb, aliases={"default"})
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            teardown_databases(made, 0)


@pytest.fixture
def fresh_database(
    tmp_path: Path, django_db_setup: None, django_db_blocker: Any
) -> Iterator[FreshDatabase]:
    """A database of this test's own, where commits are real. Not together with `db`."""
    with django_db_blocker.unblock(), fresh_copy(tmp_path) as database:
        yield database


StartServer = Callable[..., RunningServer]


@pytest.fixture
def server_starter(fresh_database: FreshDatabase) -> Iterator[StartServer]:
    """`server_starter(NAME="value")` starts `fullcircle serve` on the fresh database."""
    started: list[RunningServer] = []

    def start(**settings: str) -> RunningServer:
        started.append(start_server(fresh_database, **settings))
        return started[-1]

    yield start
    for server in started:
        server.stop()


@pytest.fixture
def running_server(server_starter: StartServer) -> RunningServer:
    return server_starter()


@pytest.fixture
def live_server_url(running_server: RunningServer) -> str:
    return running_server.url


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser of the session. Its driver runs a loop in this thread: Django must allow it."""
    from tests.browser import running_chromium

    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with running_chromium() as browser:
        yield browser
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
