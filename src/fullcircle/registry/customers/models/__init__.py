from fullcircle.registry.customers.models.access_code import AccessCode
from fullcircle.registry.customers.models.agreement import Agreement
from fullcircle.registry.customers.models.contact import Contact
from fullcircle.registry.customers.models.customer import Customer
from fullcircle.registry.customers.models.equipment import Equipment
from fullcircle.registry.customers.models.flag import CustomerFlag
from fullcircle.registry.customers.models.location import Location
from fullcircle.registry.customers.models.personal_note import PersonalNote
from fullcircle.registry.customers.models.service_record import ServiceRecord

__all__ = [
    "AccessCode",
    "Agreement",
    "Contact",
    "Customer",
    "CustomerFlag",
    "Equipment",
    "Location",
    "PersonalNote",
    "ServiceRecord",
]
