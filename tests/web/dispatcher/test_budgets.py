"""Queries and bytes do not grow with the day."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fullcircle.foundation import clock
from fullcircle.operations.dispatch import actions as dispatch
from fullcircle.web.dispatcher.board_feed import feed_of
from fullcircle.web.dispatcher.days import day_from
from tests.rooms.scheduling.working_day import WorkingDay, a_home, at
from tests.web.dispatcher.full_house import fill

FEED = "/board/feed?day=2026-07-14"


def queries_of(client: Client, address: str) -> int:
    client.get(address)  # templates are read from disk once
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_feed_of_50_technicians_and_600_visits_is_six_queries_and_150_kilobytes(
    day: WorkingDay, summer: Client
) -> None:
    fill(day, technicians=50, visits=600)
    with CaptureQueriesContext(connection) as asked:
        feed, _board = feed_of(day_from("2026-07-14"))
    assert len(asked) <= 6
    assert len(feed["visits"]) == 600
    answer = summer.get(FEED)
    assert len(answer.content) <= 150_000
    assert len(json.loads(answer.content)["people"]) == 52


@pytest.mark.parametrize("visits", [50, 500])
def test_the_list_asks_no_more_for_500_visits_than_for_50(
    day: WorkingDay, summer: Client, visits: int
) -> None:
    fill(day, technicians=visits // 10, visits=visits)
    assert queries_of(summer, "/board/list/?day=2026-07-14") <= 8
    assert queries_of(summer, FEED) <= 8
    assert queries_of(summer, "/board/trays") <= 8


def test_the_trays_and_the_inbox_do_not_ask_per_request(day: WorkingDay, summer: Client) -> None:
    for _number in range(3):
        day.call(a_home())
        day.job(a_home())
    few = [queries_of(summer, address) for address in ("/board/trays", "/inbox/")]
    for _number in range(12):
        day.call(a_home())
        day.job(a_home())
    many = [queries_of(summer, address) for address in ("/board/trays", "/inbox/")]
    assert many == few == [8, 8]


def test_the_panel_of_a_visit_is_nine_queries_and_its_parts_come_after_it(
    day: WorkingDay, summer: Client, htmx: dict[str, str]
) -> None:
    visit = day.assigned(at(10), day.joe)
    dispatch.dispatch_visit(by=day.summer, visit=visit, version=visit.version)
    with CaptureQueriesContext(connection) as asked:
        summer.get("/board/", {"visit": visit.pk}, headers=htmx)
    assert len(asked) <= 9


def test_the_list_walks_through_the_day_by_keyset_and_shows_each_visit_once(
    day: WorkingDay, summer: Client
) -> None:
    fill(day, technicians=8, visits=60)
    seen: list[int] = []
    address = "/board/list/?day=2026-07-14"
    for _page in range(3):
        answer = summer.get(address)
        seen += [row.visit.pk for row in answer.context["rows"]]
        after = answer.context["next"]
        address = f"/board/list/?{'day=2026-07-14'}&after={after.replace('+', '%2B')}"
    assert len(seen) == len(set(seen)) == 60
    assert after == ""


def test_the_day_of_the_page_is_kept_in_its_links(day: WorkingDay, summer: Client) -> None:
    day.assigned(at(10), day.joe)
    page = summer.get("/board/list/?day=2026-07-14").content.decode()
    href = page.split('class="cover" href="')[1].split('"')[0].replace("&amp;", "&")
    assert parse_qs(urlsplit(href).query)["day"] == ["2026-07-14"]
    assert clock.now() == at(9)
