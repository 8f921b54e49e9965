"""The demo company is built once for all its tests: it is only read."""

import pytest

from fullcircle.demo.cast import Registry, build_registry
from fullcircle.demo.past import Past, build_past
from fullcircle.demo.town import Roads, Town, build_town


@pytest.fixture(scope="session")
def town() -> Town:
    return build_town()


@pytest.fixture(scope="session")
def roads(town: Town) -> Roads:
    return Roads(town)


@pytest.fixture(scope="session")
def registry(town: Town) -> Registry:
    return build_registry(town)


@pytest.fixture(scope="session")
def past(registry: Registry) -> Past:
    return build_past(registry)
