"""The card of a customer: what is known stands there, and reading it stays cheap."""

from datetime import timedelta

import pytest
from django.test import Client

from fullcircle.foundation import clock
from fullcircle.handoffs.models import Return
from fullcircle.operations.billing.actions import open_review, post
from fullcircle.registry.customers import actions as registry
from fullcircle.registry.customers.models import Contact, CustomerFlag, PersonalNote
from tests.factories.company import Company, a_closed_out_visit, a_dispatched_visit, a_promised_job
from tests.web.cards.desk import BUDGET, a_past, at_most, sit_down


def card(desk: Client, company: Company) -> str:
    answer = desk.get(f"/customer/{company.customer.pk}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_history_speaks_with_season_and_technician(desk: Client, company: Company) -> None:
    a_past(company, 1, days_ago=85)
    assert "Joe did a demand call this spring for a bad thermocouple" in card(desk, company)


def test_a_closed_out_visit_is_in_the_history_at_once_and_marked(
    desk: Client, company: Company
) -> None:
    a_closed_out_visit(company)
    page = card(desk, company)
    assert "earlier today" in page
    assert "not checked yet" in page


def test_a_posted_visit_is_checked(desk: Client, company: Company) -> None:
    close_out = a_closed_out_visit(company)
    review = open_review(by=company.by_bookkeeper, visit=close_out.visit)
    post(by=company.by_bookkeeper, review=review, version=review.version)
    page = card(desk, company)
    assert "checked" in page
    assert "not checked yet" not in page


def test_open_cases_say_who_has_them_and_what_was_promised(desk: Client, company: Company) -> None:
    a_dispatched_visit(company)
    page = card(desk, company)
    assert "Joe has it since 09:02" in page
    assert "promised:" in page
    assert "today 10:02 to 12:02" in page


def test_contacts_show_channel_hours_and_who_stands_in(desk: Client, company: Company) -> None:
    son = Contact.objects.create(customer=company.customer, name="Peter Smith", language="es")
    Contact.objects.filter(pk=company.contact.pk).update(
        substitute=son, preferred_channel="text", preferred_hours="after 5 pm"
    )
    page = card(desk, company)
    assert "prefers a text" in page
    assert "after 5 pm" in page
    assert "stands in:" in page
    assert 'href="tel:+1202555' in page


def test_flags_are_loud(desk: Client, company: Company) -> None:
    CustomerFlag.objects.create(
        customer=company.customer,
        kind="credit_hold",
        text="two invoices open",
        raised_at=clock.now(),
        raised_by="person:1",
    )
    page = card(desk, company)
    assert "credit hold" in page
    assert "two invoices open" in page


def test_the_balance_is_for_those_who_see_money(desk: Client, company: Company) -> None:
    registry.note_balance(by=company.by_bookkeeper, customer=company.customer, balance_minor=48_210)
    assert "$482.10" in card(desk, company)
    assert "$482.10" not in card(sit_down(company.dispatcher), company)


def test_codes_are_named_and_never_shown(desk: Client, company: Company) -> None:
    registry.seal_code(
        by=company.by_dispatcher, location=company.location, label="Side gate", code="4711"
    )
    page = card(desk, company)
    assert "Side gate" in page
    assert "4711" not in page


def test_a_recent_job_asks_whether_it_is_a_callback(desk: Client, company: Company) -> None:
    a_past(company, 1, days_ago=9)
    assert "Is it about this?" in card(desk, company)


def test_an_old_job_asks_nothing(desk: Client, company: Company) -> None:
    a_past(company, 1, days_ago=31)
    assert "Is it about this?" not in card(desk, company)


def test_a_touch_is_added_in_one_field_and_removed_again(desk: Client, company: Company) -> None:
    address = f"/customer/{company.customer.pk}"
    desk.post(f"{address}/touches", {"text": "a little dog named Fluffy"})
    note = PersonalNote.objects.get()
    assert "Fluffy" in card(desk, company)
    desk.post(f"{address}/touches/{note.pk}/remove")
    assert "Fluffy" not in card(desk, company)


def test_an_empty_touch_is_refused_in_words(desk: Client, company: Company) -> None:
    answer = desk.post(
        f"/customer/{company.customer.pk}/touches", {"text": " "}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 422
    assert "in a few words" in answer.content.decode()


def test_what_happened_here_goes_to_the_bookkeeper(desk: Client, company: Company) -> None:
    close_out = a_closed_out_visit(company)
    review = open_review(by=company.by_bookkeeper, visit=close_out.visit)
    post(by=company.by_bookkeeper, review=review, version=review.version)
    record = company.customer.records.get()
    desk.post(f"/record/{record.pk}/ask")
    assert Return.objects.get().asked_to == company.bookkeeper


def test_a_line_not_checked_yet_cannot_be_asked_about(desk: Client, company: Company) -> None:
    a_closed_out_visit(company)
    record = company.customer.records.get()
    answer = desk.post(f"/record/{record.pk}/ask", headers={"HX-Request": "true"})
    assert "Not checked by the books yet" in answer.content.decode()
    assert not Return.objects.exists()


@pytest.mark.parametrize("rows", [50, 500])
def test_the_card_keeps_its_budget(desk: Client, company: Company, rows: int) -> None:
    a_promised_job(company)
    a_past(company, rows, days_ago=0)
    card(desk, company)
    with at_most(BUDGET):
        card(desk, company)


def test_the_history_goes_further_back_page_by_page(desk: Client, company: Company) -> None:
    a_past(company, 60, days_ago=0)
    page = card(desk, company)
    assert "note 24" in page
    assert "note 25" not in page
    last = company.customer.records.get(notes="note 24")
    further = desk.get(
        f"/customer/{company.customer.pk}/history",
        {"before": f"{last.done_at.isoformat()}~{last.pk}"},
    ).content.decode()
    assert "note 25" in further
    assert "note 24" not in further


def test_a_customer_nobody_knows_is_not_there(desk: Client, company: Company) -> None:
    assert desk.get("/customer/987654").status_code == 404
    assert desk.get(f"/customer/{company.customer.pk}?at=987654").status_code == 404


def test_a_technician_does_not_browse_customers(company: Company) -> None:
    phone = sit_down(company.technician)
    assert phone.get(f"/customer/{company.customer.pk}").status_code == 403


def test_the_bookkeeper_reads_the_card_without_the_button(company: Company) -> None:
    page = card(sit_down(company.bookkeeper), company)
    assert "Take a call" not in page


def test_a_part_of_the_equipment_hangs_below_it(desk: Client, company: Company) -> None:
    company.location.equipment.create(
        parent=company.equipment, kind="thermostat", make="Nordwind", model="T2"
    )
    page = card(desk, company)
    assert page.index("Nordwind NW-36 condenser") < page.index("Nordwind T2 thermostat")


def test_an_agreement_in_force_is_named_with_its_end(desk: Client, company: Company) -> None:
    today = clock.now().date()
    company.customer.agreements.create(
        name="Comfort plan", starts_on=today, ends_on=today + timedelta(days=300)
    )
    assert "Comfort plan" in card(desk, company)
