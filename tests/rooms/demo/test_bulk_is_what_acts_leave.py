"""Twenty cases of the past are played through the actions; every row is what bulk writing gives."""

from typing import Any

import pytest
from django.db import transaction

from fullcircle.demo import past as tale
from fullcircle.demo.build import SEED, lay_out
from fullcircle.demo.cast import Registry, build_registry
from fullcircle.demo.past import Past, build_past
from fullcircle.demo.town import build_town
from fullcircle.demo.writing.history import write_chunk
from fullcircle.demo.writing.index import Index
from fullcircle.demo.writing.pictures import keep_plates
from fullcircle.foundation.models import StoredFile
from fullcircle.handoffs.models import Case
from tests.rooms.demo.choosing import can_be_told
from tests.rooms.demo.rows import rows_of
from tests.rooms.demo.told_by_acts import Telling

pytestmark = pytest.mark.django_db
CASES = 20
type Rows = list[dict[str, Any]]


class _BackToBefore(Exception):
    """Ends a savepoint without keeping anything."""


@pytest.fixture(scope="module")
def company() -> tuple[Registry, Past]:
    registry = build_registry(build_town(SEED), SEED)
    return registry, build_past(registry, SEED)


@pytest.fixture
def index(company: tuple[Registry, Past], db: None) -> Index:
    found = Index()
    lay_out(found, company[0], company[1].cards)
    return found


def chosen(told: Past, index: Index) -> list[tale.Case]:
    """Cases with something sent back, mended or disputed first, then others, of all trades."""
    fitting = [one for one in told.cases if can_be_told(one, index)]
    touched = [one for one in fitting if any(handed.returns for handed in one.handoffs)]
    plain = [one for one in fitting if not any(handed.returns for handed in one.handoffs)]
    step, other = len(touched) // 13, len(plain) // 7
    return [*touched[::step][:13], *plain[::other][:7]]


def test_every_row_of_twenty_cases_is_the_same(
    company: tuple[Registry, Past], index: Index
) -> None:
    photos = keep_plates("worker:demo")
    different: list[str] = []
    cases = chosen(company[1], index)
    assert len(cases) == CASES
    for told in cases:
        bulk, acts = _in_bulk(index, told, photos), _by_acts(index, told, photos[0])
        for name in bulk:
            found = _differences(bulk[name], acts[name])
            different += [f"{told.number} {told.trade} {name} {line}" for line in found]
    assert not different, "\n".join(different)


def _in_bulk(index: Index, told: tale.Case, photos: list[StoredFile]) -> dict[str, Rows]:
    rows: dict[str, Rows] = {}
    try:
        with transaction.atomic():
            threads = write_chunk(index, [told], photos, {})
            rows = rows_of(Case.objects.get(pk=threads[0].case.pk))
            raise _BackToBefore
    except _BackToBefore:
        return rows


def _by_acts(index: Index, told: tale.Case, photo: StoredFile) -> dict[str, Rows]:
    rows: dict[str, Rows] = {}
    try:
        with transaction.atomic():
            telling = Telling(index, told, photo)
            telling.play()
            rows = rows_of(Case.objects.get(pk=telling.request.case_id))
            raise _BackToBefore
    except _BackToBefore:
        return rows


def _differences(bulk: Rows, acts: Rows) -> list[str]:
    if len(bulk) != len(acts):
        return [f"{len(bulk)} rows in bulk, {len(acts)} by acts"]
    return [
        f"{place}.{key}: bulk {_short(one[key], two[key])}, acts {_short(two[key], one[key])}"
        for place, (one, two) in enumerate(zip(bulk, acts, strict=True))
        for key in one
        if one[key] != two[key]
    ]


def _short(value: object, other: object) -> object:
    """Of two lists only what the other does not have."""
    if isinstance(value, list) and isinstance(other, list):
        return [one for one in value if one not in other]
    return value
