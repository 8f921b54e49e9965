"""What every answer carries: a strict policy for content, no guessing of types, cookies out of reach."""

from django.test import Client
from django.urls import reverse

from fullcircle.registry.people.models import Account
from fullcircle.registry.people.states import Relation, Seat
from tests.web.walk.addresses import addresses
from tests.web.walk.principals import Outsider
from tests.web.walk.probing import asked_at, knock, taken_back
from tests.web.walk.world import World

LOOSE = ("unsafe-inline", "unsafe-eval", "http:", "https:", " *")


def test_every_page_has_a_strict_policy_and_no_guessing(world: World) -> None:
    wrong = []
    who = world.principals[Seat.MANAGER]
    for address in addresses():
        at = asked_at(address, who, Relation.OWN, world) or address.unknown
        if "GET" not in address.rows:
            continue
        with taken_back():
            response = knock(who.client, "GET", address, at, world)
        policy = response.headers.get("Content-Security-Policy", "")
        strict = "default-src 'self'" in policy or "default-src 'none'" in policy
        if not strict or any(word in policy for word in LOOSE):
            wrong.append(f"{at}: {policy}")
        if response.headers.get("X-Content-Type-Options") != "nosniff":
            wrong.append(f"{at}: types are guessed")
        if "frame-ancestors" not in policy and "sandbox" not in policy:
            wrong.append(f"{at}: can be framed")
    assert not wrong, "\n".join(wrong)


def test_pages_of_links_are_kept_nowhere(world: World) -> None:
    who = world.principals[Outsider.LINK_HOLDER]
    address = next(each for each in addresses() if each.text == "s/<str:token>")
    with taken_back():
        at = asked_at(address, who, Relation.OWN, world) or ""
        response = knock(who.client, "GET", address, at, world)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Robots-Tag"] == "noindex"


def test_photos_come_without_a_place_to_run_anything(world: World) -> None:
    who = world.principals[Seat.MANAGER]
    address = next(each for each in addresses() if each.text == "files/<uuid:number>")
    with taken_back():
        response = knock(
            who.client, "GET", address, asked_at(address, who, Relation.OWN, world) or "", world
        )
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


def test_the_session_is_out_of_reach_of_scripts_and_other_sites(world: World) -> None:
    client, words = Client(), "a long enough pass phrase"
    with taken_back():
        account = Account.objects.get(person=world.principals[Seat.AGENT].person)
        account.set_password(words)
        account.save()
        client.post(reverse("sign-in"), {"name": account.sign_in_name, "password": words})
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_sign_in_sends_nobody_to_another_host(world: World) -> None:
    page = Client().get(reverse("sign-in"), {"next": "https://evil.example/"})
    assert "evil.example" not in page.content.decode()
