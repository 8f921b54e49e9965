"""What a caller can be offered: job types and the fee to say."""

from dataclasses import dataclass

from fullcircle.registry.catalogue.job_queries import job_types_offered
from fullcircle.registry.catalogue.models import JobType
from fullcircle.registry.customers.models import Customer

NO_WINDOW = "none"


@dataclass(frozen=True)
class Fee:
    """What coming costs, in minor units; an inside department pays none."""

    minor: int
    currency: str
    name: str


def types_for(customer: Customer) -> list[JobType]:
    """Job types of the customer's own trade first, then by service and name."""
    return sorted(
        job_types_offered(),
        key=lambda row: (row.service.trade != customer.trade, row.service.name, row.name),
    )


def fee_of(job_type: JobType, customer: Customer) -> Fee | None:
    if job_type.fee is None or customer.is_inside:
        return None
    fee = job_type.fee
    return Fee(fee.unit_minor, fee.price_list.currency, fee.name)
