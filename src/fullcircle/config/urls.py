"""All addresses: one include per seat, so that a screen is found by its folder."""

from django.urls import include, path

SEATS = [
    "shell",
    "cards",
    "agent",
    "dispatcher",
    "technician",
    "backoffice",
    "manager",
    "requester",
    "portal",
    "administrator",
    "everyone",
    "graph",
    "figures",
    "whatif",
    "replay",
]

urlpatterns = [
    *[path("", include(f"fullcircle.web.{seat}.urls")) for seat in SEATS],
    path("api/", include("fullcircle.api.urls")),
]
