"""One request by its link: seen without an account, confirmed or disputed with one click."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from fullcircle.foundation import clock
from fullcircle.handoffs.models import Handoff, Return
from fullcircle.handoffs.states import HandoffState, LinkKey
from fullcircle.operations.servicedesk.actions import issue_status_link
from fullcircle.operations.servicedesk.models import Request, StatusLink
from fullcircle.operations.servicedesk.states import Circle
from fullcircle.registry.catalogue.models import Service
from fullcircle.registry.people.actor import worker
from tests.factories.company import (
    TUESDAY,
    Company,
    a_closed_out_visit,
    a_company,
    a_dispatched_visit,
    a_request,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def company() -> Iterator[Company]:
    with clock.standing_at(TUESDAY):
        yield a_company()


def link_of(request: Request) -> str:
    return f"/s/{issue_status_link(by=worker('tests'), request=request)}"


def done_without_a_word(company: Company) -> Request:
    written = a_closed_out_visit(company, signed="nobody_there", signed_by_name="")
    return written.visit.job.request


def test_the_page_says_where_the_request_stands(client: Client, company: Company) -> None:
    visit = a_dispatched_visit(company)
    page = client.get(link_of(visit.job.request)).content.decode()
    assert "Joe will come to you." in page
    assert "It is warm upstairs" in page
    assert company.contact.phone not in page


def test_opening_is_counted_and_changes_nothing_else(client: Client, company: Company) -> None:
    request = done_without_a_word(company)
    address = link_of(request)
    before = Request.objects.filter(pk=request.pk).values().get()
    for _ in range(3):
        assert client.get(address).status_code == 200
    assert Request.objects.filter(pk=request.pk).values().get() == before
    assert StatusLink.objects.latest("pk").opened_count == 3


def test_all_good_closes_the_circle_and_is_known_because_it_was_said(
    client: Client, company: Company
) -> None:
    request = done_without_a_word(company)
    address = link_of(request)
    assert client.post(f"{address}/all-good").status_code == 302
    request.refresh_from_db()
    assert request.circle == Circle.CONFIRMED
    visit = Handoff.objects.get(case=request.case, link__key=LinkKey.VISIT)
    assert (visit.state, visit.known) == (HandoffState.ACCEPTED, "said")
    assert "Thank you" in client.get(address).content.decode()


def test_something_left_goes_back_to_the_technician_with_the_words(
    client: Client, company: Company
) -> None:
    request = done_without_a_word(company)
    client.post(f"{link_of(request)}/something-left", {"words": "It hums again at night"})
    request.refresh_from_db()
    assert request.circle == Circle.DISPUTED
    question = Return.objects.unanswered().get()
    assert (question.asked_to, question.question) == (company.technician, "It hums again at night")


def test_something_left_without_words_is_asked_for_and_nothing_is_sent(
    client: Client, company: Company
) -> None:
    request = done_without_a_word(company)
    answer = client.post(f"{link_of(request)}/something-left", {"words": "  "})
    assert answer.status_code == 422
    request.refresh_from_db()
    assert request.circle == Circle.DONE


def test_nothing_can_be_confirmed_before_it_is_done(client: Client, company: Company) -> None:
    request = a_request(company)
    answer = client.post(f"{link_of(request)}/all-good")
    assert answer.status_code == 409
    request.refresh_from_db()
    assert request.circle == Circle.OPEN


@pytest.mark.parametrize("spoil", ["wrong", "expired", "revoked"])
def test_a_link_that_does_not_hold_looks_like_none(
    client: Client, company: Company, spoil: str
) -> None:
    address = link_of(a_request(company))
    at = clock.now()
    if spoil == "wrong":
        address = address[:-4] + "AAAA"
    elif spoil == "expired":
        StatusLink.objects.update(expires_at=at - timedelta(seconds=1))
    else:
        StatusLink.objects.update(revoked_at=at)
    assert client.get(address).status_code == 404
    assert client.post(f"{address}/all-good").status_code == 404


def test_the_page_of_a_link_is_kept_by_nobody(client: Client, company: Company) -> None:
    answer = client.get(link_of(a_request(company)))
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Robots-Tag"] == "noindex"


def test_words_of_ours_do_not_stand_on_the_customers_page(client: Client, company: Company) -> None:
    written = a_closed_out_visit(company, notes="Wife angry, be careful with the invoice")
    page = client.get(link_of(written.visit.job.request)).content.decode()
    assert "Wife angry" not in page


def test_the_catalogue_is_read_without_an_account(client: Client, company: Company) -> None:
    assert Service.objects.get().name in client.get("/services").content.decode()


def test_an_empty_catalogue_says_what_to_do(client: Client, db: None) -> None:
    assert "not published yet" in client.get("/services").content.decode()
