"""The customer whose address was opened."""

from django.http import Http404

from fullcircle.registry.customers.models import Customer
from fullcircle.registry.customers.queries import customer_numbered


def asked_customer(number: int) -> Customer:
    """Raises Http404 when there is none."""
    found = customer_numbered(number)
    if found is None:
        raise Http404
    return found
