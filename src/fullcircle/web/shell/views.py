"""Pages of the frame itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fullcircle.web.shell import samples
from fullcircle.web.shell.access import public


@require_safe
@public()
def look(request: HttpRequest) -> HttpResponse:
    """The living style page: every component in every state."""
    return render(request, "shell/look.html", samples.everything())


@require_safe
@public()
def look_phone(request: HttpRequest) -> HttpResponse:
    """The technician's briefing, as a picture of the phone's look."""
    return render(request, "shell/look_phone.html", samples.everything())
