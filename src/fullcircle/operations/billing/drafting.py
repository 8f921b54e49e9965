"""From a close-out to the lines of a draft."""

from decimal import Decimal

from fullcircle.operations.billing.rules import Line
from fullcircle.operations.fieldwork.models import CloseOut
from fullcircle.registry.customers.queries import agreement_in_force


def draft_lines(close_out: CloseOut) -> list[Line]:
    """The job type's fee and what was used, with the agreement's discount; without tax inside.

    A part reported in words has no price yet: it stands with 0, for the bookkeeper to price.
    """
    job = close_out.visit.job
    customer = job.case.customer
    agreement = agreement_in_force(customer, job.location, close_out.submitted_at)
    discount = agreement.discount if agreement else Decimal(0)
    covered = agreement.name if agreement and discount else ""
    taxed = not customer.is_inside and not customer.tax_exempt
    lines = []
    fee = job.job_type.fee
    if fee is not None:
        lines.append(
            Line(
                fee.name,
                100,
                fee.unit_minor,
                fee.tax_rate if taxed else Decimal(0),
                discount,
                covered,
                fee.pk,
            )
        )
    for part in close_out.parts.select_related("item"):
        item = part.item
        lines.append(
            Line(
                item.name if item else part.text,
                part.hundredths,
                item.unit_minor if item else 0,
                item.tax_rate if item and taxed else Decimal(0),
                discount,
                covered,
                item.pk if item else None,
            )
        )
    return lines
