"""From the close-out to an invoice that never changes."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from fullcircle.foundation import clock
from fullcircle.foundation.transactions import StaleEdit
from fullcircle.handoffs.models import Handoff
from fullcircle.handoffs.states import LinkKey
from fullcircle.operations.billing.actions import (
    fix_close_out,
    open_review,
    post,
    send_back,
    set_lines,
)
from fullcircle.operations.billing.models import Invoice, InvoiceLine, Payment, Review
from fullcircle.operations.billing.rules import AnswerOutstanding, Line, PostedAlready
from fullcircle.operations.fieldwork.actions import (
    Answer,
    answer_returned,
    arrive,
    close_out,
    set_out,
)
from fullcircle.registry.customers.models import Agreement
from fullcircle.registry.people.refusals import NotAllowed
from tests.factories.company import TUESDAY, Company, a_company, a_dispatched_visit, a_report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_tuesday() -> Iterator[None]:
    with clock.standing_at(TUESDAY):
        yield


@pytest.fixture
def company() -> Company:
    return a_company()


def reviewed(company: Company, **more: object) -> Review:
    visit = a_dispatched_visit(company, minutes=30 + 90 * Review.objects.count())
    by = company.by_technician
    arrive(by=by, visit=set_out(by=by, visit=visit))
    close_out(by=by, visit=visit, report=a_report(company, **more))
    return open_review(by=company.by_bookkeeper, visit=visit)


def posted(company: Company, **more: object) -> Invoice:
    review = reviewed(company, **more)
    return post(by=company.by_bookkeeper, review=review, version=review.version)


def test_the_draft_takes_the_agreements_discount_and_the_tax_of_each_line(
    company: Company,
) -> None:
    Agreement.objects.create(
        customer=company.customer,
        name="Comfort",
        starts_on=TUESDAY.date() - timedelta(days=9),
        ends_on=TUESDAY.date() + timedelta(days=9),
        discount=Decimal("0.1000"),
    )
    review = reviewed(company)
    line = review.invoice.lines.get()
    assert (line.net_minor, line.tax_minor) == (17_010, 1_191)
    assert (line.discount, line.covered_by) == (Decimal("0.1000"), "Comfort")
    assert review.invoice.total_minor == 18_201


def test_posting_accepts_the_close_out_numbers_and_writes_the_balance(company: Company) -> None:
    first, second = posted(company), posted(company)
    assert (first.number, second.number) == (1, 2)
    handoff = Handoff.objects.get(case=first.case, link__key=LinkKey.CLOSEOUT)
    assert (handoff.state, handoff.outcome_act) == ("accepted", "posted")
    company.customer.refresh_from_db()
    assert company.customer.balance_minor == first.total_minor + second.total_minor


def test_money_taken_at_the_door_is_a_payment_and_leaves_the_balance(company: Company) -> None:
    invoice = posted(
        company,
        payment_minor=20_000,
        payment_how="card",
        payment_reference="x1",
        nothing_paid=False,
    )
    payment = Payment.objects.get(case=invoice.case)
    assert (payment.amount_minor, payment.how, payment.reference) == (20_000, "card", "x1")
    company.customer.refresh_from_db()
    assert company.customer.balance_minor == invoice.total_minor - 20_000


def test_an_inside_department_is_charged_without_tax_and_owes_nothing(company: Company) -> None:
    company.customer.side, company.customer.kind = "inside", "department"
    company.customer.save()
    review = reviewed(company)
    line = Line("Thermostat", 100, 18_900, Decimal("0.07"), item_id=company.part.pk)
    set_lines(by=company.by_bookkeeper, review=review, version=review.version, lines=[line])
    invoice = post(by=company.by_bookkeeper, review=review, version=review.version)
    assert (invoice.kind, invoice.tax_minor, invoice.total_minor) == ("charge_back", 0, 18_900)
    company.customer.refresh_from_db()
    assert company.customer.balance_minor == 0


def test_it_cannot_be_posted_while_an_item_is_out_and_says_which(company: Company) -> None:
    review = reviewed(company)
    visit = review.visit
    question = send_back(by=company.by_bookkeeper, visit=visit, item_key="pressure")
    with pytest.raises(AnswerOutstanding) as refusal:
        post(by=company.by_bookkeeper, review=review, version=review.version)
    assert refusal.value.labels == ["Suction pressure"]
    answer_returned(
        by=company.by_technician, visit=visit, returned=question, answer=Answer(text="120")
    )
    review = open_review(by=company.by_bookkeeper, visit=visit)
    invoice = post(by=company.by_bookkeeper, review=review, version=review.version)
    assert invoice.number == 1


def test_a_second_press_with_the_same_key_finds_the_first_invoice(company: Company) -> None:
    review = reviewed(company)
    by, version = company.by_bookkeeper, review.version
    first = post(by=by, review=review, version=version, idempotency_key="press")
    again = post(by=by, review=review, version=version, idempotency_key="press")
    assert again.pk == first.pk
    assert Invoice.objects.posted().count() == 1


def test_a_stale_draft_is_refused_with_the_name_of_who_was_faster(company: Company) -> None:
    review = reviewed(company)
    line = Line("Thermostat", 100, 100)
    set_lines(by=company.by_bookkeeper, review=review, version=1, lines=[line])
    with pytest.raises(StaleEdit) as refusal:
        set_lines(by=company.by_bookkeeper, review=review, version=1, lines=[line])
    assert refusal.value.who == "Bea"


def test_nothing_is_changed_after_posting(company: Company) -> None:
    invoice = posted(company)
    review, visit = invoice.review, invoice.review.visit
    by = company.by_bookkeeper
    with pytest.raises(PostedAlready):
        set_lines(by=by, review=review, version=review.version, lines=[Line("x", 100, 1)])
    with pytest.raises(PostedAlready):
        send_back(by=by, visit=visit, item_key="pressure")
    with pytest.raises(PostedAlready):
        fix_close_out(by=by, visit=visit, item_key="pressure", text="1")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE billing_invoice SET total_minor = 1, net_minor = 1, tax_minor = 0 WHERE id = {id}",
        "DELETE FROM billing_invoice WHERE id = {id}",
        "UPDATE billing_invoiceline SET text = 'x' WHERE invoice_id = {id}",
        "DELETE FROM billing_invoiceline WHERE invoice_id = {id}",
        "UPDATE billing_payment SET amount_minor = 1 WHERE case_id = {case}",
        "DELETE FROM billing_payment WHERE case_id = {case}",
    ],
)
def test_the_database_itself_refuses_to_change_what_was_posted(
    company: Company, statement: str
) -> None:
    invoice = posted(company, payment_minor=100, payment_how="cash", nothing_paid=False)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(id=invoice.pk, case=invoice.case_id))
    assert InvoiceLine.objects.filter(invoice=invoice).exists()


def test_mending_in_place_is_counted_and_the_old_version_stays_readable(company: Company) -> None:
    review = reviewed(company)
    written = fix_close_out(
        by=company.by_bookkeeper, visit=review.visit, item_key="pressure", text="121"
    )
    assert (written.version, written.answers["pressure"]) == (2, "121")
    handoff = Handoff.objects.get(case=review.visit.job.case, link__key=LinkKey.CLOSEOUT)
    assert handoff.fixed_first_at is not None
    assert handoff not in Handoff.objects.right_first_time()


def test_only_the_books_post(company: Company) -> None:
    review = reviewed(company)
    for by in (company.by_manager, company.by_technician, company.by_dispatcher):
        with pytest.raises(NotAllowed):
            post(by=by, review=review, version=review.version)
