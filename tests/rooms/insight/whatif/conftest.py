"""A company with three months behind it."""

from collections.abc import Iterator

import pytest

from fullcircle.foundation import clock
from tests.factories.company import TUESDAY, Company, a_company
from tests.rooms.insight.whatif.past import a_past


@pytest.fixture(autouse=True)
def _on_the_tuesday() -> Iterator[None]:
    with clock.standing_at(TUESDAY):
        yield


@pytest.fixture
def company(db: None) -> Company:
    return a_company()


@pytest.fixture
def busy(company: Company) -> Company:
    a_past(company)
    return company
