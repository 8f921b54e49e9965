"""Reads of the catalogue: kinds of jobs."""

from fullcircle.registry.catalogue.models import JobType


def job_types_offered() -> list[JobType]:
    """Kinds of jobs that can be asked for today, with service and fee; one query."""
    rows = JobType.objects.filter(retired_on__isnull=True, service__retired_on__isnull=True)
    return list(rows.select_related("service", "fee__price_list").order_by("service", "name"))
