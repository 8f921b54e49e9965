"""The close-out: one page, one door with two buttons, and where it goes afterwards."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fullcircle.foundation import clock
from fullcircle.foundation.transactions import StaleEdit
from fullcircle.handoffs.queries import chains_for
from fullcircle.operations.fieldwork import actions
from fullcircle.operations.fieldwork.day_queries import Stop, day_of, parts_offered, still_on_site
from fullcircle.operations.fieldwork.queries import latest_close_out
from fullcircle.operations.fieldwork.rules import (
    CloseOutIncomplete,
    ElsewhereNow,
    SignatureMissing,
)
from fullcircle.operations.fieldwork.states import Signed
from fullcircle.operations.scheduling.rules import VisitStepNotPossible
from fullcircle.operations.scheduling.states import VisitState
from fullcircle.registry.catalogue.models import ClosingFormItem
from fullcircle.registry.people.policy import Permission
from fullcircle.web.shell.access import SeatRequest, page
from fullcircle.web.technician import closing, presenters
from fullcircle.web.technician.finding import day_window, own, person_id, zone_of
from fullcircle.web.technician.forms import CloseOutForm, item_name


@require_http_methods(["GET", "HEAD", "POST"])
@page(Permission.CLOSE_OUT)
def close_out(request: SeatRequest, number: int) -> HttpResponse:
    stop = own(request, number)
    if stop.visit.state == VisitState.LEFT:
        return _to_done(number)
    items = list(stop.visit.job.job_type.form.items.all())
    inside = stop.visit.job.case.customer.is_inside
    if request.method != "POST":
        form = CloseOutForm(items=items, inside=inside, initial=_beginning(stop))
        return _show(request, stop, form, _Tried())
    form = CloseOutForm(request.POST, items=items, inside=inside)
    tried = _read(request, items)
    if not form.is_valid() or "more_parts" in request.POST:
        # An unknown choice or an overlong text: Django's own words stand beside the field.
        return _show(request, stop, form, tried, status=422 if form.errors else 200)
    tried.gaps = closing.judge(form, tried.kept, tried.rows, request.POST.get("signed", ""))
    if tried.gaps or request.POST.get("signed") not in set(Signed):
        return _show(request, stop, form, tried, status=422)
    return _hand_over(request, stop, form, tried)


class _Tried:
    """What one try brought along beside the form's fields."""

    def __init__(
        self,
        kept: closing.Kept | None = None,
        rows: list[closing.PartRow] | None = None,
    ) -> None:
        self.kept = kept or closing.Kept()
        self.rows = rows or []
        self.gaps: list[closing.Gap] = []


def _read(request: SeatRequest, items: list[ClosingFormItem]) -> _Tried:
    kept = closing.keep_files(items, request.POST, request.FILES, by=request.actor.ref)
    return _Tried(kept, closing.part_rows(request.POST))


def _hand_over(request: SeatRequest, stop: Stop, form: CloseOutForm, tried: _Tried) -> HttpResponse:
    signed = Signed(request.POST["signed"])
    report = closing.report_of(form, tried.kept, tried.rows, signed)
    key = form.cleaned_data["key"]
    try:
        actions.close_out(
            by=request.actor,
            visit=stop.visit,
            report=report,
            idempotency_key=f"{stop.visit.ref} {key}"[:100] if key else "",
        )
    except CloseOutIncomplete as refusal:
        tried.gaps = [
            closing.Gap(f"id_{item_name(item)}", label, _("Still open."))
            for item, label in refusal.missing.items()
        ]
    except SignatureMissing:
        tried.gaps = [closing.Gap("id_signed_by_name", _("Who signs?"), _("A name is missing."))]
    except ElsewhereNow:
        there = still_on_site(person_id(request), besides=stop.visit.pk)
        street = there.job.location.spoken if there else _("another place")
        words = _("You are still at %(street)s. Close that visit out first; all of this is kept.")
        tried.gaps = [closing.Gap("door", _("Not here yet"), words % {"street": street})]
    except VisitStepNotPossible:
        words = _("This visit was not sent to you, or was taken back. Ask the dispatcher.")
        tried.gaps = [closing.Gap("door", _("Not yours to close now"), words)]
    except StaleEdit:
        # The same button twice: whichever came second finds the close-out of the first.
        if latest_close_out(stop.visit) is None:
            raise
    if tried.gaps:
        return _show(request, stop, form, tried, status=422)
    return _to_done(stop.visit.pk)


