"""Teams and skills."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fullcircle.registry.people.actions import add_skill, add_team
from fullcircle.registry.people.models import Skill, Team
from fullcircle.registry.people.policy import Permission
from fullcircle.web.administrator.forms import NameForm
from fullcircle.web.shell.access import SeatRequest, page


@require_http_methods(["GET", "HEAD", "POST"])
@page(Permission.ADMINISTER)
def teams(request: SeatRequest) -> HttpResponse:
    form = NameForm(request.POST or None)
    if request.method == "POST":
        if not form.is_valid():
            return _page(request, form, status=422)
        name = form.cleaned_data["name"]
        if request.POST.get("what") == "skill":
            add_skill(by=request.actor, name=name)
        else:
            add_team(by=request.actor, name=name, trade=form.cleaned_data["trade"])
        messages.success(request, _("%(name)s is there.") % {"name": name})
        return HttpResponseRedirect(reverse("administrator-teams"))
    return _page(request, form)


def _page(request: SeatRequest, form: NameForm, *, status: int = 200) -> HttpResponse:
    context = {
        "teams": Team.objects.annotate(size=Count("memberships")).order_by("name"),
        "skills": Skill.objects.annotate(size=Count("holders")).order_by("name"),
        "form": form,
        "here": "teams",
    }
    return render(request, "administrator/teams.html", context, status=status)
