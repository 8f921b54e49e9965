"""A gate or alarm code, shown once to whoever may see it, with the reason in the audit log."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fullcircle.registry.customers import actions as registry
from fullcircle.registry.customers.queries import code_numbered
from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.states import Relation
from fullcircle.web.cards.access import is_sent_to
from fullcircle.web.shell.access import SeatRequest, page


@require_POST
@page(Permission.REVEAL_CODE)
def reveal(request: SeatRequest, code: UUID) -> HttpResponse:
    """The code in clear for this one look. Without a reason nothing is shown."""
    kept = code_numbered(code)
    if kept is None:
        raise Http404
    own = is_sent_to(request.actor, kept.location)
    relation = Relation.OWN if own else Relation.FOREIGN
    reason = request.POST.get("reason", "").strip()
    given: dict[str, object] = {"code": kept, "reason": reason}
    if not reason:
        given["error"] = _("Say for what: it stands in the log beside your name.")
        return render(request, _template(request), given, status=422)
    given["clear"] = registry.reveal_code(
        by=request.actor,
        code=kept,
        relation=relation,
        reason=reason,
        case_number=request.POST.get("case", "")[:20],
    )
    answer = render(request, _template(request), given)
    answer["Cache-Control"] = "no-store"
    return answer


def _template(request: SeatRequest) -> str:
    return "cards/code.html" if request.htmx else "cards/code_page.html"
