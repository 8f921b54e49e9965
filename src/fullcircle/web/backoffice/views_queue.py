"""The desk: close-outs that wait for the back office, pile by pile."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fullcircle.operations.billing.queries import Paper, queue, queue_counts
from fullcircle.operations.billing.states import Queue
from fullcircle.registry.people.policy import Permission
from fullcircle.web.backoffice import paging
from fullcircle.web.backoffice.presenters import PAGE, paper_rows, today_starts
from fullcircle.web.shell.access import SeatRequest, page


@dataclass(frozen=True)
class Tab:
    """One pile: its word, how many lie in it, whether it is open."""

    key: Queue
    word: str
    count: int
    current: bool
    hint: str


@require_safe
@page(Permission.SEE_REVIEW)
def review(request: SeatRequest) -> HttpResponse:
    """Oldest first. The list alone is asked again when somebody closes out, answers or posts."""
    wanted = request.GET.get("pile", "")
    which = Queue(wanted) if wanted in set(Queue) else Queue.REVIEW
    day_start = today_starts()
    behind = paging.from_text(request.GET.get("after", ""))
    found = queue(which, day_start=day_start, behind=behind, most=PAGE)
    counts = queue_counts(day_start)
    words = {
        Queue.REVIEW: (_("To review"), counts.review, "1"),
        Queue.ANSWERED: (_("Came back answered"), counts.answered, "2"),
        Queue.OUT: (_("Out for an answer"), counts.out, "3"),
        Queue.POSTED: (_("Posted today"), counts.posted, "4"),
    }
    context = {
        "rows": paper_rows(found[:PAGE]),
        "tabs": [Tab(key, *words[key][:2], key is which, words[key][2]) for key in Queue],
        "counts": counts,
        "which": which,
        "after": request.GET.get("after", "") if behind else "",
        "more": _place(found[PAGE - 1], which) if len(found) > PAGE else "",
    }
    template = "backoffice/queue_list.html" if request.htmx else "backoffice/queue.html"
    return render(request, template, context)


def _place(row: Paper, which: Queue) -> str:
    posted = row.posted_at if which is Queue.POSTED else None
    return paging.as_text(posted or row.given_at, row.handoff_id)
