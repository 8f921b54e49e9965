"""The agent's work: the box, what came back, the calls of today, what is not confirmed."""

import pytest
from django.test import Client

from fullcircle.handoffs.actions import ask_about
from fullcircle.handoffs.models import Handoff, Return
from fullcircle.handoffs.states import HandoffState, LinkKey
from fullcircle.operations.fieldwork.states import Signed
from fullcircle.operations.servicedesk.models import Request
from fullcircle.registry.customers.models import Contact, Customer
from tests.factories.company import Company, a_closed_out_visit, a_customer, a_request
from tests.web.agent.many import many_requests
from tests.web.cards.desk import BUDGET, at_most, sit_down


def asked_back(company: Company, item_key: str = "access", question: str = "Which door?") -> Return:
    asked = a_request(company)
    assert asked.handoff is not None
    return ask_about(
        by=company.by_dispatcher, handoff=asked.handoff, item_key=item_key, question=question
    )


def test_enter_with_one_hit_opens_the_callers_card(desk: Client, company: Company) -> None:
    answer = desk.get("/calls/", {"q": "smith maple"})
    wanted = f"/calls/at/{company.location.pk}?contact={company.contact.pk}"
    assert answer.headers["Location"] == wanted


def test_several_hits_are_offered(desk: Client, company: Company) -> None:
    a_customer("Joan Smith", "Maple Street", "214")
    page = desk.get("/calls/", {"q": "smith"}).content.decode()
    assert "Mary Smith" in page
    assert "Joan Smith" in page


def test_the_phone_system_opens_the_card_by_number(desk: Client, company: Company) -> None:
    answer = desk.get(f"/calls/phone/{company.contact.phone}")
    assert answer.headers["Location"].startswith(f"/calls/at/{company.location.pk}")


def test_a_number_with_two_places_asks_which(desk: Client, company: Company) -> None:
    company.customer.locations.create(kind="home", spoken="9 Lake", street="Lake", zone="UTC")
    page = desk.get(f"/calls/phone/{company.contact.phone}").content.decode()
    assert "Which place is it about?" in page
    assert "9 Lake" in page


def test_an_unknown_number_opens_the_form_with_the_number(desk: Client, company: Company) -> None:
    answer = desk.get("/calls/phone/3035550199")
    assert answer.headers["Location"] == "/calls/new?phone=%2B13035550199"
    assert "(303) 555-0199" in desk.get(answer.headers["Location"]).content.decode()


NEWCOMER = {
    "name": "Rosa Diaz",
    "phone": "303 555 0199",
    "house_number": "9",
    "street": "Willow Street",
    "town": "Alder Falls",
}


def test_a_newcomer_is_entered_in_one_form_and_the_call_goes_on(
    desk: Client, company: Company
) -> None:
    answer = desk.post("/calls/new", NEWCOMER)
    rosa = Customer.objects.get(name="Rosa Diaz")
    assert answer.headers["Location"] == f"/calls/at/{rosa.locations.get().pk}"
    assert rosa.contacts.get().phone == "+13035550199"
    assert rosa.locations.get().spoken == "9 Willow"


