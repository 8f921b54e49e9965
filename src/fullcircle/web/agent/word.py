"""What came back to the agent: the question, and the field in which it is answered."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from fullcircle.handoffs.models import Return
from fullcircle.operations.servicedesk.handoff import FIELDS
from fullcircle.operations.servicedesk.models import Request
from fullcircle.registry.catalogue.job_queries import job_types_offered
from fullcircle.registry.customers.phone import as_dialled, as_read
from fullcircle.registry.customers.queries import contacts_of

LONG = {"words", "access"}


@dataclass(frozen=True)
class AskedBack:
    """One touched item. `choices`: where only some answers fit; `value`: what stands there now."""

    row: Return
    value: str = ""
    version: int = 0
    choices: list[tuple[str, str]] = field(default_factory=list)
    error: str = ""

    @property
    def long(self) -> bool:
        return self.row.item_key in LONG

    @property
    def zone(self) -> str:
        return self.row.handoff.case.location.zone


def asked_back(row: Return) -> AskedBack:
    """As it stands in a list: without what only the opened field needs."""
    return AskedBack(row)


def opened(row: Return, asked: Request, *, error: str = "", typed: str | None = None) -> AskedBack:
    """With the value that stands in the request, to be mended in place."""
    name = FIELDS.get(row.item_key)
    stands = _as_text(asked, name) if name else ""
    return AskedBack(
        row,
        value=stands if typed is None else typed,
        version=asked.version,
        choices=_choices(row.item_key, asked),
        error=error,
    )


def understood(row: Return, asked: Request, text: str) -> Any:
    """What was typed as the value of the field. Raises ValueError in words when it does not fit."""
    if row.item_key == "job_type":
        for kind in job_types_offered():
            if str(kind.pk) == text:
                return kind
        raise ValueError(_("Choose a kind of job."))
    if row.item_key == "contact":
        for person in contacts_of([asked.case.customer_id]).get(asked.case.customer_id, []):
            if str(person.pk) == text:
                return person
        raise ValueError(_("Choose somebody."))
    if row.item_key == "callback_phone":
        dialled = as_dialled(text)
        if not dialled:
            raise ValueError(_("This number cannot be dialled. Read it back once more."))
        return dialled
    if row.item_key == "urgency":
        return {**asked.urgency, _("asked again"): text}
    return text


def _as_text(asked: Request, name: str) -> str:
    value = getattr(asked, f"{name}_id" if name in ("job_type", "contact") else name)
    if isinstance(value, dict):
        return ""
    if name == "callback_phone":
        return as_read(value)
    return str(value or "")


def _choices(key: str, asked: Request) -> list[tuple[str, str]]:
    if key == "job_type":
        return [(str(row.pk), row.name) for row in job_types_offered()]
    if key == "contact":
        people = contacts_of([asked.case.customer_id]).get(asked.case.customer_id, [])
        return [(str(row.pk), row.spoken) for row in people]
    return []
