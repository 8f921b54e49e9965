"""People: the list, and a new colleague."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fullcircle.foundation.transactions import action
from fullcircle.registry.people.actions import add_person, give_seat, open_account
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.models import Person
from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.queries import people_after
from fullcircle.registry.people.refusals import NameMissing, SignInNameTaken
from fullcircle.web.administrator import words
from fullcircle.web.administrator.forms import NewPersonForm, seat_of
from fullcircle.web.shell.access import SeatRequest, page

PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
@page(Permission.ADMINISTER)
def people(request: SeatRequest) -> HttpResponse:
    form = NewPersonForm(request.POST or None)
    if request.method != "POST":
        return _list(request, form)
    if not form.is_valid():
        return _list(request, form, status=422)
    try:
        added, password = _enter(by=request.actor, said=form.cleaned_data)
    except SignInNameTaken:
        form.add_error("sign_in_name", _("Somebody signs in with this name already."))
        return _list(request, form, status=422)
    except NameMissing:
        form.add_error("name", _("Somebody has a name."))
        return _list(request, form, status=422)
    if password:
        return once(request, added, form.cleaned_data["sign_in_name"], password)
    messages.success(request, _("%(name)s works here now.") % {"name": added.name})
    return HttpResponseRedirect(reverse("administrator-person", args=[added.pk]))


@action
def _enter(*, by: Actor, said: dict[str, str]) -> tuple[Person, str]:
    """Person, first seat and account stand or fall together."""
    seat, sign_in_name = seat_of(said["seat"]), said["sign_in_name"]
    known = {key: value for key, value in said.items() if key not in {"seat", "sign_in_name"}}
    person = add_person(by=by, **known)
    if seat is not None:
        give_seat(by=by, person=person, seat=seat)
    password = open_account(by=by, person=person, sign_in_name=sign_in_name) if sign_in_name else ""
    return person, password


def once(request: SeatRequest, person: Person, sign_in_name: str, password: str) -> HttpResponse:
    """The password on the screen, this one time."""
    context = {"person": person, "name": sign_in_name.strip().lower(), "password": password}
    response = render(request, "administrator/password_once.html", {**context, "here": "people"})
    response["Cache-Control"] = "no-store"
    return response


def _list(request: SeatRequest, form: NewPersonForm, *, status: int = 200) -> HttpResponse:
    name, _tilde, number = request.GET.get("after", "").rpartition("~")
    found = people_after(name, int(number) if number.isdigit() else 0, most=PAGE)
    shown = found[:PAGE]
    rows = [(row, [words.seat_word(held.seat) for held in row.seats.all()]) for row in shown]
    last = shown[-1] if len(found) > PAGE else None
    context = {
        "rows": rows,
        "form": form,
        "more": f"{last.name}~{last.pk}" if last else "",
        "after": bool(name),
        "here": "people",
    }
    return render(request, "administrator/people.html", context, status=status)
