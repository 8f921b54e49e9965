"""What the doctor looks at outside the database: the machine, the files, the worker, the queues."""

import platform
import shutil
import sqlite3
import stat
import sys
import zoneinfo
from pathlib import Path

from django.conf import settings
from django.db import connection
from django_tasks_db.models import DBTaskResult

from fullcircle.config import heartbeat, probes
from fullcircle.config.doctor import Check, Finding, State, green, judged
from fullcircle.config.doctor_database import DATABASE_CHECKS
from fullcircle.foundation import clock
from fullcircle.foundation.event_reading import latest_position, some_wait_for_older_transactions
from fullcircle.foundation.models import Delivery
from fullcircle.foundation.states import DeliveryState

PATIENCE = 300.0
PACKAGE = Path(__file__).resolve().parent.parent


def python() -> Finding:
    found = f"{platform.python_version()}, SQLite library {sqlite3.sqlite_version}"
    tried = (3, 12) <= sys.version_info[:2] <= (3, 14)
    return judged("Python", found, trouble=not tried, remedy="tried with 3.12, 3.13 and 3.14 only")


def private_files() -> Finding:
    """Keys and database are for the owner alone."""
    directory = Path(settings.DATA_DIR)
    files = [path for pattern in ("*.key", "*.sqlite3*") for path in directory.glob(pattern)]
    wide = [path.name for path in files if stat.S_IMODE(path.stat().st_mode) & 0o077]
    remedy = f"chmod 600 {' '.join(str(directory / name) for name in wide)}"
    found = f"{', '.join(wide)} can be read by others" if wide else f"{len(files)} files, mode 0600"
    return judged("keys and database", found, trouble=bool(wide), remedy=remedy, red=True)


def disk() -> Finding:
    free = shutil.disk_usage(settings.DATA_DIR).free
    return judged(
        "disk",
        f"{free / 1e9:.1f} GB free in the data directory",
        trouble=free < probes.LEAST_DISK * 5,
        remedy="make room, or move DATA_DIR",
        red=free < probes.LEAST_DISK,
    )


def worker() -> Finding:
    beat = heartbeat.read(settings.DATA_DIR)
    if beat is None:
        remedy = "start `fullcircle serve`, or `fullcircle worker` beside `serve --no-worker`"
        return Finding("worker", State.AMBER, "none is running", remedy)
    found = f"sign of life {max(beat.age(), 0):.0f} s ago, process {beat.process} on {beat.host}"
    remedy = "see the log; a worker that hangs is killed and started again by `fullcircle serve`"
    return judged("worker", found, trouble=not beat.fresh, remedy=remedy, red=True)


def tasks() -> Finding:
    ready = DBTaskResult.objects.ready().order_by("enqueued_at").first()
    running = DBTaskResult.objects.running().count()
    age = (clock.wall_time() - ready.enqueued_at).total_seconds() if ready else 0.0
    found = f"{running} running, oldest waits {age:.0f} s" if ready else f"{running} running"
    return judged("tasks", found, trouble=age > PATIENCE, remedy="is the worker running?")


def deliveries() -> Finding:
    at = clock.wall_time()
    waiting = Delivery.objects.filter(state=DeliveryState.WAITING, due_at__lte=at)
    oldest = waiting.order_by("due_at").first()
    dead = Delivery.objects.filter(state=DeliveryState.DEAD).count()
    age = (at - oldest.due_at).total_seconds() if oldest else 0.0
    return judged(
        "deliveries",
        f"oldest due {age:.0f} s ago, {dead} given up",
        trouble=age > PATIENCE or dead > 0,
        remedy="look at the rows that were given up; is the gateway reachable?",
    )


def event_feed() -> Finding:
    held = some_wait_for_older_transactions()
    found = f"at {latest_position()}, {connection.vendor}"
    remedy = "a transaction stands open and holds live updates back: see pg_stat_activity"
    return judged("event feed", found, trouble=held, remedy=remedy)


def time_zones() -> Finding:
    zones = zoneinfo.available_timezones()
    missing = [name for name in ("Australia/Lord_Howe", settings.TIME_ZONE) if name not in zones]
    remedy = "install tzdata (Debian: apt install tzdata; anywhere: pip install tzdata)"
    found = f"{', '.join(missing)} unknown" if missing else f"{len(zones)} known"
    return judged("time zones", found, trouble=bool(missing), remedy=remedy, red=True)


def front_end() -> Finding:
    built = PACKAGE / "web" / "static" / "built"
    files = [path for path in built.rglob("*") if path.is_file()] if built.is_dir() else []
    scripts = any(path.suffix == ".js" for path in files)
    styles = any(path.suffix == ".css" for path in files)
    if scripts and styles:
        return green("front end", f"{len(files)} built files")
    remedy = "in a checkout: make setup; otherwise install the wheel again"
    return Finding("front end", State.RED, "scripts or styles are missing", remedy)


CHECKS: tuple[Check, ...] = (
    python,
    *DATABASE_CHECKS,
    private_files,
    disk,
    worker,
    tasks,
    deliveries,
    event_feed,
    time_zones,
    front_end,
)
