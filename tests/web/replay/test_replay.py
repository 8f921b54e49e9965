"""The replay's pages: scenes in order, frames as other people, nothing of it in a real company."""

from collections.abc import Iterator, Mapping

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from fullcircle.foundation import clock
from fullcircle.registry.people.states import Seat
from fullcircle.web.replay import player, seen_as
from fullcircle.web.replay.scenes import SCENES
from tests.factories.company import TUESDAY, a_company, a_person

pytestmark = pytest.mark.django_db


class Told:
    """Plays by remembering; refuses one scene."""

    def __init__(self, parts: Mapping[str, int]) -> None:
        self._parts, self._played = parts, {SCENES[0].key}

    def play(self, scene: str) -> None:
        if scene == SCENES[-1].key:
            raise player.NotPlayable("Dana is booked already.")
        self._played.add(scene)

    def played(self) -> set[str]:
        return self._played

    def parts(self) -> Mapping[str, int]:
        return self._parts

    def names(self) -> Mapping[str, str]:
        return {}


@pytest.fixture
def parts(settings: LazySettings) -> Iterator[dict[str, int]]:
    settings.DEMO = True
    with clock.standing_at(TUESDAY):
        a_company()
        found = {
            "manager": a_person("Victor Almeida", Seat.MANAGER).pk,
            "agent": a_person("Priya Raman", Seat.AGENT).pk,
        }
        before = player.plugged_in()
        player.plug_in(Told(found))
        yield found
        if before is not None:
            player.plug_in(before)


def test_it_begins_with_the_first_scene_and_needs_no_account(
    client: Client, parts: dict[str, int]
) -> None:
    response = client.get(reverse("demo-replay"), follow=True)
    assert response.status_code == 200
    assert "1 of 8" in response.content.decode()
    assert str(SCENES[0].story) in response.content.decode()


def test_a_scene_that_has_not_happened_offers_to_happen(
    client: Client, parts: dict[str, int]
) -> None:
    address = reverse("demo-replay-scene", args=["09-02"])
    assert "Let it happen" in client.get(address).content.decode()
    played = client.post(reverse("demo-replay-play", args=["09-02"]))
    assert (played.status_code, played["Location"]) == (302, address)
    assert "Let it happen" not in client.get(address).content.decode()


def test_a_scene_that_cannot_happen_says_why(client: Client, parts: dict[str, int]) -> None:
    response = client.post(reverse("demo-replay-play", args=["17-00"]), follow=True)
    assert "Dana is booked already." in response.content.decode()


def test_a_frame_shows_the_real_page_as_that_person(client: Client, parts: dict[str, int]) -> None:
    response = client.get(seen_as.address(parts["manager"], reverse("manager-loop"), ""))
    page = response.content.decode()
    assert response.status_code == 200
    assert "in-replay" in page
    assert "<script" not in page
    refused = client.get(seen_as.address(parts["agent"], reverse("manager-loop"), ""))
    assert refused.status_code == 403


def test_a_frame_only_reads(client: Client, parts: dict[str, int]) -> None:
    address = seen_as.address(parts["manager"], reverse("manager-loop"), "")
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("path", ["/replay/09-02", "/sign-out", "/no-such-page", "/events"])
def test_some_addresses_are_no_pages_to_look_at(
    client: Client, parts: dict[str, int], path: str
) -> None:
    assert client.get(seen_as.address(parts["manager"], path, "")).status_code == 404


def test_nobody_is_seen_as_somebody_without_an_account(
    client: Client, parts: dict[str, int]
) -> None:
    assert client.get(seen_as.address(999_999, reverse("manager-loop"), "")).status_code == 404


def test_in_a_real_company_none_of_it_exists(
    client: Client, parts: dict[str, int], settings: LazySettings
) -> None:
    settings.DEMO = False
    for address in (
        reverse("demo-replay"),
        reverse("demo-replay-scene", args=["09-02"]),
        seen_as.address(parts["manager"], reverse("manager-loop"), ""),
    ):
        assert client.get(address).status_code == 404
    assert client.post(reverse("demo-replay-play", args=["09-02"])).status_code == 404


def test_words_to_look_at_are_underlined_once_and_only_in_the_work() -> None:
    page = "<title>Fluffy</title><main><p>a dog named Fluffy</p><p>Fluffy</p></main>"
    marked = seen_as.underline(page, "Fluffy")
    assert marked.count('<mark class="replay-mark"') == 1
    assert marked.startswith("<title>Fluffy</title>")
