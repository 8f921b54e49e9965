"""Pages of the frame itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fullcircle.web.shell import samples


def look(request: HttpRequest) -> HttpResponse:
    """The living style page: every component in every state."""
    return render(request, "shell/look.html", samples.everything())


def look_phone(request: HttpRequest) -> HttpResponse:
    """The technician's briefing, as a picture of the phone's look."""
    return render(request, "shell/look_phone.html", samples.everything())
