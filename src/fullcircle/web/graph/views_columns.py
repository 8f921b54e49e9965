"""Which column says what: guessed, shown with samples, corrected."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fullcircle.engines.eventlog.inspection import Inspection
from fullcircle.engines.eventlog.mapping import Mapping
from fullcircle.engines.eventlog.options import Missing
from fullcircle.insight.graph import actions
from fullcircle.insight.graph.choice import StudyChoice, mapping_of
from fullcircle.insight.graph.inspected import inspection_from
from fullcircle.insight.graph.queries import log_for
from fullcircle.insight.graph.refusals import (
    ColumnUnknown,
    NamesStayHidden,
    OriginalGone,
    ReadingAlready,
)
from fullcircle.insight.models import LogImport
from fullcircle.registry.people.actor import Actor
from fullcircle.web.graph.forms import ROLES, ColumnsForm
from fullcircle.web.graph.visiting import log_page, owner
from fullcircle.web.shell.access import SeatRequest


@require_http_methods(["GET", "HEAD", "POST"])
@log_page
def columns(request: SeatRequest, number: int) -> HttpResponse:
    by = owner(request)
    found = log_for(by, number)
    inspection = inspection_from(found.inspection)
    if inspection is None:
        return HttpResponseRedirect(reverse("graph-log", args=[number]))
    form = ColumnsForm(
        request.POST or None, inspection=inspection, initial=_before(found, inspection)
    )
    if request.method == "POST" and form.is_valid():
        mapping = mapping_of(form.cleaned_data)
        if _chosen(form, by=by, found=found, mapping=mapping, choice=_choice(found, form)):
            return HttpResponseRedirect(reverse("graph-log", args=[number]))
    status = 422 if form.is_bound else 200
    given = {"form": form, "log": found, "inspection": inspection, "roles": _roles(form)}
    return render(request, "graph/columns.html", given, status=status)


@require_POST
@log_page
def party(request: SeatRequest, number: int) -> HttpResponse:
    """The same log by person, role or team: another column is the party."""
    by = owner(request)
    found = log_for(by, number)
    choice = StudyChoice.from_dict(found.options)
    mapping = mapping_of({**found.mapping, "party": request.POST.get("party", "")})
    inspection = inspection_from(found.inspection)
    if inspection is None:
        return HttpResponseRedirect(reverse("graph-log", args=[number]))
    form = ColumnsForm(inspection=inspection, initial=mapping.as_dict())
    if _chosen(form, by=by, found=found, mapping=mapping, choice=choice):
        return HttpResponseRedirect(reverse("graph-log", args=[number]))
    given = {"form": form, "log": found, "inspection": inspection, "roles": _roles(form)}
    return render(request, "graph/columns.html", given, status=422)


def _chosen(
    form: ColumnsForm, *, by: Actor, found: LogImport, mapping: Mapping, choice: StudyChoice
) -> bool:
    """False, with the reason on the form, when it is refused."""
    trouble = ""
    try:
        actions.choose_mapping(by=by, log=found, mapping=mapping, choice=choice)
    except ColumnUnknown:
        trouble = _("Choose a column for case, activity, who, and when.")
    except OriginalGone:
        trouble = _("The file itself is deleted already; its graph stays. Drop it again to change.")
    except ReadingAlready:
        trouble = _("It is being read already. Wait for it, or cancel that first.")
    except NamesStayHidden:
        trouble = _("Names were replaced, and stay so. Drop the file again to see names.")
    if trouble:
        form.cleaned_data = getattr(form, "cleaned_data", {})
        form.errors.setdefault("__all__", form.error_class()).append(trouble)
    return not trouble


def _choice(found: LogImport, form: ColumnsForm) -> StudyChoice:
    return StudyChoice(
        missing=Missing(form.cleaned_data["missing"]),
        works_council=form.cleaned_data["works_council"],
        system_parties=form.cleaned_data["system_parties"],
        zone=settings.TIME_ZONE,
    )


def _before(found: LogImport, inspection: Inspection) -> dict[str, object]:
    """What was chosen last, or guessed."""
    choice = StudyChoice.from_dict(found.options)
    hidden = found.works_council or choice.works_council
    return {
        **(found.mapping or inspection.parts.as_dict()),
        "missing": choice.missing,
        "works_council": hidden,
        "system_parties": ", ".join(choice.system_parties),
    }


def _roles(form: ColumnsForm) -> list[object]:
    return [form[role] for role in ROLES]
