"""A company on the Tuesday, and its agent at the desk."""

from collections.abc import Iterator

import pytest
from django.test import Client

from fullcircle.foundation import clock
from tests.factories.company import TUESDAY, Company
from tests.web.cards.desk import a_bookable_company, sit_down


@pytest.fixture(autouse=True)
def _on_the_tuesday() -> Iterator[None]:
    with clock.standing_at(TUESDAY):
        yield


@pytest.fixture
def company(db: None) -> Company:
    return a_bookable_company()


@pytest.fixture
def desk(company: Company) -> Client:
    return sit_down(company.agent)
