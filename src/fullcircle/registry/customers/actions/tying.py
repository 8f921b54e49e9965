"""A colleague becomes a contact of an inside department, and can ask for it on the own page."""

from fullcircle.foundation import audit
from fullcircle.foundation.transactions import action
from fullcircle.registry.customers.models import Contact, Customer
from fullcircle.registry.people import policy
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.models import Person
from fullcircle.registry.people.policy import Permission


class NotADepartment(Exception):
    """Only an inside department has colleagues as contacts."""


@action
def tie_colleague(*, by: Actor, person: Person, customer: Customer) -> Contact:
    """One person asks for one department at a time; doing it again moves the tie."""
    policy.require(by, Permission.ADMINISTER)
    if not customer.is_inside:
        raise NotADepartment(customer.name)
    Contact.objects.filter(person=person).exclude(customer=customer).update(person=None)
    contact, new = Contact.objects.get_or_create(
        person=person,
        defaults={
            "customer": customer,
            "name": person.name,
            "phone": person.phone,
            "email": person.email,
        },
    )
    if new:
        audit.record(by=by.ref, verb="tie colleague", subject=contact.ref, after=person.ref)
    return contact
