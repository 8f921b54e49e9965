"""Putting one first is exact arithmetic on one resource, and an estimate for a team."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcircle.engines.queueing.customers import given as customers_of
from fullcircle.engines.queueing.displacement import Waiting, put_first, put_first_in_turn
from fullcircle.engines.queueing.station import serve

minutes = st.floats(min_value=0.5, max_value=480, allow_nan=False)
queues = st.lists(minutes, min_size=1, max_size=40).map(
    lambda lengths: [Waiting(str(place), length) for place, length in enumerate(lengths)]
)


def test_by_hand():
    queue = [Waiting("a", 30, promised=40), Waiting("b", 60, promised=89), Waiting("e", 20)]
    told = put_first(queue, "e", [0])
    assert told.delays == {"a": 20, "b": 20, "e": -90}
    assert (told.minutes, told.benefit, told.exact) == (40, 90, True)
    assert told.broken == ("a",)  # b was late before: nothing of it breaks now
    assert told.comes_last == "a"


def test_who_was_first_already_takes_nothing_from_anybody():
    told = put_first([Waiting("a", 30), Waiting("b", 10)], "a", [0])
    assert (told.minutes, told.benefit, told.comes_last) == (0, 0, None)


def test_a_job_that_does_not_wait_cannot_be_put_first():
    with pytest.raises(KeyError):
        put_first([Waiting("a", 30)], "b", [0])


@given(queues, st.data())
def test_on_one_resource_the_work_weighted_minutes_add_up_to_nothing(queue, data):
    chosen = data.draw(st.sampled_from(queue))
    told = put_first(queue, chosen.key, [0.0])
    total = sum(job.minutes * told.delays[job.key] for job in queue)
    scale = sum(job.minutes * abs(told.delays[job.key]) for job in queue)
    assert total == pytest.approx(0, abs=1e-9 * max(scale, 1))


@given(queues, st.data())
def test_everybody_passed_over_waits_exactly_the_favoured_job_longer(queue, data):
    place = data.draw(st.integers(0, len(queue) - 1))
    chosen = queue[place]
    told = put_first(queue, chosen.key, [0.0])
    passed = queue[:place]
    assert told.minutes == pytest.approx(len(passed) * chosen.minutes)
    assert told.benefit == pytest.approx(sum(job.minutes for job in passed))
    assert all(told.delays[job.key] == pytest.approx(0) for job in queue[place + 1 :])


@given(queues, st.integers(2, 5), st.data())
def test_a_team_never_makes_the_favoured_one_wait_longer(queue, team, data):
    chosen = data.draw(st.sampled_from(queue))
    told = put_first(queue, chosen.key, [0.0] * team)
    assert told.benefit >= -1e-9
    assert not told.exact


@given(queues, st.data())
def test_several_exceptions_in_the_order_of_decision_telescope(queue, data):
    keys = data.draw(st.lists(st.sampled_from([job.key for job in queue]), max_size=4, unique=True))
    judged = put_first_in_turn(queue, keys, [0.0])
    changed = [*reversed(keys), *(job.key for job in queue if job.key not in keys)]
    length = {job.key: job.minutes for job in queue}
    for job in queue:
        before = sum(length[other.key] for other in queue[: queue.index(job)])
        after = sum(length[key] for key in changed[: changed.index(job.key)])
        assert sum(told.delays[job.key] for told in judged) == pytest.approx(after - before)


@given(st.lists(st.tuples(minutes, minutes), min_size=2, max_size=30), st.data())
def test_putting_a_kind_first_on_one_server_conserves_the_work_weighted_wait(rows, data):
    """The busy period whole, with arrivals later than the decision."""
    arrivals = sorted(row[0] for row in rows)
    kinds = data.draw(st.lists(st.integers(0, 1), min_size=len(rows), max_size=len(rows)))
    customers = customers_of(
        [(at, kind, row[1]) for at, kind, row in zip(arrivals, kinds, rows, strict=True)]
    )
    equal, first = serve(customers, 1), serve(customers, 1, (0, 1))
    assert first.weighted_wait == pytest.approx(equal.weighted_wait, rel=1e-9, abs=1e-6)
