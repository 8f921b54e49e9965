"""Services and job types."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fullcircle.registry.catalogue.actions import (
    add_job_type,
    add_service,
    change_job_type,
    change_service,
    retire_job_type,
)
from fullcircle.registry.catalogue.models import ClosingForm, JobType, Service
from fullcircle.registry.catalogue.refusals import CodeTaken, NameMissing
from fullcircle.registry.people.policy import Permission
from fullcircle.web.administrator.catalogue_forms import JobTypeForm, ServiceForm
from fullcircle.web.shell.access import SeatRequest, page


@require_http_methods(["GET", "HEAD", "POST"])
@page(Permission.ADMINISTER)
def catalogue(request: SeatRequest) -> HttpResponse:
    form = ServiceForm(request.POST or None)
    if request.method != "POST":
        return _catalogue(request, form)
    if not form.is_valid():
        return _catalogue(request, form, status=422)
    try:
        made = add_service(by=request.actor, **form.cleaned_data)
    except (CodeTaken, NameMissing):
        form.add_error("name", _("There is a service of this name already."))
        return _catalogue(request, form, status=422)
    messages.success(request, _("%(name)s is there. Now its job types.") % {"name": made.name})
    return HttpResponseRedirect(reverse("administrator-service", args=[made.pk]))


@require_http_methods(["GET", "HEAD", "POST"])
@page(Permission.ADMINISTER)
def service(request: SeatRequest, number: int) -> HttpResponse:
    """The service above; a new job type beside it."""
    found = Service.objects.filter(pk=number).first()
    if found is None:
        raise Http404
    known = {field: getattr(found, field) for field in ServiceForm.base_fields}
    adding = request.method == "POST" and request.POST.get("what") == "job-type"
    form = ServiceForm(request.POST if request.method == "POST" and not adding else None,
                       initial=known)  # fmt: skip
    new = JobTypeForm(request.POST if adding else None, prefix="new")
    if request.method != "POST":
        return _service(request, found, form, new)
    if adding:
        return _add(request, found, form, new)
    if not form.is_valid():
        return _service(request, found, form, new, status=422)
    change_service(by=request.actor, service=found, version=_version(request), **form.cleaned_data)
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("administrator-service", args=[number]))


def _add(request: SeatRequest, found: Service, form: ServiceForm, new: JobTypeForm) -> HttpResponse:
    if not new.is_valid():
        return _service(request, found, form, new, status=422)
    said = _said(new)
    made = add_job_type(by=request.actor, service=found, **said)
    messages.success(request, _("%(name)s is there.") % {"name": made.name})
    return HttpResponseRedirect(reverse("administrator-service", args=[found.pk]))


@require_http_methods(["GET", "HEAD", "POST"])
@page(Permission.ADMINISTER)
def job_type(request: SeatRequest, number: int) -> HttpResponse:
    rows = JobType.objects.select_related("service", "form", "fee").prefetch_related("skills")
    found = rows.filter(pk=number).first()
    if found is None:
        raise Http404
    known = {field: getattr(found, field) for field in JobTypeForm.base_fields}
    known["skills"] = list(found.skills.all())
    form = JobTypeForm(request.POST or None, initial=known)
    if request.method == "POST" and request.POST.get("what") == "retire":
        retire_job_type(by=request.actor, job_type=found)
        messages.success(request, _("%(name)s is not offered any more.") % {"name": found.name})
        return HttpResponseRedirect(reverse("administrator-service", args=[found.service_id]))
    context = {"job_type": found, "form": form, "here": "catalogue"}
    if request.method != "POST":
        return render(request, "administrator/job_type.html", context)
    if not form.is_valid():
        return render(request, "administrator/job_type.html", context, status=422)
    said = _said(form)
    change_job_type(by=request.actor, job_type=found, version=_version(request), **said)
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("administrator-service", args=[found.service_id]))


def _said(form: JobTypeForm) -> dict[str, Any]:
    said = form.cleaned_data
    return {**said, "urgency": int(said["urgency"]), "skills": list(said["skills"])}


def _version(request: SeatRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isdigit() else 0


def _catalogue(request: SeatRequest, form: ServiceForm, *, status: int = 200) -> HttpResponse:
    offered = JobType.objects.filter(retired_on__isnull=True).order_by("name")
    rows = Service.objects.filter(retired_on__isnull=True).order_by("trade", "name")
    found = rows.prefetch_related(Prefetch("job_types", offered, to_attr="offered"))
    context = {"services": found, "form": form, "here": "catalogue"}
    return render(request, "administrator/catalogue.html", context, status=status)


def _service(
    request: SeatRequest,
    found: Service,
    form: ServiceForm,
    new: JobTypeForm,
    *,
    status: int = 200,
) -> HttpResponse:
    offered = found.job_types.filter(retired_on__isnull=True).select_related("form", "fee")
    context = {
        "service": found,
        "job_types": offered.order_by("name"),
        "form": form,
        "new": new,
        "no_form": not ClosingForm.objects.exists(),
        "here": "catalogue",
    }
    return render(request, "administrator/service.html", context, status=status)