@pytest.mark.parametrize(
    "same", [{"phone": ""}, {"house_number": "9", "street": "Elsewhere", "phone": "known"}]
)
def test_the_same_address_or_number_warns_first(
    desk: Client, company: Company, same: dict[str, str]
) -> None:
    typed = NEWCOMER | {"house_number": "120", "street": "maple street"} | same
    typed["phone"] = company.contact.phone if typed["phone"] == "known" else typed["phone"]
    answer = desk.post("/calls/new", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Mary Smith, 120 Maple" in page
    assert 'value="Rosa Diaz"' in page
    assert not Customer.objects.filter(name="Rosa Diaz").exists()


def test_somebody_else_at_the_same_address_is_entered_after_all(
    desk: Client, company: Company
) -> None:
    typed = NEWCOMER | {"house_number": "120", "street": "Maple Street", "somebody_else": "yes"}
    assert desk.post("/calls/new", typed).status_code == 302
    assert Customer.objects.filter(name="Rosa Diaz").exists()


def test_a_company_is_reached_through_a_human(desk: Client, company: Company) -> None:
    desk.post("/calls/new", NEWCOMER | {"company": "Diaz Bakery"})
    bakery = Customer.objects.get(name="Diaz Bakery")
    assert bakery.kind == "organisation"
    assert bakery.contacts.get().name == "Rosa Diaz"


def test_a_newcomer_without_a_name_is_refused_with_everything_kept(
    desk: Client, company: Company
) -> None:
    answer = desk.post("/calls/new", NEWCOMER | {"name": ""})
    assert answer.status_code == 422
    assert "Willow Street" in answer.content.decode()
    assert Contact.objects.count() == 1


def test_what_came_back_stands_on_my_page(desk: Client, company: Company) -> None:
    asked_back(company)
    page = desk.get("/calls/").content.decode()
    assert "1 came back to you" in page
    assert "Which door?" in page
    assert f'data-live="person-{company.agent.pk}"' in page


def test_the_answer_goes_into_the_field(desk: Client, company: Company) -> None:
    returned = asked_back(company)
    form = desk.get(f"/calls/sent-back/{returned.pk}").content.decode()
    assert "gate on the left" in form
    version = Request.objects.get().version
    desk.post(
        f"/calls/sent-back/{returned.pk}", {"value": "the side door", "version": str(version)}
    )
    returned.refresh_from_db()
    assert Request.objects.get().access == "the side door"
    assert returned.answer == "the side door"
    assert returned.handoff.state == HandoffState.SEEN


def test_an_answer_in_place_gives_the_rest_of_the_list(desk: Client, company: Company) -> None:
    returned = asked_back(company)
    asked_back(company, "wish", "Before noon?")
    answer = desk.post(
        f"/calls/sent-back/{returned.pk}",
        {"value": "the side door", "version": "1"},
        headers={"HX-Request": "true"},
    )
    part = answer.content.decode()
    assert answer.status_code == 200
    assert "Before noon?" in part
    assert "Which door?" not in part


def test_a_kind_of_job_is_answered_by_choosing(desk: Client, company: Company) -> None:
    returned = asked_back(company, "job_type", "Is it not heating?")
    assert "<select" in desk.get(f"/calls/sent-back/{returned.pk}").content.decode()
    typed = {"value": str(company.job_type.pk), "version": str(Request.objects.get().version)}
    assert desk.post(f"/calls/sent-back/{returned.pk}", typed).status_code == 302
    returned.refresh_from_db()
    assert returned.answered_at is not None


def test_a_number_is_answered_as_it_is_dialled(desk: Client, company: Company) -> None:
    returned = asked_back(company, "callback_phone", "This number rings out.")
    address = f"/calls/sent-back/{returned.pk}"
    assert desk.post(address, {"value": "12", "version": "1"}).status_code == 422
    assert desk.post(address, {"value": "(202) 555-0177", "version": "1"}).status_code == 302
    assert Request.objects.get().callback_phone == "+12025550177"


def test_an_empty_answer_is_refused(desk: Client, company: Company) -> None:
    returned = asked_back(company)
    answer = desk.post(f"/calls/sent-back/{returned.pk}", {"value": " ", "version": "1"})
    assert answer.status_code == 422
    assert "the question is still open" in answer.content.decode()


def test_a_stale_answer_names_who_was_faster(desk: Client, company: Company) -> None:
    returned = asked_back(company)
    Request.objects.update(version=7, changed_by_name="Summer")
    answer = desk.post(
        f"/calls/sent-back/{returned.pk}",
        {"value": "the side door", "version": "1"},
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 409
    assert "Summer" in answer.content.decode()


def test_what_came_back_to_somebody_else_is_not_mine(company: Company) -> None:
    returned = asked_back(company)
    assert sit_down(company.manager).get(f"/calls/sent-back/{returned.pk}").status_code == 404


def unsigned(company: Company) -> Request:
    a_closed_out_visit(company, signed=Signed.NOBODY_THERE, signed_by_name="")
    return Request.objects.latest("pk")


def test_i_called_all_good_closes_the_circle_as_said(desk: Client, company: Company) -> None:
    asked = unsigned(company)
    assert "not yet confirmed" in desk.get("/calls/").content.decode()
    desk.post(f"/calls/confirm/{asked.pk}", {"words": "works fine"})
    asked.refresh_from_db()
    visit = Handoff.objects.get(link__key=LinkKey.VISIT)
    assert asked.circle == "confirmed"
    assert visit.known == "said"


def test_something_left_goes_back_with_the_callers_words(desk: Client, company: Company) -> None:
    asked = unsigned(company)
    desk.post(f"/calls/confirm/{asked.pk}", {"left": "1", "words": "it still hums"})
    asked.refresh_from_db()
    assert asked.circle == "disputed"
    assert Return.objects.get().question == "it still hums"


def test_something_left_without_words_is_not_noted(desk: Client, company: Company) -> None:
    asked = unsigned(company)
    answer = desk.post(f"/calls/confirm/{asked.pk}", {"left": "1"}, follow=True)
    assert "say what is left" in answer.content.decode()
    asked.refresh_from_db()
    assert asked.circle == "done"


def test_a_confirmed_call_is_confirmed_once(desk: Client, company: Company) -> None:
    asked = unsigned(company)
    desk.post(f"/calls/confirm/{asked.pk}", {})
    desk.post(f"/calls/confirm/{asked.pk}", {})
    assert asked.confirmations.count() == 1


@pytest.mark.parametrize("rows", [50, 500])
def test_the_page_keeps_its_budget(desk: Client, company: Company, rows: int) -> None:
    many_requests(company, rows)
    asked_back(company)
    desk.get("/calls/")
    with at_most(BUDGET):
        page = desk.get("/calls/").content.decode()
    assert "The next 25" in page


def test_the_list_of_the_unconfirmed_goes_on_behind_the_last(
    desk: Client, company: Company
) -> None:
    many_requests(company, 30)
    first = desk.get("/calls/").content.decode()
    assert "work 24" in first
    assert "work 25" not in first
    last = Request.objects.get(case__title="work 24")
    assert last.done_at is not None
    behind = f"{last.done_at.isoformat()}~{last.pk}"
    assert "work 25" in desk.get("/calls/", {"after": behind}).content.decode()
