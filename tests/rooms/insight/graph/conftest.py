from collections.abc import Iterator

import pytest

from fullcircle.foundation import clock
from tests.factories.company import TUESDAY, Company, a_company


@pytest.fixture
def company() -> Iterator[Company]:
    with clock.standing_at(TUESDAY):
        yield a_company()
