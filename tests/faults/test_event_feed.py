"""Nothing is lost in the feed, whatever the order in which transactions end."""

import threading

import pytest
from django.db import connection, transaction

from fullcircle.foundation import feed
from fullcircle.foundation.event_reading import (
    Position,
    latest_position,
    rows_after,
    some_wait_for_older_transactions,
)
from tests.databases import FreshDatabase
from tests.running_server import eventually


def settled() -> bool:
    """Nothing waits any more. Transactions of other databases of the same server hold rows back too,
    and other tests have some open at any moment."""
    return eventually(lambda: not some_wait_for_older_transactions())


def tell(reference: str) -> None:
    feed.publish([feed.BOARD], kind="visit", reference=reference)


@pytest.mark.postgres
def test_a_row_that_commits_late_is_read_late_and_never_skipped(
    fresh_database: FreshDatabase,
) -> None:
    written, may_commit = threading.Event(), threading.Event()

    def slow_writer() -> None:
        with transaction.atomic():
            tell("visit:first")
            written.set()
            may_commit.wait(30)
        connection.close()

    start = latest_position()
    slow = threading.Thread(target=slow_writer)
    slow.start()
    assert written.wait(30)
    tell("visit:second")  # a higher number, and committed at once
    assert rows_after(start) == []
    assert some_wait_for_older_transactions()
    may_commit.set()
    slow.join(30)
    assert settled()
    assert [row.reference for row in rows_after(start)] == ["visit:first", "visit:second"]


def test_readers_go_on_where_they_stopped(fresh_database: FreshDatabase) -> None:
    start = latest_position()
    for number in range(7):
        tell(f"visit:{number}")
    assert settled()
    read, position = [], start
    while rows := rows_after(position, limit=3):
        read += [row.reference for row in rows]
        position = rows[-1].position
    assert read == [f"visit:{number}" for number in range(7)]
    assert position == latest_position()


def test_only_the_topics_asked_for_are_read(fresh_database: FreshDatabase) -> None:
    start = latest_position()
    feed.publish(
        [feed.BOARD, feed.LOOP], kind="visit", reference="visit:1", payload={"row": "<li>"}
    )
    assert settled()
    (row,) = rows_after(start, topics=[feed.LOOP])
    assert (row.topic, row.kind, row.reference, row.payload) == (
        "loop",
        "visit",
        "visit:1",
        {"row": "<li>"},
    )
    assert rows_after(start, topics=[]) == []


def test_what_is_rolled_back_is_never_told(fresh_database: FreshDatabase) -> None:
    start = latest_position()
    with transaction.atomic():
        tell("visit:1")
        transaction.set_rollback(True)
    assert rows_after(start) == []


@pytest.mark.parametrize("text", ["", "-", "1", "1-", "-1", "a-b", "1-2-3", "١-٢", "9" * 50 + "-1"])
def test_a_position_that_is_none_is_refused_without_an_error(text: str) -> None:
    assert Position.from_text(text) is None


def test_a_position_travels_as_text() -> None:
    assert Position.from_text(str(Position(12, 345))) == Position(12, 345)
