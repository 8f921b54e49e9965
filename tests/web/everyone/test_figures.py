"""Every number opens its rows; personal ones open for the person alone."""

import csv
import io
from urllib.parse import quote

import pytest
from django.test import Client

from fullcircle.foundation import clock
from fullcircle.handoffs.states import HandoffState
from tests.factories.company import Company
from tests.rooms.insight.rows_by_hand import a_handoff
from tests.web.cards.desk import BUDGET, at_most, sit_down

MINE = "/figures/closeout/right-first-time?whose=me&side=received"


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_page_shows_formula_n_and_what_was_left_out(company, bookkeeper):
    a_handoff(company)
    a_handoff(company, fixed_first_at=clock.now())
    a_handoff(company, state=HandoffState.SILENT)
    page = page_of(bookkeeper, MINE)
    assert "divided by those whose outcome is known" in page
    assert "n 2, few cases" in page
    assert "1 no word for too long" in page
    assert "If all silent ones were bad it would be 33 %, if all were good 67 %" in page


def test_each_row_says_how_it_counts(company, bookkeeper):
    a_handoff(company)
    a_handoff(company, returned_first_at=clock.now())
    a_handoff(company, state=HandoffState.SILENT)
    page = page_of(bookkeeper, MINE)
    for word in (">counts<", ">does not<", ">left out<"):
        assert page.count(f'clip"{word}') == 1
    assert page_of(bookkeeper, f"{MINE}&show=against").count('clip">does not<') == 1


@pytest.mark.parametrize(
    "measure", ["volume", "complete", "completeness", "wait", "fixed", "returns"]
)
def test_all_numbers_open_also_without_data(company, bookkeeper, measure):
    page = page_of(bookkeeper, f"/figures/closeout/{measure}?whose=me&side=received")
    assert "No hand-off here" in page


def test_a_number_of_another_person_has_no_address(company: Company, bookkeeper: Client):
    other = f"/figures/closeout/right-first-time?whose=person-{company.technician.pk}"
    assert bookkeeper.get(other).status_code == 404
    assert sit_down(company.manager).get(other).status_code == 404
    assert sit_down(company.technician).get(other).status_code == 404


def test_my_numbers_hold_nothing_of_my_colleague(company):
    a_handoff(company, giver=company.other_technician)
    page = page_of(sit_down(company.technician), "/figures/closeout/volume?whose=me&side=supplied")
    assert "No hand-off here" in page


def test_the_company_is_for_those_who_see_the_loop(company, bookkeeper):
    a_handoff(company)
    address = "/figures/closeout/right-first-time?whose=all"
    assert bookkeeper.get(address).status_code == 404
    assert "n 1" in page_of(sit_down(company.manager), address)


@pytest.mark.parametrize(
    "address",
    ["/figures/closeout/nonsense", "/figures/nonsense/volume", f"{MINE}&show=x", f"{MINE}&side=x"],
)
def test_what_is_no_figure_is_not_found(company, bookkeeper, address):
    page = address.replace("&side=received&side=x", "&side=x")
    assert bookkeeper.get(page).status_code == 404


def test_pages_of_25_hold_each_row_once(company, bookkeeper):
    made = {a_handoff(company).case.number for _ in range(60)}  # all given at the same instant
    seen: list[str] = []
    address = after = f"{MINE}&period=30"
    while after:
        answer = bookkeeper.get(address)
        seen += [row.case for row in answer.context["rows"]]
        after = answer.context["following"]
        address = f"{MINE}&period=30&after={quote(after)}"
    assert len(seen) == 60
    assert set(seen) == made


def test_the_file_holds_the_rows_and_no_formula(company, bookkeeper):
    row = a_handoff(company, later="")
    row.case.location.spoken = "=HYPERLINK(1)"
    row.case.location.save()
    answer = bookkeeper.get(MINE.replace("?", "/rows.csv?"))
    assert answer["Content-Type"].startswith("text/csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    head, line = list(csv.reader(io.StringIO(text)))
    assert dict(zip(head, line, strict=True))["place"] == "'=HYPERLINK(1)"
    assert dict(zip(head, line, strict=True))["counts as"] == "yes"


def test_the_file_of_the_company_is_for_those_who_see_the_loop(company, bookkeeper):
    assert bookkeeper.get("/figures/closeout/volume/rows.csv?whose=all").status_code == 404


@pytest.mark.parametrize("rows", [50, 500])
def test_a_number_asks_eight_questions_at_any_size(company, bookkeeper, rows):
    for place in range(rows // 5):
        a_handoff(company, minutes=place)
    page_of(bookkeeper, MINE)
    with at_most(BUDGET):
        page_of(bookkeeper, MINE)
