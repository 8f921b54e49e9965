"""A database of the run's own, chosen before Django reads its settings, and gone afterwards."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.postgres_server import postgres_server


@dataclass(frozen=True)
class Surroundings:
    """`address`: for DATABASE_URL; `directory`: for DATA_DIR."""

    vendor: str
    address: str
    directory: Path


@contextmanager
def surroundings(*, postgres: bool) -> Iterator[Surroundings]:
    """Raises NoPostgres where its binaries are not installed."""
    directory = Path(tempfile.mkdtemp(prefix="fullcircle-bench-"))
    try:
        if postgres:
            with postgres_server() as address:
                _make_database(address)
                yield _chosen(Surroundings("postgresql", address, directory))
        else:
            file = directory / "fullcircle.sqlite3"
            yield _chosen(Surroundings("sqlite", f"sqlite://{file}", directory))
    finally:
        _let_go()
        shutil.rmtree(directory, ignore_errors=True)


def _make_database(address: str) -> None:
    with psycopg.connect(address.replace("/fullcircle?", "/postgres?"), autocommit=True) as server:
        server.execute("CREATE DATABASE fullcircle")


def _chosen(made: Surroundings) -> Surroundings:
    os.environ |= {
        "DATABASE_URL": made.address,
        "DATA_DIR": str(made.directory),
        "FULLCIRCLE_DEMO": "1",  # the company lives on its own clock
        "LOG_FORMAT": "json",
    }
    from fullcircle.config import preparation

    preparation.set_up()
    preparation.bring_tables_up_to_date()
    return made


def _let_go() -> None:
    from django.db import connections

    connections.close_all()
