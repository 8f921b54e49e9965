"""The same seed makes the same company, down to the last minute, on every machine."""

import subprocess
import sys

from fullcircle.demo.cast import Registry, catalogue, people, shifts
from fullcircle.demo.past import Past, build_past
from fullcircle.demo.past.clockwork import FIRST_DAY, LAST_DAY
from fullcircle.demo.town import Town, build_town
from tests.rules.demo.fingerprint import fingerprint

# A changed fingerprint is a changed demo company: look at what moved, then pin the new one with
# `print(fingerprint(...))`. The past also moves when the shipped cards get or lose a part.
PINNED = {
    "town": "8e9389c73c0302a0",
    "people": "243cec3484457de4",
    "catalogue": "98fb35f8b04a7038",
    "registry": "11103ca1855a9c7c",
    "past": "7bc3c07ab2f8c50d",
}


def test_the_town_is_the_same(town: Town) -> None:
    assert fingerprint([*town.nodes, *town.ways, *town.addresses]) == PINNED["town"]
    assert build_town() == town


def test_the_people_and_their_shifts_are_the_same() -> None:
    rows = [*people(), *shifts(FIRST_DAY, LAST_DAY)]
    assert fingerprint(rows) == PINNED["people"]


def test_the_catalogue_is_the_same() -> None:
    assert fingerprint([catalogue()]) == PINNED["catalogue"]


def test_the_registry_is_the_same(registry: Registry) -> None:
    assert fingerprint([registry]) == PINNED["registry"]


def test_the_past_is_the_same(past: Past) -> None:
    assert fingerprint(past.cases) == PINNED["past"]


def test_another_seed_tells_another_past(registry: Registry, past: Past) -> None:
    other = build_past(registry, seed=8)
    assert len(other.cases) == len(past.cases)
    assert set(other.story) == set(past.story)
    assert other.cases[0] != past.cases[0]


def test_the_company_is_made_without_the_framework() -> None:
    code = (
        "import sys, fullcircle.demo.past, fullcircle.demo.cast, fullcircle.demo.town;"
        "sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