def _beginning(stop: Stop) -> dict[str, str]:
    request = stop.visit.job.request
    contact = request.contact
    return {
        "key": str(uuid.uuid4()),
        "signed_by_name": request.who_is_there or (contact.name if contact else ""),
    }


def _show(
    request: SeatRequest, stop: Stop, form: CloseOutForm, tried: _Tried, *, status: int = 200
) -> HttpResponse:
    for gap in tried.gaps:
        name = gap.anchor.removeprefix("id_")
        if name in form.fields:
            form.add_error(name, gap.words)
    form.mark_needed()
    trade = stop.visit.job.case.trade
    context = {
        "stop": stop,
        "form": form,
        "checks": _checks(form, tried),
        "more": _photo(closing.MORE, _("More photos"), tried, many=True),
        "signature": tried.kept.signature,
        "rows": [*tried.rows, closing.PartRow()],
        "offered": parts_offered("", trade),
        "trade": trade,
        "gaps": _gaps(form, tried),
        "parts_gap": _parts_gap(tried),
        "shown_again": request.method == "POST",
        "currency": settings.CURRENCY,
        "title": stop.visit.job.job_type.name,
        "street": stop.visit.job.location.spoken,
    }
    return render(request, "technician/close_out.html", context, status=status)


def _gaps(form: CloseOutForm, tried: _Tried) -> list[closing.Gap]:
    """What was judged, and what Django itself could not read, in one list."""
    judged = {gap.anchor for gap in tried.gaps}
    besides = [
        closing.Gap(f"id_{name}", str(form.fields[name].label), str(words[0]))
        for name, words in form.errors.items()
        if name in form.fields and f"id_{name}" not in judged
    ]
    return [*tried.gaps, *besides]


def _parts_gap(tried: _Tried) -> str:
    """Said under the lines when no line says it itself."""
    if any(row.wrong for row in tried.rows):
        return ""
    return next((gap.words for gap in tried.gaps if gap.anchor == "parts"), "")


def _checks(form: CloseOutForm, tried: _Tried) -> list[dict[str, Any]]:
    return [
        {"bound": bound, "unit": item.unit}
        if bound is not None
        else _photo(item.key, item.label, tried, required=item.required)
        for item, bound in form.checks()
    ]


def _photo(
    key: str, label: str, tried: _Tried, *, required: bool = False, many: bool = False
) -> dict[str, Any]:
    name = f"id_{item_name(key)}"
    words = [gap.words for gap in tried.gaps if gap.anchor == name]
    return {
        "key": key,
        "id": name,
        "label": label,
        "required": required,
        "many": many,
        "kept": tried.kept.photos.get(key, []),
        "error": words[0] if words else tried.kept.wrong.get(key, ""),
    }


@require_safe
@page(Permission.CLOSE_OUT)
def parts(request: SeatRequest) -> HttpResponse:
    """Options while one types; without script the first thirty stand there and words do too."""
    text = (request.GET.getlist("part_what") or [""])[-1].strip()
    found = parts_offered(text[:60], request.GET.get("trade", ""))
    return render(request, "technician/part_options.html", {"offered": found})


@require_safe
@page(Permission.CLOSE_OUT)
def done(request: SeatRequest, number: int) -> HttpResponse:
    """The ring after the visit, and where to go next."""
    stop = own(request, number)
    written = latest_close_out(stop.visit)
    if written is None:
        messages.info(request, _("This visit is not closed out yet."))
        return HttpResponseRedirect(reverse("technician-visit", args=[number]))
    at = clock.now()
    today = day_window(zone_of(request))
    stops = day_of(person_id(request), today.start, today.end)
    cards = presenters.cards_of(stops, at=at)
    chains = chains_for([stop.visit.job.case_id], at=at)
    context = {
        "card": presenters.card_of(stop, chains, at=at),
        "written": written,
        "next": presenters.next_of(cards),
        "left_over": sum(1 for card in cards if not card.done),
    }
    return render(request, "technician/done.html", context)


def _to_done(number: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("technician-done", args=[number]))
