"""Answers for whoever runs the server: alive (touches nothing) and ready (looks at everything)."""

import shutil
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.db.migrations.executor import MigrationExecutor

from fullcircle.config import heartbeat

LEAST_DISK = 200_000_000
_migrated = False


@dataclass(frozen=True)
class Readiness:
    database: str
    migrations: str
    worker: str
    disk: str

    @property
    def ready(self) -> bool:
        return all(
            word == "ok" for word in (self.database, self.migrations, self.worker, self.disk)
        )

    def as_dict(self) -> dict[str, Any]:
        return {"ready": self.ready, **self.__dict__}


def readiness() -> Readiness:
    close_old_connections()
    try:
        database = _database()
        return Readiness(
            database=database,
            migrations=_migrations() if database == "ok" else "unknown",
            worker=_worker(),
            disk=_disk(),
        )
    finally:
        close_old_connections()


def waiting_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "cannot be reached"
    return "ok"


def _migrations() -> str:
    global _migrated
    # The programme of a running process does not change: once complete, complete.
    if not _migrated:
        waiting = waiting_migrations()
        if waiting:
            return f"{len(waiting)} waiting"
        _migrated = True
    return "ok"


def _worker() -> str:
    beat = heartbeat.read(settings.DATA_DIR)
    if beat is None:
        return "none"
    return "ok" if beat.fresh else "silent"


def _disk() -> str:
    free = shutil.disk_usage(settings.DATA_DIR).free
    return "ok" if free > LEAST_DISK else "nearly full"
