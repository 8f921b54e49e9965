"""The demo company: its people, its catalogue, its customers. Plain values out of a seed."""

from fullcircle.demo.cast.catalogue import (
    Catalogue,
    ClosingForm,
    FormItem,
    JobType,
    Price,
    Service,
    catalogue,
)
from fullcircle.demo.cast.people import (
    COMPANY,
    Absence,
    Person,
    Shift,
    absences,
    in_role,
    people,
    person,
    shifts,
)
from fullcircle.demo.cast.registry import build_registry
from fullcircle.demo.cast.values import (
    Agreement,
    Contact,
    Customer,
    Equipment,
    Flag,
    Location,
    Registry,
    Touch,
)

__all__ = [
    "COMPANY",
    "Absence",
    "Agreement",
    "Catalogue",
    "ClosingForm",
    "Contact",
    "Customer",
    "Equipment",
    "Flag",
    "FormItem",
    "JobType",
    "Location",
    "Person",
    "Price",
    "Registry",
    "Service",
    "Shift",
    "Touch",
    "absences",
    "build_registry",
    "catalogue",
    "in_role",
    "people",
    "person",
    "shifts",
]
