"""Photos and signatures: served through the policy, never from a public folder."""

import uuid

from django.http import FileResponse, Http404, HttpResponseBase
from django.views.decorators.http import require_safe

from fullcircle.foundation import files
from fullcircle.foundation.models import StoredFile
from fullcircle.operations.fieldwork.queries import may_see_file
from fullcircle.registry.people.policy import Permission
from fullcircle.web.shell.access import SeatRequest, page


@require_safe
@page(Permission.SEE_CASE)
def stored_file(request: SeatRequest, number: uuid.UUID) -> HttpResponseBase:
    stored = StoredFile.objects.filter(pk=number).first()
    if stored is None or not may_see_file(request.actor, stored):
        raise Http404
    path = files.path_of(stored)
    if not path.exists():
        raise Http404
    response = FileResponse(path.open("rb"), content_type=stored.content_type)
    response["Content-Disposition"] = "inline"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
