"""The list of what I closed, and how often the database is asked."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fullcircle.foundation import clock
from fullcircle.operations.dispatch.actions import dispatch_visit
from fullcircle.operations.fieldwork.actions import arrive, close_out, set_out
from tests.factories.company import TUESDAY, a_dispatched_visit, a_report, an_arrived_visit
from tests.web.technician.seat import (
    a_plate_item,
    a_sent_back_visit,
    a_stop_elsewhere,
    sit_down,
)

MOST = 8


def queries(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("visits", [5, 50])
def test_the_day_costs_the_same_for_five_and_for_fifty_visits(company, phone, visits):
    for number in range(visits):
        a_stop_elsewhere(company, number, minutes=11 * number + 5)
    assert queries(phone, "/day/") <= MOST


def test_the_day_with_items_that_came_back_keeps_its_budget(company, phone):
    a_plate_item(company)
    a_sent_back_visit(company, phone, "pressure", "118 or 181?")
    assert queries(phone, "/day/") <= MOST


def test_the_briefing_keeps_its_budget(company, phone):
    visit = a_dispatched_visit(company)
    assert queries(phone, f"/day/visit/{visit.pk}") <= MOST


def test_the_close_out_page_keeps_its_budget(company, phone):
    visit = an_arrived_visit(company)
    assert queries(phone, f"/day/visit/{visit.pk}/close-out") <= MOST


def closed_visits(company, count):
    for number in range(count):
        with clock.standing_at(TUESDAY + timedelta(minutes=11 * number)):
            visit = a_stop_elsewhere(company, number, minutes=1)
            dispatch_visit(by=company.by_dispatcher, visit=visit, version=visit.version)
            visit.refresh_from_db()
            set_out(by=company.by_technician, visit=visit)
            arrive(by=company.by_technician, visit=visit)
            close_out(by=company.by_technician, visit=visit, report=a_report(company))


def test_what_i_closed_comes_in_pages_of_25_without_gap_or_repeat(company, phone):
    closed_visits(company, 27)
    with clock.standing_at(TUESDAY + timedelta(hours=6)):
        first = phone.get("/day/closed")
        rows = first.context["rows"]
        assert len(rows) == 25
        second = phone.get("/day/closed", {"behind": first.context["behind"]})
        rest = second.context["rows"]
        assert len(rest) == 2
        streets = [row["card"].street for row in [*rows, *rest]]
        assert streets == [f"{number} Birch" for number in reversed(range(27))]
        assert queries(phone, "/day/closed") <= MOST


def test_what_came_back_stands_beside_what_i_closed(company, phone):
    a_plate_item(company)
    a_sent_back_visit(company, phone, "pressure", "118 or 181?")
    page = phone.get("/day/closed").content.decode()
    assert "118 or 181?" in page
    assert "sent back" in page


def test_nothing_closed_yet_says_so_and_a_foreign_list_is_not_shown(company, phone):
    a_plate_item(company)
    a_sent_back_visit(company, phone, "pressure", "118 or 181?")
    page = sit_down(company.other_technician).get("/day/closed").content.decode()
    assert "Nothing closed out yet" in page
    assert "118 or 181?" not in page


def test_a_broken_page_mark_is_not_found(company, phone):
    assert phone.get("/day/closed?behind=yesterday~x").status_code == 404
