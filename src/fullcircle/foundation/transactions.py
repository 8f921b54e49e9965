"""One decorator for every write: atomic, and tried again when the database was only busy."""

import random
import time
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.db import DatabaseError, IntegrityError, OperationalError, models, transaction

TRIES = 6
# PostgreSQL: serialization failure, deadlock detected, lock not available.
_PASSING_STATES = {"40001", "40P01", "55P03"}


_inside: ContextVar[bool] = ContextVar("inside", default=False)


class StaleEdit(Exception):
    """Somebody changed the row since it was read. `who` and `what` say so to a person."""

    def __init__(self, what: str, who: str = "") -> None:
        self.what = what
        self.who = who
        super().__init__(f"{what} was changed by {who or 'somebody else'} in the meantime")


def action[**P, R](verb: Callable[P, R]) -> Callable[P, R]:
    """Run `verb` as one transaction; the outermost one is tried again on busy and deadlock.

    A verb called by another verb joins its transaction: both stand or fall together.
    """

    @wraps(verb)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if _inside.get():
            return verb(*args, **kwargs)
        token = _inside.set(True)
        try:
            return _outermost(lambda: verb(*args, **kwargs))
        finally:
            _inside.reset(token)

    return run


def _outermost[R](work: Callable[[], R]) -> R:
    for attempt in range(1, TRIES):
        try:
            with transaction.atomic():
                return work()
        except (OperationalError, IntegrityError) as error:
            if not is_passing(error) or transaction.get_connection().in_atomic_block:
                raise
            time.sleep(random.uniform(0.01, 0.05) * 2**attempt)  # noqa: S311  jitter, no secret
    with transaction.atomic():
        return work()


def is_passing(error: DatabaseError) -> bool:
    """True for busy, deadlock, and a call whose twin with the same key was faster: the same
    transaction goes through when tried again, or finds the twin's answer."""
    if isinstance(error, IntegrityError):
        return "idempotency_key" in str(error)
    state = getattr(error.__cause__, "sqlstate", None)
    if state is not None:
        return state in _PASSING_STATES
    return "locked" in str(error) or "busy" in str(error)


def change_if_unchanged[M: models.Model](
    row: M, *, version: int, who_changed: Callable[[M], str] | None = None, **values: Any
) -> M:
    """Compare and set: writes `values` only while the row still has `version`.

    SQLite ignores select_for_update silently, so this is the one way to change a versioned row.
    Raises StaleEdit naming who was faster.
    """
    rows = type(row)._default_manager.filter(pk=row.pk, version=version)
    if rows.update(version=version + 1, **values) != 1:
        row.refresh_from_db()
        who = who_changed(row) if who_changed else ""
        raise StaleEdit(str(row), who)
    row.refresh_from_db()
    return row
