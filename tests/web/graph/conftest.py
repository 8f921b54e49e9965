"""A company on the Tuesday, its manager, and visitors of the demo without an account."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from fullcircle.foundation import clock
from tests.factories.company import TUESDAY, Company, a_company
from tests.web.cards.desk import sit_down


@pytest.fixture(autouse=True)
def _on_the_tuesday() -> Iterator[None]:
    with clock.standing_at(TUESDAY):
        yield


@pytest.fixture
def company(db: None) -> Company:
    return a_company()


@pytest.fixture
def manager(company: Company) -> Client:
    return sit_down(company.manager)


@pytest.fixture
def visitor(company: Company, settings: Any) -> Client:
    """Somebody who came to the demo and has not taken a seat."""
    settings.DEMO = True
    return Client()
