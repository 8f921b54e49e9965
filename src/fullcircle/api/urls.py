"""Addresses of the API, below /api/."""

from django.urls import URLPattern, URLResolver, path

from fullcircle.api import description
from fullcircle.api.service import api

# Ninja adds a root of its own that only answers 404: ours has none.
OPERATIONS = [entry for entry in api.urls[0] if getattr(entry, "name", "") != "api-root"]

urlpatterns: list[URLPattern | URLResolver] = [
    path("openapi.json", description.openapi, name="api-description"),
    *OPERATIONS,
]
