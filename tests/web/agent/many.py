"""Many requests whose work is done and not confirmed, bulk-written."""

from datetime import timedelta

from fullcircle.foundation import clock
from fullcircle.handoffs.models import Case
from fullcircle.operations.servicedesk.models import Request
from tests.factories.company import Company


def many_requests(company: Company, rows: int) -> None:
    """Taken by the agent yesterday, done since, the oldest called "work 0"."""
    at = clock.now() - timedelta(days=2)
    cases = Case.objects.bulk_create(
        Case(
            number=f"D{place:06d}",
            customer=company.customer,
            payer=company.customer,
            location=company.location,
            title=f"work {place}",
            trade="home_service",
            opened_at=at,
        )
        for place in range(rows)
    )
    Request.objects.bulk_create(
        Request(
            case=case,
            channel="phone",
            contact=company.contact,
            taken_by=company.agent,
            words="It hums",
            received_at=at,
            circle="done",
            done_at=at + timedelta(minutes=place),
        )
        for place, case in enumerate(cases)
    )
