"""The scenes one after the other; a scene that has not happened yet happens when it is stepped to."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fullcircle.registry.people.models import Account
from fullcircle.web.replay import seen_as
from fullcircle.web.replay.player import NotPlayable, Player, plugged_in
from fullcircle.web.replay.scenes import SCENES, Scene, Screen
from fullcircle.web.shell.access import public


@dataclass(frozen=True)
class Seen:
    """One side of a scene: who it is, and the address of the frame. No address: not there yet."""

    name: str
    title: str
    initial_look: str
    address: str


@require_safe
@public()
def replay(request: HttpRequest) -> HttpResponse:
    """Begins with the first scene."""
    _player()
    return HttpResponseRedirect(reverse("demo-replay-scene", args=[SCENES[0].key]))


@require_safe
@public()
def scene(request: HttpRequest, key: str) -> HttpResponse:
    player = _player()
    place = _place(key)
    shown, played = SCENES[place], player.played()
    happened = shown.key in played
    context = {
        "scene": shown,
        "happened": happened,
        "number": place + 1,
        "of": len(SCENES),
        "sides": _sides(player, shown) if happened else (),
        "before": SCENES[place - 1] if place else None,
        "next": SCENES[place + 1] if place + 1 < len(SCENES) else None,
        "next_happened": place + 1 < len(SCENES) and SCENES[place + 1].key in played,
        "steps": [(one, one.key in played, one.key == key) for one in SCENES],
    }
    return render(request, "replay/scene.html", context)


@require_POST
@public()
def play(request: HttpRequest, key: str) -> HttpResponse:
    """Let it happen, and show it."""
    player = _player()
    _place(key)
    try:
        player.play(key)
    except NotPlayable as refusal:
        messages.error(
            request,
            _(
                "This scene cannot happen any more, the day went another way: %(why)s Nothing was changed."
            )
            % {"why": refusal},
        )
    return HttpResponseRedirect(reverse("demo-replay-scene", args=[key]))


@require_safe
@public()
def as_person(request: HttpRequest, person: int, path: str) -> HttpResponseBase:
    """A real page as this person sees it. Anywhere but in a demo this address does not exist."""
    _player()
    rows = Account.objects.select_related("person").filter(person_id=person, is_active=True)
    account = rows.first()
    if account is None:
        raise Http404
    return seen_as.page_of(request, account, f"/{path}")


def _player() -> Player:
    player = plugged_in()
    if not settings.DEMO or player is None:
        raise Http404
    return player


def _place(key: str) -> int:
    for place, one in enumerate(SCENES):
        if one.key == key:
            return place
    raise Http404


def _sides(player: Player, shown: Scene) -> list[Seen]:
    parts, names = player.parts(), player.names()
    people = {
        account.person_id: account.person
        for account in Account.objects.select_related("person").filter(
            person_id__in=[parts.get(side.part) for side in (shown.giver, shown.receiver)]
        )
    }
    sides = []
    for side in (shown.giver, shown.receiver):
        number = parts.get(side.part)
        person = people.get(number)
        sides.append(
            Seen(
                name=person.call_name if person else side.part,
                title=person.title if person else "",
                initial_look=str(side.look),
                address=_address(number, side, dict(names)) if number and person else "",
            )
        )
    return sides


def _address(person: int, side: Screen, names: dict[str, str]) -> str:
    try:
        where = {key: value.format(**names) for key, value in side.where.items()}
        path = reverse(side.address, kwargs=where or None)
        return seen_as.address(person, path, side.mark.format(**names))
    except (KeyError, NoReverseMatch):
        return ""
