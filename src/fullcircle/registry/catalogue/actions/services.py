"""Services, and the job types by which one of them is done."""

from collections.abc import Sequence
from typing import Any

from django.utils.text import slugify

from fullcircle.foundation import audit, clock
from fullcircle.foundation.transactions import action, change_if_unchanged
from fullcircle.registry.catalogue.models import ClosingForm, JobType, PriceItem, Service
from fullcircle.registry.catalogue.refusals import CodeTaken, NameMissing
from fullcircle.registry.people import policy
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.models import Skill
from fullcircle.registry.people.policy import Permission

SERVICE_FIELDS = frozenset(
    {
        "name",
        "trade",
        "scope",
        "frequency",
        "lead_time_minutes",
        "how_to_ask",
        "how_to_complain",
        "customer_provides",
        "published",
    }
)
JOB_TYPE_FIELDS = frozenset(
    {"name", "spoken", "done_as", "duration_minutes", "recall_days", "urgency"}
)


@action
def add_service(*, by: Actor, name: str, trade: str, **more: Any) -> Service:
    """What can be asked for. `more`: fields of SERVICE_FIELDS. Raises CodeTaken for a standing name."""
    policy.require(by, Permission.ADMINISTER)
    shown = _named(name, 120)
    if Service.objects.filter(name__iexact=shown).exists():
        raise CodeTaken(shown)
    values = {key: value for key, value in more.items() if key in SERVICE_FIELDS}
    service = Service.objects.create(**{**values, "name": shown, "trade": trade})
    audit.record(by=by.ref, verb="add service", subject=f"service:{service.pk}")
    return service


@action
def change_service(*, by: Actor, service: Service, version: int, **values: Any) -> Service:
    """Raises StaleEdit when it was changed in between."""
    policy.require(by, Permission.ADMINISTER)
    kept = {key: value for key, value in values.items() if key in SERVICE_FIELDS}
    if "name" in kept:
        kept["name"] = _named(kept["name"], 120)
    change_if_unchanged(service, version=version, **kept)
    audit.record(by=by.ref, verb="change service", subject=f"service:{service.pk}")
    return service


@action
def add_job_type(
    *,
    by: Actor,
    service: Service,
    name: str,
    form: ClosingForm,
    fee: PriceItem | None = None,
    skills: Sequence[Skill] = (),
    **more: Any,
) -> JobType:
    """A kind of job. `more`: fields of JOB_TYPE_FIELDS; spoken and done_as are made of the name."""
    policy.require(by, Permission.ADMINISTER)
    shown = _named(name, 120)
    said = shown[:1].lower() + shown[1:]
    values = {key: value for key, value in more.items() if key in JOB_TYPE_FIELDS and value}
    values = {"spoken": said, "done_as": said} | values | {"name": shown}
    job_type = JobType.objects.create(
        service=service, code=_free_code(shown), form=form, fee=fee, **values
    )
    job_type.skills.set(skills)
    audit.record(by=by.ref, verb="add job type", subject=f"jobtype:{job_type.pk}")
    return job_type


@action
def change_job_type(
    *,
    by: Actor,
    job_type: JobType,
    version: int,
    form: ClosingForm,
    fee: PriceItem | None,
    skills: Sequence[Skill],
    **values: Any,
) -> JobType:
    """Raises StaleEdit when it was changed in between. Jobs that stand keep their duration."""
    policy.require(by, Permission.ADMINISTER)
    kept = {key: value for key, value in values.items() if key in JOB_TYPE_FIELDS and value}
    if "name" in kept:
        kept["name"] = _named(kept["name"], 120)
    change_if_unchanged(job_type, version=version, form=form, fee=fee, **kept)
    job_type.skills.set(skills)
    audit.record(by=by.ref, verb="change job type", subject=f"jobtype:{job_type.pk}")
    return job_type


@action
def retire_job_type(*, by: Actor, job_type: JobType) -> JobType:
    """Not offered any more; what was done by it stays readable."""
    policy.require(by, Permission.ADMINISTER)
    change_if_unchanged(job_type, version=job_type.version, retired_on=clock.now().date())
    audit.record(by=by.ref, verb="retire job type", subject=f"jobtype:{job_type.pk}")
    return job_type


def _named(name: str, most: int) -> str:
    shown = " ".join(name.split())[:most]
    if not shown:
        raise NameMissing
    return shown


def _free_code(name: str) -> str:
    code = slugify(name)[:34] or "job"
    taken = set(JobType.objects.filter(code__startswith=code).values_list("code", flat=True))
    if code not in taken:
        return code
    return next(f"{code}-{n}" for n in range(2, len(taken) + 3) if f"{code}-{n}" not in taken)
