"""What is written once stays: tried through the framework and by raw SQL, on both databases."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, models, transaction

from fullcircle.foundation import audit, clock
from fullcircle.foundation.models import AuditEntry
from fullcircle.operations.billing.actions import open_review, post
from fullcircle.operations.billing.models import Invoice, InvoiceLine, Payment
from fullcircle.operations.fieldwork.models import CloseOut, PartUsed
from fullcircle.operations.scheduling.models import Promise, VisitStep
from fullcircle.operations.servicedesk.models import ClockEvent, Confirmation
from tests.factories.company import TUESDAY, a_closed_out_visit, a_company

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_posted_case() -> Iterator[None]:
    with clock.standing_at(TUESDAY):
        company = a_company()
        written = a_closed_out_visit(
            company, payment_minor=5_000, payment_how="cash", nothing_paid=False
        )
        review = open_review(by=company.by_bookkeeper, visit=written.visit)
        post(by=company.by_bookkeeper, review=review, version=review.version)
        audit.record(by="worker:tests", verb="look", subject="case:1")
        yield


FROZEN: list[tuple[type[models.Model], str]] = [
    (AuditEntry, "verb"),
    (ClockEvent, "kind"),
    (Confirmation, "how"),
    (VisitStep, "source"),
    (Promise, "told_how"),
    (CloseOut, "notes"),
    (PartUsed, "text"),
    (Invoice, "kind"),
    (InvoiceLine, "text"),
    (Payment, "reference"),
]


@pytest.mark.parametrize(
    ("model", "column"), FROZEN, ids=lambda value: getattr(value, "__name__", "")
)
def test_a_frozen_row_is_not_changed_by_raw_sql(model: type[models.Model], column: str) -> None:
    row = model._default_manager.first()
    assert row is not None, "the fixture must have made one"
    with (
        pytest.raises(DatabaseError, match=r"append-only|never changes"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE {model._meta.db_table} SET {column} = 'x' WHERE id = %s", [row.pk])
    kept = model._default_manager.filter(pk=row.pk).values_list(column, flat=True).get()
    assert kept == getattr(row, column)


@pytest.mark.parametrize(
    ("model", "column"), FROZEN, ids=lambda value: getattr(value, "__name__", "")
)
def test_a_frozen_row_is_not_deleted_by_raw_sql(model: type[models.Model], column: str) -> None:
    before = model._default_manager.count()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table}")
    assert model._default_manager.count() == before


def test_a_posted_invoice_takes_no_further_line() -> None:
    invoice = Invoice.objects.posted().get()
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        InvoiceLine.objects.create(
            invoice=invoice, position=99, text="one more", unit_minor=1, net_minor=1
        )


def test_insert_or_replace_does_not_walk_past_the_guard() -> None:
    if connection.vendor == "postgresql":
        statement = (
            "INSERT INTO foundation_auditentry"
            " (id, at, by, on_behalf_of, verb, subject, case_number, before, after, source, reason)"
            " SELECT id, at, by, on_behalf_of, 'forged', subject, case_number, before, after,"
            " source, reason FROM foundation_auditentry LIMIT 1"
            " ON CONFLICT (id) DO UPDATE SET verb = 'forged'"
        )
    else:
        statement = (
            "INSERT OR REPLACE INTO foundation_auditentry"
            " (id, at, by, on_behalf_of, verb, subject, case_number, before, after, source, reason)"
            " SELECT id, at, by, on_behalf_of, 'forged', subject, case_number, before, after,"
            " source, reason FROM foundation_auditentry LIMIT 1"
        )
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert not AuditEntry.objects.filter(verb="forged").exists()


def test_a_promise_is_superseded_but_never_overwritten() -> None:
    promise = Promise.objects.standing().get()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Promise.objects.filter(pk=promise.pk).update(window_end=promise.window_start)
    Promise.objects.filter(pk=promise.pk).update(superseded_at=clock.now())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Promise.objects.filter(pk=promise.pk).update(superseded_at=None)
