"""A company with as many cases as asked for: the demo company, then copies of its past."""

from __future__ import annotations

from django.db import connection, transaction

from benchmarks import multiplying
from benchmarks.multiplying import Marks
from fullcircle.demo.build import OPENS_AT, SEED, lay_out
from fullcircle.demo.cast import build_registry
from fullcircle.demo.past import CASES, build_past
from fullcircle.demo.town import build_town
from fullcircle.demo.tuesday.scenes import tell_until_nine
from fullcircle.demo.tuesday.stage import Stage
from fullcircle.demo.writing import books, history, pictures
from fullcircle.demo.writing.index import Index, without_collecting
from fullcircle.demo.writing.words import write_words
from fullcircle.foundation import clock
from fullcircle.handoffs.models import Case
from fullcircle.registry.people.actor import worker


class Company:
    """Grows: `grow(to)` adds copies until there are at least that many cases."""

    def __init__(self) -> None:
        self._chunk: Marks = {}
        self._whole: Marks = {}
        self._copies = 0

    @property
    def cases(self) -> int:
        return Case.objects.count()

    @without_collecting()
    def found(self) -> None:
        """The demo company as it ships, on the Tuesday at 09:01, with an audit of its past."""
        index, by = Index(), worker("demo")
        registry = build_registry(build_town(SEED), SEED)
        past = build_past(registry, SEED)
        lay_out(index, registry, past.cards)
        known: dict[str, int] = {}
        with clock.standing_at(OPENS_AT), transaction.atomic():
            photos = pictures.keep_plates(by.ref)
            cases = books.number_invoices(index, past.cases)
            for start in range(0, len(cases), history.CHUNK):
                chunk = cases[start : start + history.CHUNK]
                history.write_chunk(index, chunk, photos, known)
                self._chunk = self._chunk or multiplying.marks()
            history.write_balances()
            history.set_counters()
            write_words(index, cases, SEED)
            multiplying.audit_of_the_past()
        self._whole = multiplying.marks()
        tell_until_nine(Stage())
        clock.set_company_time(OPENS_AT)

    def grow(self, to: int) -> None:
        """Whole copies of 8,000 cases, then quarters of them."""
        missing = to - self.cases
        while missing > 0:
            whole = missing >= CASES
            self._copies += 1
            multiplying.copy(self._whole if whole else self._chunk, self._copies)
            missing -= CASES if whole else history.CHUNK
        self._settle()

    def _settle(self) -> None:
        # PostgreSQL keeps its statistics by itself, within minutes; SQLite is left as the programme
        # leaves it.
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
