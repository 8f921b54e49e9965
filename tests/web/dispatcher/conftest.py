"""A dispatcher at the desk on that Tuesday, at nine."""

from collections.abc import Iterator

import pytest
from django.test import Client

from fullcircle.foundation import clock
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.models import Person
from tests.rooms.scheduling.working_day import WorkingDay, account_of, at, lay_out_day


@pytest.fixture
def day(db: None) -> Iterator[WorkingDay]:
    with clock.standing_at(at(9)):
        yield lay_out_day()


def seated(actor: Actor) -> Client:
    client = Client()
    client.force_login(account_of(Person.objects.get(pk=actor.person_id)))
    return client


@pytest.fixture
def summer(day: WorkingDay) -> Client:
    """The dispatcher's browser."""
    return seated(day.summer)


@pytest.fixture
def htmx() -> dict[str, str]:
    """Headers of a request that htmx makes for the panel."""
    return {"HX-Request": "true", "HX-Target": "panel"}
