"""The graph of a log: words, picture, table and files say the same; hostile names do nothing."""

import json
import re

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fullcircle.insight.graph.picture import Arrow, Node, Picture
from fullcircle.insight.models import LogImport
from fullcircle.web.graph import asked, drawing
from fullcircle.web.graph.words import letters
from tests.web.graph.dropping import HOSTILE, dropped, file_of, page, studied

pytestmark = pytest.mark.django_db


def _feed(shown: str) -> dict[str, list[dict[str, object]]]:
    found = re.search(r'<script id="graph-feed" type="application/json">(.*?)</script>', shown)
    assert found
    return json.loads(found[1])  # type: ignore[no-any-return]  # what json_script wrote


def test_words_picture_and_table_say_the_same(visitor: Client) -> None:
    shown = page(visitor, studied(visitor))
    feed = _feed(shown)
    assert {party["n"] for party in feed["parties"]} == {"Ann Lee", "Sue Day", "Tom Fox"}
    assert sum(int(str(arrow["h"])) for arrow in feed["arrows"]) == 4
    assert "4 hand-overs, 3 parties" in shown
    assert "1 time work came straight back" in shown
    assert shown.count('class="graph-pair"') == 3


def test_an_arrow_opens_its_rows_with_and_without_script(visitor: Client) -> None:
    studied(visitor)
    at = reverse("graph-open", args=[LogImport.objects.get().pk])
    query = {"from": "Ann Lee", "to": "Sue Day"}
    whole = page(visitor, at, **query)
    assert "<html" in whole
    assert "take call" in whole
    part = visitor.get(at, query, headers={"HX-Request": "true"}).content.decode()
    assert '<div id="panel"' in part
    assert "<html" not in part
    assert "taken after 1 h" in part


def test_a_party_opens_with_whom_it_serves_and_what_hangs_on_it(visitor: Client) -> None:
    studied(visitor)
    at = reverse("graph-open", args=[LogImport.objects.get().pk])
    shown = page(visitor, at, party="Sue Day")
    assert "Whom it serves" in shown
    assert "Nobody else hands anything to" in shown
    assert visitor.get(at, {"party": "Nobody"}).status_code == 404
    assert visitor.get(at, {"from": "Tom Fox", "to": "Ann Lee"}).status_code == 404


def test_somebody_is_found_by_a_part_of_the_name(visitor: Client) -> None:
    shown = page(visitor, studied(visitor), who="tom")
    assert "What Tom Fox gives and receives" in shown
    assert shown.count('class="graph-pair"') == 1


def test_names_that_are_code_stay_names(visitor: Client) -> None:
    at = studied(visitor, HOSTILE)
    number = LogImport.objects.get().pk
    opened = reverse("graph-open", args=[number])
    for shown in (
        page(visitor, at),
        page(visitor, at, who="<script>"),
        page(visitor, opened, party="<script>alert(1)</script>"),
    ):
        assert "<script>alert" not in shown
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    for name in ("graph-arrows", "graph-rows"):
        query = {"from": "=cmd|' /C calc'!A0", "to": "Sue Day"}
        table = file_of(visitor, reverse(name, args=[number]), **query)
        assert "\n=cmd" not in table
        assert ",=cmd" not in table


def test_what_could_not_be_used_is_a_file(visitor: Client) -> None:
    studied(visitor)
    table = file_of(visitor, reverse("graph-aside", args=[LogImport.objects.get().pk]))
    assert "not a time" in table


def test_the_table_is_sorted_and_paged_by_links() -> None:
    picture = many_arrows(60)
    first = drawing.table(picture, asked.read(QueryDict("least=1"), picture))
    assert (first.total, len(first.rows), first.later) == (60, 25, 1)
    last = drawing.table(picture, asked.read(QueryDict("least=1&page=2"), picture))
    assert (last.first, last.last, last.later) == (51, 60, None)
    beyond = drawing.table(picture, asked.read(QueryDict("least=1&page=999999"), picture))
    assert beyond.rows == last.rows
    slow = drawing.table(picture, asked.read(QueryDict("least=1&order=wait"), picture))
    assert slow.rows[0].supplier.key == "p59"


def test_about_forty_arrows_show_at_first() -> None:
    for size in (5, 60, 400):
        picture = many_arrows(size)
        shown = picture.at_least(asked.default_least(picture))
        assert 0 < len(shown) <= 60, size


def test_nonsense_in_the_address_shows_the_picture_as_it_is() -> None:
    picture = many_arrows(20)
    plain = asked.read(QueryDict(""), picture)
    odd = QueryDict("least=-4&measure=salary&order=rank&page=x&who=%00")
    assert asked.read(odd, picture) == plain


def test_a_large_graph_is_cut_to_what_can_be_drawn_and_the_table_is_not() -> None:
    picture = many_arrows(5_000)
    feed = drawing.feed(picture, asked.read(QueryDict(""), picture))
    assert (len(feed["arrows"]), feed["all"]) == (4_000, 5_000)
    assert drawing.table(picture, asked.read(QueryDict("least=1"), picture)).total == 5_000


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Joe Rivera", "JR"), ("Resource21", "R21"), ("10862", "10862"), ("P-1a2b", "P1"), ("?", "?")],
)
def test_circles_hold_letters_that_tell_apart(name: str, shown: str) -> None:
    assert letters(name) == shown


def test_queries_do_not_grow_with_the_log(visitor: Client) -> None:
    small = studied(visitor)
    rows = [
        f"{case},step {step},person {(case * 7 + step) % 90},2026-03-{1 + case % 28:02}T{step:02}:00:00Z"
        for case in range(120)
        for step in range(6)
    ]
    large = studied(visitor, "ticket,step,who,done_at\n" + "\n".join(rows), name="large.csv")
    numbers = []
    for at in (small, large):
        with CaptureQueriesContext(connection) as counted:
            page(visitor, at)
        numbers.append(len(counted))
    assert numbers[0] == numbers[1] <= 4


def test_the_list_of_logs_takes_the_same_queries_for_many(visitor: Client) -> None:
    numbers = []
    for _more in range(2):
        for _log in range(3):
            dropped(visitor)
        with CaptureQueriesContext(connection) as counted:
            page(visitor, reverse("graph-drop"))
        numbers.append(len(counted))
    assert numbers[0] == numbers[1] <= 4


def many_arrows(size: int) -> Picture:
    """A chain of so many arrows, the first the strongest, the last the slowest."""
    nodes = tuple(
        Node(key=f"p{i}", name=f"Person {i}", given=1, received=1) for i in range(size + 1)
    )
    arrows = tuple(
        Arrow(f"p{i}", f"p{i + 1}", dealings=size - i, cases=1, wait_mean_s=60.0 * i)
        for i in range(size)
    )
    total = sum(arrow.dealings for arrow in arrows)
    return Picture(nodes, arrows, total, 1, 0.0, None, None)
