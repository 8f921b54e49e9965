"""One box for phone, name, street, unit and case number; and the list of everyone."""

import pytest
from django.test import Client

from tests.factories.company import Company, a_customer, a_request
from tests.web.cards.desk import BUDGET, a_town, at_most, sit_down


def found(desk: Client, text: str) -> str:
    return desk.get("/find", {"q": text}).content.decode()


@pytest.mark.parametrize("typed", ["smith maple", "120 map", "mary", "Map Smi"])
def test_words_find_by_their_beginnings(desk: Client, company: Company, typed: str) -> None:
    a_customer("Joan Birch", "Birch Lane", "44")
    page = found(desk, typed)
    assert "Mary Smith" in page
    assert "Joan Birch" not in page


def test_part_of_a_phone_number_is_enough(desk: Client, company: Company) -> None:
    assert "Mary Smith" in found(desk, company.contact.phone[-7:-3])
    assert "Mary Smith" in found(
        desk, f"({company.contact.phone[2:5]}) {company.contact.phone[5:]}"
    )


def test_a_long_house_number_is_found_too(desk: Client, company: Company) -> None:
    a_customer("Far Out", "Mill Road", "10450")
    assert "Far Out" in found(desk, "10450")


def test_a_unit_is_found(desk: Client, company: Company) -> None:
    company.location.unit = "4B"
    company.location.save()
    assert "Mary Smith" in found(desk, "unit 4b")
    assert "Mary Smith" in found(desk, "#4b maple")


def test_a_case_number_opens_its_case(desk: Client, company: Company) -> None:
    number = a_request(company).case.number
    answer = desk.get("/find", {"q": number.lower()})
    assert answer.headers["Location"] == f"/case/{number}"


def test_nobody_found_says_what_to_do(desk: Client, company: Company) -> None:
    page = found(desk, "zzzz")
    assert "Nobody fits" in page
    assert "/calls/new" in page


def test_results_come_as_a_part_while_one_types(desk: Client, company: Company) -> None:
    part = desk.get("/find", {"q": "mary"}, headers={"HX-Request": "true"}).content.decode()
    assert "Mary Smith" in part
    assert "<html" not in part


def test_finding_among_fifteen_hundred_stays_within_budget(desk: Client, company: Company) -> None:
    a_town(1_500)
    assert "Family 00777" in found(desk, "family 00777")
    with at_most(BUDGET):
        found(desk, "smith maple")
    with at_most(BUDGET):
        found(desk, "5550777")


def test_more_than_twelve_hits_ask_for_one_more_word(desk: Client, company: Company) -> None:
    a_town(40)
    assert "The first twelve" in found(desk, "family")


@pytest.mark.parametrize("rows", [50, 500])
def test_the_list_of_customers_is_paged_and_cheap(
    desk: Client, company: Company, rows: int
) -> None:
    a_town(rows)
    first = desk.get("/customers").content.decode()
    assert "Family 00024" in first
    assert "Family 00025" not in first
    with at_most(BUDGET):
        second = desk.get("/customers", {"after": "Family 00024~0"}).content.decode()
    assert "Family 00025" in second


def test_a_technician_does_not_search_customers(company: Company) -> None:
    assert sit_down(company.technician).get("/find?q=mary").status_code == 403


def test_nobody_signed_in_finds_nothing(client: Client, db: None) -> None:
    assert client.get("/find?q=mary").status_code == 302
