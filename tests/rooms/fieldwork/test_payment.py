"""Money at the door is taken in a way the books know, or the close-out says so at once."""

from collections.abc import Iterator

import pytest

from fullcircle.foundation import clock
from fullcircle.operations.billing.actions import open_review, post
from fullcircle.operations.billing.models import Payment
from fullcircle.operations.fieldwork.models import CloseOut
from fullcircle.operations.fieldwork.rules import PaymentNotUnderstood
from tests.factories.company import TUESDAY, a_closed_out_visit, a_company

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_tuesday() -> Iterator[None]:
    with clock.standing_at(TUESDAY):
        yield


@pytest.mark.parametrize("how", ["cash", "cheque", "card"])
def test_what_was_paid_at_the_door_reaches_the_books_as_it_was_paid(how: str) -> None:
    company = a_company()
    written = a_closed_out_visit(
        company, payment_minor=5_000, payment_how=how, payment_reference="881"
    )
    review = open_review(by=company.by_bookkeeper, visit=written.visit)
    post(by=company.by_bookkeeper, review=review, version=review.version)
    payment = Payment.objects.get()
    assert (payment.how, payment.amount_minor, payment.reference) == (how, 5_000, "881")


def test_a_way_of_paying_that_nobody_knows_is_refused_and_nothing_is_closed_out() -> None:
    company = a_company()
    with pytest.raises(PaymentNotUnderstood):
        a_closed_out_visit(company, payment_minor=5_000, payment_how="shells")
    assert not CloseOut.objects.exists()
