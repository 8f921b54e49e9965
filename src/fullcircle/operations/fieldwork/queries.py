"""Reads of field work: forms, versions of close-outs, who may see a photo."""

from collections.abc import Iterable

from django.db.models import QuerySet

from fullcircle.foundation.models import StoredFile
from fullcircle.operations.fieldwork.models import CloseOut
from fullcircle.operations.fieldwork.rules import FormItem
from fullcircle.operations.scheduling.models import Visit
from fullcircle.registry.catalogue.models import JobType
from fullcircle.registry.people import policy
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission, Reach


def form_items(job_type: JobType) -> list[FormItem]:
    """The closing form of a job type, in order."""
    return [
        FormItem(item.key, item.label, item.kind, item.required)
        for item in job_type.form.items.all()
    ]


def latest_close_out(visit: Visit) -> CloseOut | None:
    return CloseOut.objects.filter(visit=visit).order_by("-version").first()


def visit_of_handoff(handoff: int) -> QuerySet[Visit]:
    """The visit whose close-out was handed over with this hand-off; empty for any other hand-off."""
    return Visit.objects.filter(close_outs__handoff=handoff).distinct()


def latest_close_outs(visits: Iterable[int]) -> dict[int, CloseOut]:
    """Visit -> its newest close-out version."""
    rows = CloseOut.objects.filter(visit_id__in=list(visits)).order_by("visit_id", "version")
    return {row.visit_id: row for row in rows}


def may_see_file(actor: Actor, stored: StoredFile) -> bool:
    """Whoever sees all cases sees their photos; in the field one sees one's own visits' photos."""
    found = policy.reach(actor, Permission.SEE_CASE)
    if found is Reach.ALL or stored.by == actor.ref:
        return found is not None
    mine = {"visit__assignments__person_id": actor.person_id}
    rows = CloseOut.objects.filter(**mine)
    return found is not None and (
        rows.filter(photos__file=stored).exists() or rows.filter(signature=stored).exists()
    )
