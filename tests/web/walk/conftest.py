"""The walk's company is built once per module; each knock takes back what it changed."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from fullcircle.foundation import clock
from tests.factories.company import TUESDAY
from tests.web.walk.graphs import with_graphs
from tests.web.walk.world import World, a_world


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), clock.standing_at(TUESDAY), transaction.atomic():
        built = a_world()
        with_graphs(built)
        yield built
        transaction.set_rollback(True)
