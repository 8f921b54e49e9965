"""Dropping a log, waiting for it, looking at its graph, and taking it away again."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullcircle.insight.graph import actions
from fullcircle.insight.graph.choice import StudyChoice, mapping_of
from fullcircle.insight.graph.queries import log_for, logs_of
from fullcircle.insight.graph.refusals import LogTooLarge, NothingInIt, TooManyLogs
from fullcircle.insight.graph.states import LogState
from fullcircle.insight.graph.uploads import receive_log
from fullcircle.insight.models import LogImport
from fullcircle.web.graph import log_pages
from fullcircle.web.graph.forms import DropForm
from fullcircle.web.graph.visiting import log_page, new_owner, owner, owner_if_any
from fullcircle.web.shell.access import SeatRequest, public, recognise


@require_http_methods(["GET", "HEAD", "POST"])
@log_page
def drop(request: SeatRequest) -> HttpResponse:
    """The zone for a file, and what was dropped before."""
    form = DropForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if form.is_valid():
            log = _received(request, form)
            if log is not None:
                return HttpResponseRedirect(reverse("graph-log", args=[log.pk]))
        return render(request, "graph/drop.html", _zone(request, form), status=422)
    return render(request, "graph/drop.html", _zone(request, form))


@require_http_methods(["GET", "HEAD"])
@log_page
def log(request: SeatRequest, number: int) -> HttpResponse:
    """One address from the file to its graph: columns, progress, picture, or what went wrong."""
    by = owner(request)
    found = log_for(by, number)
    if found.state == LogState.WORKING:
        part = "graph/progress_live.html" if request.htmx else "graph/progress.html"
        return render(request, part, {"log": found})
    if request.htmx and request.htmx.target == "progress":
        # The part that waits asked again, and there is something to see: the whole page comes.
        return HttpResponse(status=204, headers={"HX-Redirect": request.path})
    if found.state == LogState.DONE:
        return log_pages.picture(request, found)
    if found.state == LogState.FAILED:
        return render(request, "graph/failed.html", log_pages.failed(found))
    return HttpResponseRedirect(reverse("graph-columns", args=[number]))


@require_POST
@log_page
def cancel(request: SeatRequest, number: int) -> HttpResponse:
    by = owner(request)
    actions.cancel_study(by=by, log=log_for(by, number))
    return HttpResponseRedirect(reverse("graph-columns", args=[number]))


@require_POST
@log_page
def remove(request: SeatRequest, number: int) -> HttpResponse:
    by = owner(request)
    found = log_for(by, number)
    name = found.original_name
    actions.remove_log(by=by, log=found)
    messages.success(
        request, _("“%(name)s” and everything found in it is removed.") % {"name": name}
    )
    return HttpResponseRedirect(reverse("graph-drop"))


@require_GET
@public()
def what_this_says(request: HttpRequest) -> HttpResponse:
    """What these numbers can and cannot say: in the app, because that is where they are read."""
    recognise(request)
    return render(request, "graph/what_this_says.html")


def _received(request: SeatRequest, form: DropForm) -> LogImport | None:
    """Kept and looked at; when its columns are sure it is being studied already."""
    by = new_owner(request)
    file = form.cleaned_data["log"]
    try:
        found = receive_log(
            by=by,
            name=file.name or "log",
            chunks=file.chunks(),
            works_council=form.cleaned_data["works_council"],
            study_with=StudyChoice(
                works_council=form.cleaned_data["works_council"], zone=settings.TIME_ZONE
            ),
            key=str(form.cleaned_data["key"] or ""),
        )
    except LogTooLarge as refusal:
        form.add_error("log", _too_large(refusal.most_mb))
    except NothingInIt:
        form.add_error("log", _("This file is empty. Nothing was kept; choose another one."))
    except TooManyLogs:
        form.add_error(None, _("Too many logs. Remove one below, or wait an hour."))
    else:
        _study_at_once(request, found)
        return found
    return None


def _study_at_once(request: SeatRequest, found: LogImport) -> None:
    if found.state == LogState.INSPECTED and found.mapping:
        choice = StudyChoice(works_council=found.works_council, zone=settings.TIME_ZONE)
        actions.choose_mapping(
            by=owner(request), log=found, mapping=mapping_of(found.mapping), choice=choice
        )


def _too_large(most_mb: int) -> str:
    return _(
        "More than %(n)d MB. Nothing was kept. Drop a part of it, or use the command below on "
        "the machine where the file is."
    ) % {"n": most_mb}


def _zone(request: SeatRequest, form: DropForm) -> dict[str, object]:
    by = owner_if_any(request)
    return {
        "form": form,
        "logs": list(logs_of(by)[:20]) if by else [],
        "most_mb": settings.LOG_IMPORT_MB,
        "most_bytes": settings.LOG_IMPORT_MB * 1_000_000,
    }
