"""The frame around every page: the rail by seat, the demo banner, and pages for what went wrong."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from django.urls import path

from fullcircle.registry.people.states import Seat
from fullcircle.web.shell.context import Frame
from fullcircle.web.shell.navigation import EVERY_SEAT, ITEMS, entries


def nowhere(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.path)


urlpatterns = [
    path("calls", nowhere, name="agent-calls"),
    path("board", nowhere, name="dispatcher-board"),
    path("board/inbox", nowhere, name="dispatcher-inbox"),
    path("me", nowhere, name="my-customers"),
    path("clock", nowhere, name="demo-clock"),
]
here = override_settings(ROOT_URLCONF=__name__)


def test_the_rail_only_knows_seats_that_exist() -> None:
    named = {seat for item in ITEMS if item.seats != EVERY_SEAT for seat in item.seats}
    assert named <= {seat.value for seat in Seat}


@here
def test_a_seat_finds_its_pages_and_no_others() -> None:
    request = RequestFactory().get("/calls")
    assert [entry.url for entry in entries(request, ["agent"])] == ["/calls", "/me"]
    assert [entry.current for entry in entries(request, ["agent"])] == [True, False]


@here
def test_a_person_with_two_seats_has_one_rail() -> None:
    found = entries(RequestFactory().get("/"), ["agent", "dispatcher"])
    assert [entry.url for entry in found] == ["/calls", "/board", "/board/inbox", "/me"]


@here
def test_the_deepest_address_is_the_current_one() -> None:
    found = entries(RequestFactory().get("/board/inbox/7"), ["dispatcher"])
    assert [entry.url for entry in found if entry.current] == ["/board/inbox"]


@here
def test_nobody_without_a_seat_sees_a_rail() -> None:
    assert entries(RequestFactory().get("/"), []) == []


@pytest.mark.parametrize("chosen", ["dark", "light", '"><script>'])
def test_only_known_lights_are_taken_from_the_cookie(chosen: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["theme"] = chosen
    assert Frame(request).theme == (chosen if chosen in ("dark", "light") else "")


@pytest.mark.parametrize("demo", [True, False])
@override_settings(ROOT_URLCONF=__name__)
def test_the_demo_company_says_loudly_that_it_is_one(demo: bool) -> None:
    request = RequestFactory().get("/calls")
    with override_settings(DEMO=demo):
        html = render_to_string("shell/demo_bar.html", {"shell": Frame(request)}, request=None)
    assert ("Demo company" in html) is demo
    assert ('action="/clock"' in html) is demo


@pytest.mark.parametrize("page", ["400", "403", "403_csrf", "404", "500"])
def test_pages_for_what_went_wrong_need_nothing_and_say_three_things(page: str) -> None:
    html = render_to_string(f"{page}.html")
    for part in ("What happened", "What was kept", "What to do"):
        assert part in html
