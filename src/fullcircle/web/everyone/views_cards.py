"""The expectation card of a link: read by all, changed by its receiver, objected to by its giver."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from fullcircle.foundation.transactions import StaleEdit
from fullcircle.handoffs import actions as handoffs
from fullcircle.handoffs.actions.asking import AskAnsweredAlready
from fullcircle.handoffs.actions.cards import CardNotUnderstood
from fullcircle.handoffs.completeness import CardPart
from fullcircle.handoffs.models import ExpectationCard
from fullcircle.handoffs.queries import ask_for, given_lately, versions_of
from fullcircle.handoffs.states import LinkKey
from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.refusals import NotAllowed, NotYours
from fullcircle.web.components.chain_ring import link_words
from fullcircle.web.components.seat_words import all_of
from fullcircle.web.components.trade_words import trade as trade_word
from fullcircle.web.everyone.card_preview import preview_of
from fullcircle.web.everyone.forms import (
    AnswerForm,
    CardForm,
    ObjectionForm,
    OnTheCardForm,
    PartForms,
    key_of,
)
from fullcircle.web.everyone.views_words import asks_shown
from fullcircle.web.shell.access import SeatRequest, page


@require_GET
@page(Permission.MY_CUSTOMERS)
def card(request: SeatRequest, link: str, trade: str) -> HttpResponse:
    """Parts, promise, duties, and every version with who, why and when."""
    return _shown(request, _versions(link, trade))


@require_POST
@page(Permission.CHANGE_CARD)
def preview(request: SeatRequest, link: str, trade: str) -> HttpResponse:
    """What the change would have found in the last fifty, while it is being typed."""
    versions = _versions(link, trade)
    _owner(request, versions[0])
    forms, whole = PartForms(request.POST), CardForm(request.POST)
    whole.is_valid()
    parts = _parts(forms) if forms.is_valid() else []
    minutes = whole.cleaned_data.get("promised_minutes")
    found = preview_of(parts, minutes, list(given_lately(versions[0])))
    return render(request, "everyone/card_preview.html", {"preview": found})


@require_POST
@page(Permission.CHANGE_CARD)
def change(request: SeatRequest, link: str, trade: str) -> HttpResponseBase:
    """The next version, in force from now. What was given before keeps the version it had."""
    versions = _versions(link, trade)
    _owner(request, versions[0])
    forms, whole = PartForms(request.POST), CardForm(request.POST)
    if not (forms.is_valid() and whole.is_valid()):
        return _shown(request, versions, forms=forms, whole=whole, status=422)
    if whole.cleaned_data["version"] != versions[0].version:
        writer = versions[0].written_by
        raise StaleEdit(_("this card"), writer.call_name if writer else "")
    try:
        handoffs.change_card(
            by=request.actor,
            card=versions[0],
            parts=_parts(forms),
            promised_minutes=whole.cleaned_data["promised_minutes"],
            because=whole.cleaned_data["because"],
        )
    except CardNotUnderstood:
        whole.add_error(None, _("A card needs at least one line, and each line once."))
        return _shown(request, versions, forms=forms, whole=whole, status=422)
    messages.success(
        request, _("In force from now. The next hand-off is measured by it; earlier ones are not.")
    )
    return redirect("card-of-link", link=link, trade=trade)


@require_POST
@page(Permission.CHANGE_CARD)
def objection(request: SeatRequest, link: str, trade: str) -> HttpResponseBase:
    """The giver says that it cannot be given like that. It stays in force; the two talk."""
    versions = _versions(link, trade)
    form = ObjectionForm(request.POST)
    if not form.is_valid():
        return _shown(request, versions, objection=form, status=422)
    handoffs.object_to_card(by=request.actor, card=versions[0], why=form.cleaned_data["why"])
    messages.success(request, _("Said. The card stays in force until you two have talked."))
    return redirect("card-of-link", link=link, trade=trade)


@require_POST
@page(Permission.ANSWER)
def answer(request: SeatRequest, number: int) -> HttpResponseBase:
    """In place: answer, decline with a word, or answer and put it on the card."""
    ask = ask_for(request.actor, number)
    if ask is None:
        raise NotYours("ask")
    said, deed = AnswerForm(request.POST), request.POST.get("deed", "answer")
    part = OnTheCardForm(request.POST if deed == "card" else None)
    right = said.is_valid() and (deed != "card" or part.is_valid())
    if right:
        try:
            extra = _on_the_card(ask.link.key, part) if deed == "card" and ask.link else {}
            handoffs.answer_ask(
                by=request.actor,
                ask=ask,
                answer=said.cleaned_data["answer"],
                declined=deed == "decline",
                **extra,
            )
            return redirect("asks")
        except AskAnsweredAlready:
            messages.warning(
                request, _("Somebody answered it in the meantime; that answer stands.")
            )
            return redirect("asks")
        except NotAllowed:
            if not extra:
                raise
            part.add_error(None, _("Only the receiver of this link may change its card."))
    given = asks_shown(request) | {"tried": number, "said": said, "part": part, "deed": deed}
    return render(request, "everyone/asks.html", given, status=422)


def _on_the_card(link: str, form: OnTheCardForm) -> dict[str, Any]:
    found = versions_of(LinkKey(link), form.cleaned_data["trade"]).first()
    if found is None:
        return {}
    label = form.cleaned_data["label"].strip()
    new = CardPart(
        key=key_of(label),
        label=label,
        required=form.cleaned_data["required"],
        validator=form.cleaned_data["validator"],
    )
    return {"card": found, "new_part": new}


def _versions(link: str, trade: str) -> list[ExpectationCard]:
    """The newest first; 404 where there is no such card."""
    if link not in set(LinkKey):
        raise Http404
    found = list(versions_of(LinkKey(link), trade))
    if not found:
        raise Http404
    return found


def _owner(request: SeatRequest, card: ExpectationCard) -> None:
    if card.link.receiver_seat not in request.actor.seats:
        raise NotAllowed("change a card", request.actor.ref)


def _parts(forms: Any) -> list[CardPart]:
    return [part for form in forms if (part := form.part()) is not None]


def _shown(
    request: SeatRequest,
    versions: list[ExpectationCard],
    *,
    status: int = 200,
    **tried: Any,
) -> HttpResponse:
    newest = versions[0]
    owned = newest.link.receiver_seat in request.actor.seats
    given: Mapping[str, Any] = {
        "card": newest,
        "versions": versions,
        "word": link_words()[LinkKey(newest.link.key)],
        "trade": trade_word(newest.trade),
        "giver": all_of(newest.link.giver_seat),
        "receiver": all_of(newest.link.receiver_seat),
        "owned": owned,
        "gives": newest.link.giver_seat in request.actor.seats,
        "forms": tried.get("forms") or PartForms(initial=newest.parts),
        "whole": tried.get("whole")
        or CardForm(
            initial={"promised_minutes": newest.promised_minutes, "version": newest.version}
        ),
        "objection": tried.get("objection") or ObjectionForm(),
        "tried": bool(tried),
        "preview": preview_of(
            [CardPart.from_row(row) for row in newest.parts],
            newest.promised_minutes,
            list(given_lately(newest)),
        ),
    }
    return render(request, "everyone/card.html", given, status=status)
