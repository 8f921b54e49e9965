"""What people call each other by their seats: one of them, and all of them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CUSTOMER = "customer"

ONE: dict[str, str | Promise] = {
    "agent": _("Agent"),
    "dispatcher": _("Dispatcher"),
    "technician": _("Technician"),
    "crew_member": _("Crew member"),
    "crew_lead": _("Crew lead"),
    "supervisor": _("Supervisor"),
    "bookkeeper": _("Bookkeeper"),
    "parts_room": _("Parts room"),
    "manager": _("Manager"),
    "hr": _("Human resources"),
    "requester": _("Requester"),
    "building_contact": _("Building contact"),
    "contractor": _("Contractor"),
    "administrator": _("Administrator"),
    CUSTOMER: _("Customer outside"),
}

ALL: dict[str, str | Promise] = {
    "agent": _("Agents"),
    "dispatcher": _("Dispatchers"),
    "technician": _("Technicians"),
    "crew_member": _("Crew"),
    "crew_lead": _("Crew leads"),
    "supervisor": _("Supervisors"),
    "bookkeeper": _("Bookkeepers"),
    "parts_room": _("Parts room"),
    "manager": _("Managers"),
    "hr": _("Human resources"),
    "requester": _("Requesters"),
    "building_contact": _("Building contacts"),
    "contractor": _("Contractors"),
    "administrator": _("Administrators"),
    CUSTOMER: _("Customers outside"),
}


def one(seat: str) -> str:
    return str(ONE.get(seat, seat.replace("_", " ")))


def all_of(seat: str) -> str:
    return str(ALL.get(seat, seat.replace("_", " ")))
