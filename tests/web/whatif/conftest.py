"""A company with three months behind it, and its manager at the page."""

from collections.abc import Iterator

import pytest
from django.test import Client

from fullcircle.foundation import clock
from fullcircle.insight.whatif import fitting, running
from tests.factories.company import TUESDAY, Company, a_company
from tests.rooms.insight.whatif.past import a_past
from tests.web.cards.desk import sit_down


@pytest.fixture(autouse=True)
def _on_the_tuesday(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(running, "_WORK", 1_000)
    monkeypatch.setattr(running, "_FEWEST", 3)
    monkeypatch.setattr(fitting, "SHARES", (0.0, 0.4))
    with clock.standing_at(TUESDAY):
        yield


@pytest.fixture
def company(db: None) -> Company:
    return a_company()


@pytest.fixture
def busy(company: Company) -> Company:
    a_past(company)
    return company


@pytest.fixture
def manager(company: Company) -> Client:
    return sit_down(company.manager)
