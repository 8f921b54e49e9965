"""The demo company is built when it is missing or old, and never over a real company."""

from dataclasses import dataclass, field

import pytest
from django.db import DatabaseError, connection

from fullcircle.config import demo_start
from fullcircle.config.preparation import NotReady
from fullcircle.registry.people.models import Person
from tests.databases import FreshDatabase


@dataclass
class Builder:
    """Stands in for the builder of the demo: counts, and leaves one row."""

    fresh: bool = True
    built: int = 0
    trouble: list[Exception] = field(default_factory=list)

    def is_up_to_date(self) -> bool:
        if self.trouble:
            raise self.trouble.pop()
        return self.fresh

    def build_company(self) -> None:
        self.built += 1
        Person.objects.create(name="Nora Alvarez", call_name="Nora")


@pytest.fixture
def builder(fresh_database: FreshDatabase, monkeypatch: pytest.MonkeyPatch) -> Builder:
    monkeypatch.delenv("KEEP", raising=False)
    builder = Builder()
    monkeypatch.setattr(demo_start, "_builder", lambda: builder)
    return builder


@pytest.fixture
def demo(builder: Builder, fresh_database: FreshDatabase) -> Builder:
    if fresh_database.vendor == "sqlite":
        (fresh_database.directory / f"fullcircle.sqlite3.{demo_start.MARK}").touch()
    else:
        with connection.cursor() as cursor:
            cursor.execute(f"COMMENT ON SCHEMA public IS '{demo_start.MARK}'")
    return builder


def test_a_company_that_is_no_demo_is_never_touched(builder: Builder) -> None:
    Person.objects.create(name="A real person", call_name="Real")
    with pytest.raises(NotReady, match="is no demo"):
        demo_start.prepare()
    assert builder.built == 0
    assert Person.objects.get().name == "A real person"


def test_a_fresh_demo_is_served_as_it_is(demo: Builder) -> None:
    demo_start.prepare()
    assert demo.built == 0


def test_an_old_demo_is_built_anew_from_nothing(demo: Builder) -> None:
    Person.objects.create(name="Somebody of last week", call_name="Old")
    demo.fresh = False
    demo_start.prepare()
    assert demo.built == 1
    assert [person.call_name for person in Person.objects.all()] == ["Nora"]


def test_keep_keeps_an_old_demo(demo: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEEP", "1")
    demo.fresh = False
    demo_start.prepare()
    assert demo.built == 0


def test_tables_that_cannot_be_read_count_as_old(demo: Builder) -> None:
    demo.trouble = [DatabaseError("no such column")]
    demo_start.prepare()
    assert demo.built == 1
