"""As many queries for five hundred hand-offs as for fifty, whatever is asked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fullcircle.foundation import clock
from fullcircle.insight.reports.chain import chain_report
from fullcircle.insight.reports.definitions import definition
from fullcircle.insight.reports.favours import favours
from fullcircle.insight.reports.measures import Measure
from fullcircle.insight.reports.overview import overview
from fullcircle.insight.reports.report import Wanted, report
from fullcircle.insight.reports.report_rows import page_of, rows_behind
from fullcircle.insight.reports.satisfaction import satisfaction
from fullcircle.insight.reports.seats import seats_report
from fullcircle.insight.reports.spans import Span, months, span_of
from tests.factories.company import TUESDAY, ZONE, a_company
from tests.rooms.insight.reports.histories import a_mixed_history

pytestmark = pytest.mark.django_db


def everything() -> dict[str, int]:
    """What is asked -> how many queries it took."""
    at, found = clock.now(), {}
    span = span_of(Span.TWELVE, until=at, zone=ZONE)
    series = months(until=at, count=12, zone=ZONE)
    for measure in Measure:
        for by in definition(measure, at=at).splits:
            with CaptureQueriesContext(connection) as asked:
                report(Wanted(measure, by, Span.TWELVE), at=at, zone=ZONE)
            found[f"{measure} by {by}"] = len(asked)
        with CaptureQueriesContext(connection) as asked:
            page_of(*rows_behind(Wanted(measure, by, Span.TWELVE), at=at, zone=ZONE), None)
        found[f"{measure} rows"] = len(asked)
    for name, ask in (
        ("overview", lambda: overview(Span.THREE, at=at, zone=ZONE)),
        ("chain", lambda: chain_report(span, at=at)),
        ("favours", lambda: favours(span, at=at)),
        ("seats", lambda: seats_report(span, at=at)),
        ("satisfaction", lambda: satisfaction(span, series)),
    ):
        with CaptureQueriesContext(connection) as asked:
            ask()
        found[name] = len(asked)
    return found


def test_queries_do_not_grow_with_the_history():
    with clock.standing_at(TUESDAY):
        company = a_company()
        a_mixed_history(company, rows=50, seed=1)
        few = everything()
        a_mixed_history(company, rows=450, seed=2)
        many = everything()
    assert many == few
    assert max(count for name, count in many.items() if " by " in name) <= 3
    assert max(count for name, count in many.items() if name.endswith(" rows")) == 1
    assert many["overview"] <= 7
    assert many["chain"] <= 4
    assert many["favours"] <= 4
    assert many["seats"] <= 4
    assert many["satisfaction"] <= 6
