"""Every write of the catalogue, one verb each."""

from fullcircle.registry.catalogue.actions.forms import NewItem, write_form
from fullcircle.registry.catalogue.actions.prices import (
    add_price,
    add_price_list,
    change_price,
    retire_price,
)
from fullcircle.registry.catalogue.actions.services import (
    add_job_type,
    add_service,
    change_job_type,
    change_service,
    retire_job_type,
)

__all__ = [
    "NewItem",
    "add_job_type",
    "add_price",
    "add_price_list",
    "add_service",
    "change_job_type",
    "change_price",
    "change_service",
    "retire_job_type",
    "retire_price",
    "write_form",
]
