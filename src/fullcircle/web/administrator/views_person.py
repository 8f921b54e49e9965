"""One colleague: seats, account, teams, skills, shifts, absences."""

from datetime import time, timedelta
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from fullcircle.foundation.values.local_time import first_reached
from fullcircle.registry.people import actions
from fullcircle.registry.people.models import Person, Skill, Team
from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.refusals import (
    LastAdministrator,
    NotATime,
    NotToOneself,
    SignInNameTaken,
)
from fullcircle.registry.people.states import AbsenceKind, ShiftKind
from fullcircle.web.administrator.forms import AwayForm, PersonForm, WeekForm, seat_of
from fullcircle.web.administrator.person_sheet import present
from fullcircle.web.administrator.views_people import once
from fullcircle.web.shell.access import SeatRequest, page


@require_http_methods(["GET", "HEAD", "POST"])
@page(Permission.ADMINISTER)
def person(request: SeatRequest, number: int) -> HttpResponse:
    found = _person(number)
    known = {field: getattr(found, field) for field in PersonForm.base_fields}
    form = PersonForm(request.POST or None, initial=known)
    if request.method != "POST":
        return _page(request, found, form=form)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    version = request.POST.get("version", "")
    actions.change_person(
        by=request.actor,
        person=found,
        version=int(version) if version.isdigit() else 0,
        **form.cleaned_data,
    )
    messages.success(request, _("Saved."))
    return _back(found)


@require_POST
@page(Permission.ADMINISTER)
def seat(request: SeatRequest, number: int) -> HttpResponse:
    found, wanted = _person(number), seat_of(request.POST.get("seat", ""))
    if wanted is None:
        raise Http404
    try:
        if request.POST.get("take"):
            actions.take_seat(by=request.actor, person=found, seat=wanted)
        else:
            actions.give_seat(by=request.actor, person=found, seat=wanted)
    except NotToOneself:
        refusal = _("Nobody gives or takes a seat of their own. Another administrator can do it.")
        messages.error(request, refusal)
    except LastAdministrator:
        messages.error(request, _last())
    return _back(found)


@require_POST
@page(Permission.ADMINISTER)
def account(request: SeatRequest, number: int) -> HttpResponse:
    """Opens it, or makes a new password for a forgotten one; either is shown once."""
    found = _person(number)
    standing = getattr(found, "account", None)
    name = request.POST.get("sign_in_name", "").strip() or (
        standing.sign_in_name if standing else ""
    )
    if not name:
        messages.error(request, _("Say with which name they sign in; nothing was changed."))
        return _back(found)
    try:
        password = actions.open_account(by=request.actor, person=found, sign_in_name=name)
    except SignInNameTaken:
        messages.error(request, _("Somebody signs in with this name already."))
        return _back(found)
    return once(request, found, name, password)


@require_POST
@page(Permission.ADMINISTER)
def close(request: SeatRequest, number: int) -> HttpResponse:
    """Leaves: open sessions end with their next request."""
    found = _person(number)
    try:
        actions.close_account(by=request.actor, person=found)
    except LastAdministrator:
        messages.error(request, _last())
        return _back(found)
    messages.success(request, _("%(name)s has left and cannot sign in.") % {"name": found.name})
    return _back(found)


@require_POST
@page(Permission.ADMINISTER)
def team(request: SeatRequest, number: int) -> HttpResponse:
    found = _person(number)
    chosen = Team.objects.filter(pk=_chosen(request, "team")).first()
    if chosen is None:
        raise Http404
    if request.POST.get("take"):
        actions.leave_team(by=request.actor, person=found, team=chosen)
    else:
        leads = bool(request.POST.get("leads"))
        actions.join_team(by=request.actor, person=found, team=chosen, leads=leads)
    return _back(found)


@require_POST
@page(Permission.ADMINISTER)
def skill(request: SeatRequest, number: int) -> HttpResponse:
    found = _person(number)
    chosen = Skill.objects.filter(pk=_chosen(request, "skill")).first()
    if chosen is None:
        raise Http404
    actions.give_skill(by=request.actor, person=found, skill=chosen)
    return _back(found)


@require_POST
@page(Permission.ADMINISTER)
def week(request: SeatRequest, number: int) -> HttpResponse:
    """08:00 stays 08:00 when the clocks change in between."""
    found, form = _person(number), WeekForm(request.POST)
    if not form.is_valid():
        return _page(request, found, week=form, status=422)
    said = form.cleaned_data
    try:
        planned = actions.plan_week(
            by=request.actor,
            person=found,
            first=said["first"],
            weekdays={int(day) for day in said["weekdays"]},
            starts=said["starts"],
            ends=said["ends"],
            weeks=said["weeks"],
            kind=ShiftKind(said["kind"]),
        )
    except NotATime:
        form.add_error(None, _("These times cannot be planned."))
        return _page(request, found, week=form, status=422)
    words = ngettext("%(n)d shift was planned.", "%(n)d shifts were planned.", planned)
    messages.success(request, words % {"n": planned})
    return _back(found)


@require_POST
@page(Permission.ADMINISTER)
def away(request: SeatRequest, number: int) -> HttpResponse:
    found, form = _person(number), AwayForm(request.POST)
    if not form.is_valid():
        return _page(request, found, away=form, status=422)
    said, zone = form.cleaned_data, ZoneInfo(found.zone)
    actions.record_absence(
        by=request.actor,
        person=found,
        starts_at=first_reached(said["first"], time.min, zone),
        ends_at=first_reached(said["last"] + timedelta(days=1), time.min, zone),
        kind=AbsenceKind(said["kind"]),
    )
    return _back(found)


def _page(
    request: SeatRequest,
    found: Person,
    *,
    form: PersonForm | None = None,
    week: WeekForm | None = None,
    away: AwayForm | None = None,
    status: int = 200,
) -> HttpResponse:
    known = {field: getattr(found, field) for field in PersonForm.base_fields}
    context = {
        "person": found,
        "sheet": present(found),
        "form": form or PersonForm(initial=known),
        "week": week or WeekForm(),
        "away": away or AwayForm(),
        "oneself": found.pk == request.actor.person_id,
        "here": "people",
    }
    return render(request, "administrator/person.html", context, status=status)


def _person(number: int) -> Person:
    found = Person.objects.select_related("account").filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _chosen(request: SeatRequest, field: str) -> int:
    text = request.POST.get(field, "")
    return int(text) if text.isdigit() else 0


def _last() -> str:
    return _("The last administrator stays: make somebody else one first.")


def _back(found: Person) -> HttpResponse:
    return HttpResponseRedirect(reverse("administrator-person", args=[found.pk]))
