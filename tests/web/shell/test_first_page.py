"""Each seat opens on its work; somebody without a seat is told what to do."""

from collections.abc import Iterator

import pytest
from django.test import Client

from fullcircle.foundation import clock
from fullcircle.registry.people.states import Seat
from tests.factories.company import TUESDAY, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_tuesday() -> Iterator[None]:
    with clock.standing_at(TUESDAY):
        yield


@pytest.mark.parametrize(
    ("seat", "address"),
    [
        (Seat.DISPATCHER, "/board/"),
        (Seat.AGENT, "/calls/"),
        (Seat.TECHNICIAN, "/day/"),
        (Seat.BOOKKEEPER, "/review/"),
        (Seat.MANAGER, "/loop/"),
        (Seat.ADMINISTRATOR, "/company/"),
        (Seat.REQUESTER, "/my-requests"),
        (Seat.HR, "/my-customers/"),
    ],
)
def test_a_seat_opens_on_its_work(client: Client, seat: Seat, address: str) -> None:
    client.force_login(a_person("Robin Vale", seat).account)
    assert client.get("/")["Location"] == address


def test_somebody_without_a_seat_is_told_whom_to_ask(client: Client) -> None:
    client.force_login(a_person("Robin Vale").account)
    page = client.get("/")
    assert page.status_code == 403
    assert "You have no seat yet" in page.content.decode()


def test_nobody_is_sent_to_the_sign_in_page(client: Client) -> None:
    assert client.get("/")["Location"] == "/sign-in?next=/"
