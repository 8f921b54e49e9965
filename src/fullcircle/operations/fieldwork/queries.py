"""Reads of field work."""

from collections.abc import Iterable

from fullcircle.operations.fieldwork.models import CloseOut
from fullcircle.operations.fieldwork.rules import FormItem
from fullcircle.operations.scheduling.models import Visit
from fullcircle.registry.catalogue.models import JobType


def form_items(job_type: JobType) -> list[FormItem]:
    """The closing form of a job type, in order."""
    return [
        FormItem(item.key, item.label, item.kind, item.required)
        for item in job_type.form.items.all()
    ]


def latest_close_out(visit: Visit) -> CloseOut | None:
    return CloseOut.objects.filter(visit=visit).order_by("-version").first()


def latest_close_outs(visits: Iterable[int]) -> dict[int, CloseOut]:
    """Visit -> its newest close-out version."""
    rows = CloseOut.objects.filter(visit_id__in=list(visits)).order_by("visit_id", "version")
    return {row.visit_id: row for row in rows}
