"""An API that forgot its door: the system check has to find it."""

from django.http import HttpRequest
from ninja import NinjaAPI

careless = NinjaAPI(urls_namespace="careless", openapi_url="", docs_url=None)


@careless.get("/careless")
def anybody(request: HttpRequest) -> str:
    return "come in"


urlpatterns = [entry for entry in careless.urls[0] if getattr(entry, "name", "") != "api-root"]
