"""What leaves the system leaves at least once, and nothing is believed sent that was not."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from fullcircle.foundation import clock, deliveries
from fullcircle.foundation.models import Delivery
from fullcircle.foundation.states import DeliveryState

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent() -> Iterator[list[str]]:
    """A gateway that keeps what it was given; taken away afterwards."""
    words: list[str] = []
    deliveries.plug_in("text", lambda delivery: words.append(delivery.text))
    yield words
    deliveries.unplug("text")


def a_text(words: str = "Joe is on his way") -> Delivery:
    return deliveries.queue(kind="text", address="+12025550143", text=words, about="case:1")


def test_without_a_gateway_the_words_are_kept_and_not_called_sent() -> None:
    assert a_text().state == DeliveryState.KEPT
    assert deliveries.drain() == 0


def test_a_waiting_text_is_sent_once(sent: list[str]) -> None:
    delivery = a_text()
    assert (deliveries.drain(), deliveries.drain()) == (1, 0)
    delivery.refresh_from_db()
    assert (sent, delivery.state, delivery.attempts) == (["Joe is on his way"], "sent", 1)


def test_what_another_worker_holds_is_left_to_it(sent: list[str]) -> None:
    delivery = a_text()
    Delivery.objects.filter(pk=delivery.pk).update(
        leased_until=clock.wall_time() + timedelta(minutes=1), leased_by="another"
    )
    assert deliveries.drain() == 0


def test_a_dead_worker_s_lease_runs_out_and_the_text_is_sent(sent: list[str]) -> None:
    delivery = a_text()
    Delivery.objects.filter(pk=delivery.pk).update(
        leased_until=clock.wall_time() - timedelta(seconds=1), leased_by="dead"
    )
    assert deliveries.drain() == 1


def test_a_failing_gateway_is_tried_later_and_in_the_end_given_up() -> None:
    def fail(delivery: Delivery) -> None:
        raise ConnectionError("the gateway is away")

    deliveries.plug_in("text", fail)
    try:
        delivery = a_text()
        for attempt in range(1, deliveries.ATTEMPTS + 1):
            deliveries.drain()
            delivery.refresh_from_db()
            assert delivery.attempts == attempt
            assert "the gateway is away" in delivery.trouble
            Delivery.objects.filter(pk=delivery.pk).update(due_at=clock.wall_time())
        assert delivery.state == DeliveryState.DEAD
    finally:
        deliveries.unplug("text")
