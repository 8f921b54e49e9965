"""Every write about customers, one verb each."""

from fullcircle.registry.customers.actions.codes import reveal_code, seal_code
from fullcircle.registry.customers.actions.entering import (
    NewContact,
    NewPlace,
    add_contact,
    add_location,
    change_contact,
    enter_customer,
    enter_newcomer,
)
from fullcircle.registry.customers.actions.records import (
    confirm_record,
    note_balance,
    write_record,
)
from fullcircle.registry.customers.actions.touches import note_touch, remove_touch, sell_agreement

__all__ = [
    "NewContact",
    "NewPlace",
    "add_contact",
    "add_location",
    "change_contact",
    "confirm_record",
    "enter_customer",
    "enter_newcomer",
    "note_balance",
    "note_touch",
    "remove_touch",
    "reveal_code",
    "seal_code",
    "sell_agreement",
    "write_record",
]
