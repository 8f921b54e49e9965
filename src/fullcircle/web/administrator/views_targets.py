"""Business calendars and targets: read, and changed by their next version."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fullcircle.foundation.values.calendar_definition import DAY_NAMES, BadDefinition
from fullcircle.operations.servicedesk.actions.target_versions import (
    TargetNotUnderstood,
    change_calendar,
    change_target,
)
from fullcircle.operations.servicedesk.models import CalendarVersion, TargetPolicy
from fullcircle.registry.people.policy import Permission
from fullcircle.web.administrator import words
from fullcircle.web.shell.access import SeatRequest, page


@dataclass(frozen=True)
class TargetRow:
    """One trade's targets of one urgency: acknowledge and resolve."""

    trade: words.Word
    urgency: int
    policies: list[TargetPolicy]


@require_safe
@page(Permission.ADMINISTER)
def targets(request: SeatRequest) -> HttpResponse:
    in_force = TargetPolicy.objects.filter(retired_at__isnull=True).select_related("calendar")
    rows: dict[tuple[str, int], list[TargetPolicy]] = {}
    for policy in in_force.order_by("trade", "urgency", "kind"):
        rows.setdefault((policy.trade, policy.urgency), []).append(policy)
    shown = [
        TargetRow(words.TRADES.get(trade, trade), urgency, found)
        for (trade, urgency), found in rows.items()
    ]
    context = {"rows": shown, "calendars": _newest(), "here": "targets"}
    return render(request, "administrator/targets.html", context)


@require_POST
@page(Permission.ADMINISTER)
def target(request: SeatRequest, number: int) -> HttpResponse:
    policy = TargetPolicy.objects.select_related("calendar").filter(pk=number).first()
    if policy is None:
        raise Http404
    text = request.POST.get("minutes", "")
    try:
        fresh = change_target(
            by=request.actor, policy=policy, target_minutes=int(text) if text.isdigit() else 0
        )
    except TargetNotUnderstood:
        messages.error(request, _("A target is between a minute and a year. Nothing was changed."))
    else:
        said = _("Version %(version)s is in force for requests from now on.")
        messages.success(request, said % {"version": fresh.version})
    return HttpResponseRedirect(reverse("administrator-targets"))


@require_http_methods(["GET", "HEAD", "POST"])
@page(Permission.ADMINISTER)
def calendar(request: SeatRequest, number: int) -> HttpResponse:
    """Hours of each weekday as text ("08:00-12:00, 13:00-17:00"), holidays one a line."""
    found = CalendarVersion.objects.filter(pk=number).first()
    if found is None:
        raise Http404
    if request.method != "POST":
        return _page(request, found, _typed(found.definition))
    typed = {day: request.POST.get(day, "") for day in DAY_NAMES}
    typed["holidays"] = request.POST.get("holidays", "")
    typed["always"] = request.POST.get("always", "")
    try:
        fresh = change_calendar(by=request.actor, calendar=found, changes=_changes(typed))
    except BadDefinition as refusal:
        return _page(request, found, typed, trouble=str(refusal))
    messages.success(request, _("%(calendar)s is in force.") % {"calendar": fresh})
    return HttpResponseRedirect(reverse("administrator-targets"))


def _changes(typed: dict[str, str]) -> dict[str, Any]:
    week = {
        day: [span.strip() for span in typed[day].split(",") if span.strip()] for day in DAY_NAMES
    }
    open_days = {day: spans for day, spans in week.items() if spans}
    return {
        "week": "always" if typed["always"] else open_days,
        "holidays": typed["holidays"].split(),
    }


def _typed(definition: dict[str, Any]) -> dict[str, str]:
    week = definition.get("week", {})
    always = week == "always"
    typed = {day: "" if always else ", ".join(week.get(day, [])) for day in DAY_NAMES}
    typed["holidays"] = "\n".join(definition.get("holidays", []))
    typed["always"] = "yes" if always else ""
    return typed


def _newest() -> list[CalendarVersion]:
    newest: dict[str, CalendarVersion] = {}
    for row in CalendarVersion.objects.order_by("name", "-version"):
        newest.setdefault(row.name, row)
    return list(newest.values())


def _page(
    request: SeatRequest, found: CalendarVersion, typed: dict[str, str], *, trouble: str = ""
) -> HttpResponse:
    days = [
        (day, word, typed[day]) for day, (_key, word) in zip(DAY_NAMES, words.WEEKDAYS, strict=True)
    ]
    context = {
        "calendar": found,
        "zone": found.definition.get("zone", ""),
        "days": days,
        "typed": typed,
        "trouble": trouble,
        "here": "targets",
    }
    status = 422 if trouble else 200
    return render(request, "administrator/calendar.html", context, status=status)
