"""The demo company, built: people, places, two years of cases, and the Tuesday up to 09:01."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db import transaction

from fullcircle.demo.cast import Registry, build_registry
from fullcircle.demo.cast.people import ZONE
from fullcircle.demo.past import CardVersion, Case, build_past
from fullcircle.demo.town import build_town
from fullcircle.demo.tuesday.scenes import tell_until_nine
from fullcircle.demo.tuesday.stage import Stage
from fullcircle.demo.writing import history, offer, pictures, places, staff, terms
from fullcircle.demo.writing.index import Index, without_collecting
from fullcircle.demo.writing.words import write_words
from fullcircle.foundation import audit, clock
from fullcircle.foundation.models import AuditEntry
from fullcircle.registry.people.actor import worker

SEED = 7
TUESDAY = datetime(2026, 7, 14, tzinfo=ZONE)
OPENS_AT = TUESDAY.replace(hour=9, minute=1).astimezone(UTC)
DAY_IS_OVER = TUESDAY.replace(hour=22).astimezone(UTC)
SUBJECT = "demo:company"
_SOURCES = ("demo", "handoffs/shipped.py", "operations", "registry")
_BUILT_FROM = {".py", ".json"}


@without_collecting()
def build_company(*, cases: int | None = None) -> Index:
    """Write the whole company into an empty database. `cases`: only so many of the past (tests)."""
    index = Index()
    by = worker("demo")
    registry = build_registry(build_town(SEED), SEED)
    past = build_past(registry, SEED)
    told = past.cases if cases is None else newest(past.cases, set(past.story.values()), cases)
    lay_out(index, registry, past.cards)
    with clock.standing_at(OPENS_AT):
        photos = pictures.keep_plates(by.ref)
        history.write_history(index, told, photos)
        write_words(index, told, SEED)
    tell_until_nine(Stage())
    clock.set_company_time(OPENS_AT)
    audit.record(by=by.ref, verb="build", subject=SUBJECT, after=fingerprint())
    return index


def lay_out(index: Index, registry: Registry, cards: tuple[CardVersion, ...]) -> None:
    """The company before its first case: people, catalogue, customers, cards, targets."""
    by = worker("demo")
    with transaction.atomic(), clock.standing_at(terms.BEFORE_THE_PAST):
        staff.write_people(index, now=terms.BEFORE_THE_PAST)
        staff.write_presence(index, today=TUESDAY.date())
        offer.write_catalogue(index)
        places.write_registry(index, registry, by=by)
        terms.write_terms(index, cards, by=by)


def newest(cases: Iterable[Case], story: set[str], most: int) -> tuple[Case, ...]:
    """The last cases, with those the Tuesday speaks of and the ones that they return to."""
    rows = list(cases)
    kept = {one.number for one in rows[-most:]} | story
    while True:
        behind = {one.callback_of for one in rows if one.number in kept and one.callback_of}
        if behind <= kept:
            return tuple(one for one in rows if one.number in kept)
        kept |= behind


def is_up_to_date() -> bool:
    """Whether the company is the one this code would build, and its Tuesday is not over."""
    newest_entry = AuditEntry.objects.filter(subject=SUBJECT).order_by("-id").first()
    if newest_entry is None or newest_entry.after != fingerprint():
        return False
    return clock.now() < DAY_IS_OVER + timedelta(minutes=1)


def fingerprint() -> str:
    """Changes with the seed, the data and the code that the rows come from."""
    package = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256(f"seed {SEED}".encode())
    for name in _SOURCES:
        place = package / name
        found = [place] if place.is_file() else sorted(place.rglob("*"))
        for path in found:
            if path.suffix in _BUILT_FROM and path.is_file():
                digest.update(str(path.relative_to(package)).encode() + path.read_bytes())
    return digest.hexdigest()[:40]
