"""Databases of the tests.

The ordinary `db` of pytest-django rolls back. What commits for good (races, faults, browsers) gets
a copy of the migrated template instead: append-only triggers refuse to be flushed, and races on
SQLite need a file.
"""

import os
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class FreshDatabase:
    """`address` is for DATABASE_URL of other processes; this process is connected already."""

    vendor: str
    address: str
    directory: Path


@contextmanager
def fresh_copy(directory: Path) -> Iterator[FreshDatabase]:
    """Every connection opened inside, in any thread, goes to a copy of the test database."""
    template = connections["default"]
    if template.vendor == "postgresql":
        with _postgres_copy(template) as name, _connected_to(name):
            yield FreshDatabase("postgresql", _address(name), directory)
    else:
        file = directory / "fullcircle.sqlite3"
        _copy_file(template, file)
        with _connected_to(str(file)):
            yield FreshDatabase("sqlite", f"sqlite://{quote(str(file))}", directory)


@contextmanager
def _connected_to(name: str) -> Iterator[None]:
    original, configured = connections["default"], connections.settings["default"]
    connections.settings["default"] = {**configured, "NAME": name}
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"] = configured
        connections["default"] = original


def _copy_file(template: BaseDatabaseWrapper, file: Path) -> None:
    template.ensure_connection()
    target = sqlite3.connect(file)
    try:
        template.connection.backup(target)
    finally:
        target.close()
    os.chmod(file, 0o600)


@contextmanager
def _postgres_copy(template: BaseDatabaseWrapper) -> Iterator[str]:
    source = str(template.settings_dict["NAME"])
    name = f"copy_{uuid.uuid4().hex[:12]}"
    template.close()  # a template must have no connection
    with psycopg.connect(_address("postgres"), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    try:
        yield name
    finally:
        with psycopg.connect(_address("postgres"), autocommit=True) as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _address(name: str) -> str:
    told = connections.settings["default"]
    login = quote(told["USER"]) + (f":{quote(told['PASSWORD'])}" if told["PASSWORD"] else "")
    port = f":{told['PORT']}" if told["PORT"] else ""
    if told["HOST"].startswith("/"):
        return f"postgresql://{login}@{port}/{name}?host={quote(told['HOST'], safe='')}"
    return f"postgresql://{login}@{told['HOST']}{port}/{name}"
