"""What the simulated company does, case by case and on average."""

from dataclasses import replace
from math import isnan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcircle.engines.queueing.company import (
    WEEK,
    Company,
    Duty,
    Hands,
    Link,
    LinkKey,
    Offer,
    Policy,
    Stage,
)
from fullcircle.engines.queueing.company_crew import Crew
from fullcircle.engines.queueing.company_draws import Cases, draw_cases, draw_shifts
from fullcircle.engines.queueing.company_rules import ORDINARY, URGENT, treat
from fullcircle.engines.queueing.company_run import Outcome, Run
from fullcircle.engines.queueing.company_study import Scheme, run_once, shifts_of
from fullcircle.engines.queueing.jobs import Fixed
from fullcircle.engines.queueing.refusals import BrokenLaw, NeverDone, NobodyCan
from tests.rules.queueing.companies import WORKDAYS, town_company

MONDAY_NINE = 540.0
SCHEME = Scheme(weeks=4, warm_up=1, cool_down=1)


def cases_of(rows, **changes) -> Cases:
    """Rows of (arrival, type, class, window end, minutes on site); nothing goes wrong."""
    count = len(rows)
    values = {
        "arrive": [row[0] for row in rows],
        "type": [row[1] for row in rows],
        "group": [row[2] for row in rows],
        "window": [(0.0, row[3]) for row in rows],
        "on_site": ([row[4] for row in rows], [row[4] for row in rows]),
        "travel": ([10.0] * count, [10.0] * count),
        "call": [4.0] * count,
        "plan": [3.0] * count,
        "paper": [10.0] * count,
        "books": [9.0] * count,
        "again_after": [1440.0] * count,
        "clarify": {key: [20.0] * count for key in LinkKey},
        "chance": {key: [1.0] * count for key in LinkKey},
        "again_chance": [1.0] * count,
        "again_briefing": [1.0] * count,
    }
    return Cases(**(values | changes))


def calm(**changes) -> Company:
    return town_company(**({"other_work": 0.0} | changes))


def run(company: Company, cases: Cases, policy: Policy | None = None) -> Outcome:
    return run_once(company, policy or Policy(), cases, SCHEME, 0)


def test_one_case_goes_through_all_stages():
    told = run(calm(), cases_of([(MONDAY_NINE, 0, 0, 240, 60)]))
    assert told.arrived == [540 + 4 + 3 + 10]
    assert told.posted == [557 + 60 + 10 + 9]
    assert [told.waits[key] for key in LinkKey] == [[0.0], [0.0], [0.0]]


def test_each_incomplete_hand_off_costs_what_its_link_says():
    forgot = {key: [0.0] for key in LinkKey}
    told = run(calm(), cases_of([(MONDAY_NINE, 0, 0, 240, 60)], chance=forgot))
    arrived = 540 + 4 + (3 + 3) + 20 + 10  # the planner's second touch, then the answer
    assert told.arrived == [arrived]
    assert told.posted == [arrived + 60 + 20 + 10 + 9 + 20 + 5]


def test_a_complete_link_costs_nothing():
    forgot = {key: [0.0] for key in LinkKey}
    cases = cases_of([(MONDAY_NINE, 0, 0, 240, 60)], chance=forgot)
    told = run(calm(), cases, Policy(complete=frozenset(LinkKey)))
    assert told.posted == [557 + 60 + 10 + 9]


def test_an_incomplete_briefing_can_cost_a_second_trip():
    forgot = {key: [0.0 if key is LinkKey.BRIEFING else 1.0] for key in LinkKey}
    cases = cases_of([(MONDAY_NINE, 0, 0, 240, 60)], chance=forgot, again_briefing=[0.1])
    told = run(calm(), cases)
    first_left = 557 + 60 + 20
    assert told.posted == [first_left + 1440 + 10 + 60 + 10 + 9]
    assert told.spent == [10 + 60 + 20 + 10 + 60]


def test_who_calls_at_night_is_answered_when_the_desk_opens():
    told = run(calm(), cases_of([(100.0, 0, 0, 900, 60)]))
    assert told.arrived == [480 + 4 + 3 + 10]


def test_somebody_on_call_goes_out_at_night_for_urgent_jobs_only():
    desk = {"hands": tuple(
        replace(one, duties=(Duty(0, WEEK),)) if Stage.FIELD not in one.stages else one
        for one in calm().hands
    )}  # fmt: skip
    cases = cases_of([(1100.0, 0, 0, 240, 60), (1101.0, 1, 0, 240, 60)])
    told = run(calm(**desk), cases)
    assert told.arrived == [1100 + 4 + 3 + 10, 1440 + 480 + 10]


def test_a_window_is_waited_for_unless_the_class_is_put_first():
    cases = cases_of([(MONDAY_NINE, 1, 1, 1500, 60)], window=[(1440.0, 1560.0)])
    assert run(calm(), cases).arrived == [540 + 1440]
    assert run(calm(), cases, Policy(first_classes=frozenset({1}))).arrived == [557]


def test_whoever_is_first_by_class_passes_those_who_wait():
    one = calm(hands=(Hands(frozenset({Stage.FIELD}), WORKDAYS, frozenset({"cooling"})),))
    one = replace(one, types=one.types[:1])
    rows = [(540.0, 0, 0, 240, 100), (541.0, 0, 0, 240, 60), (542.0, 0, 1, 240, 30)]
    order = [told.arrived for told in (run(one, cases_of(rows)), run(
        one, cases_of(rows), Policy(first_classes=frozenset({1}))))]  # fmt: skip
    assert order[0] == [557, 667, 737]
    assert order[1] == [557, 707, 667]


def test_over_the_cap_a_job_is_not_urgent_and_is_told_the_standard_time():
    rows = [(540.0 + place, 0, 0, 240, 60) for place in range(3)] + [(1990.0, 0, 0, 240, 60)]
    treated = treat(calm(), Policy(cap=2), cases_of(rows))
    assert treated.rank == [URGENT, URGENT, ORDINARY, URGENT]
    assert [round(due - row[0]) for due, row in zip(treated.due, rows, strict=True)] == [
        240, 240, 1440, 240,
    ]  # fmt: skip


def test_a_reserve_keeps_the_end_of_a_shift_for_urgent_jobs():
    one = calm(
        hands=(Hands(frozenset({Stage.FIELD}), WORKDAYS, frozenset({"cooling", "heating"})),)
    )
    rows = [(480.0 + place, 1, 0, 3000, 110) for place in range(4)]
    rows.append((490.0, 0, 0, 900, 20))
    rows.sort()
    cases = cases_of(rows)
    full = run(one, cases).arrived
    kept = run(one, cases, Policy(reserve=0.2)).arrived
    # 510 minutes: four jobs of 120 fit; with a fifth of them kept free, three do.
    assert max(full) < 1440
    assert max(kept) == 1440 + 480 + 10


def test_merged_roles_take_and_plan_in_one_go_and_hand_nothing_over():
    forgot = {key: [0.0 if key is LinkKey.INTAKE else 1.0] for key in LinkKey}
    cases = cases_of([(MONDAY_NINE, 0, 0, 240, 60)], chance=forgot)
    told = run(calm(), cases, Policy(merged=frozenset({Stage.CALL, Stage.PLAN})))
    assert told.arrived == [557]
    assert isnan(told.waits[LinkKey.INTAKE][0])


def test_a_stage_without_hands_takes_its_minutes_and_nobody_waits():
    nobody = calm(hands=())
    told = run(nobody, cases_of([(0.0, 0, 0, 240, 60)] * 3))
    assert told.arrived == [17.0] * 3


def test_a_long_job_begins_when_a_shift_begins():
    told = run(calm(), cases_of([(900.0, 1, 0, 3000, 600)]))
    assert told.arrived == [1440 + 480 + 10]


def test_absent_hands_stand_no_duty():
    hands = Hands(frozenset({Stage.FIELD}), WORKDAYS, absence=0.3)
    stood = len(draw_shifts(hands, calm(), 400, 1, (0, 0)))
    assert stood == pytest.approx(2_000 * 0.7, rel=0.05)
    assert draw_shifts(replace(hands, absence=1.0), calm(), 4, 1, (0, 0)) == []


def test_duties_come_round_with_the_cycle_of_weeks():
    hands = Hands(frozenset({Stage.FIELD}), (Duty(480, 990), Duty(WEEK + 1000, WEEK + 1200)))
    shifts = draw_shifts(hands, calm(cycle=2), 5, 1, (0, 0))
    assert [one.begin / WEEK for one in shifts] == pytest.approx(
        [480 / WEEK, 1 + 1000 / WEEK, 2 + 480 / WEEK, 3 + 1000 / WEEK, 4 + 480 / WEEK]
    )


def test_other_work_takes_its_share_of_the_shifts():
    shifts = draw_shifts(Hands(frozenset({Stage.FIELD}), WORKDAYS), town_company(), 4, 1, (0, 0))
    assert {round(len(one.blocks) * one.block_minutes, 6) for one in shifts} == {51.0}


def test_requests_follow_the_hours_of_the_week():
    company = town_company()
    cases = draw_cases(company, 200, 1, 0)
    hours = np.bincount((np.array(cases.arrive) // 60 % 168).astype(int), minlength=168)
    expected = 200 * (np.array(company.types[0].rates) + np.array(company.types[1].rates))
    assert hours[expected == 0].sum() == 0
    assert hours.sum() == pytest.approx(expected.sum(), rel=0.05)


def test_a_window_is_offered_as_it_was_at_a_like_time_of_the_week():
    friday, monday = 4 * 1440, 0
    offers = (
        Offer(friday + 900, friday + 3 * 1440 + 540, friday + 3 * 1440 + 660),  # Monday, 9 to 11
        Offer(monday + 600, monday + 660, monday + 780),  # the same day, an hour later
    )
    kind = replace(town_company().types[0], offers=offers)
    cases = draw_cases(town_company(types=(kind,)), 30, 1, 0)
    for arrive, (start, end) in zip(cases.arrive, cases.window, strict=True):
        early, late = round(start, 6) == 60, (arrive + start) % 1440
        assert early or late == pytest.approx(540)
        assert end - start == pytest.approx(120)


def test_surges_make_days_differ_more_than_chance_does():
    kind = town_company().types[0]
    spread = {}
    for surge in (0.0, 0.5):
        company = town_company(types=(replace(kind, surge=surge),))
        days = np.array(draw_cases(company, 400, 1, 0).arrive) // 1440
        counts = np.bincount(days.astype(int), minlength=2800).reshape(400, 7)[:, :5].ravel()
        spread[surge] = counts.var() / counts.mean() ** 2 - 1 / counts.mean()
    assert spread[0.0] == pytest.approx(0, abs=0.03)
    assert spread[0.5] == pytest.approx(0.5, abs=0.08)


def test_a_type_that_nobody_can_do_is_refused():
    with pytest.raises(NobodyCan, match="tune-up"):
        run(calm(hands=(calm().hands[6],)), cases_of([]))


def test_work_that_is_never_done_is_refused():
    part_time = Hands(
        frozenset({Stage.FIELD}), (Duty(480, 600),), frozenset({"cooling", "heating"})
    )
    busy = replace(calm(hands=(part_time,)), other_work=0.0)
    cases = cases_of([(float(place), 0, 0, 240, 100) for place in range(60)])
    with pytest.raises(NeverDone):
        run(busy, cases)


def test_one_pair_of_hands_is_never_in_two_places():
    company = calm()
    crew = Crew(company, Policy(), shifts_of(company, Policy(), SCHEME, 0), WEEK)
    task = (ORDINARY, 0.0, 1, 0, 2, 60.0)
    crew.occupy(3, task, 0.0)
    with pytest.raises(BrokenLaw, match="two places"):
        crew.occupy(3, task, 1.0)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Policy(reserve=1.0),
        lambda: Policy(merged=frozenset({Stage.CALL})),
        lambda: Policy(merged=frozenset({Stage.CALL, Stage.FIELD})),
        lambda: replace(town_company().types[0], rates=(1.0,)),
        lambda: replace(town_company().types[0], offers=()),
        lambda: replace(town_company().types[0], classes=(0.5, 0.2)),
    ],
)
def test_what_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match=r"reserve|merged|rate|window"):
        wrong()


policies = st.builds(
    Policy,
    first_classes=st.frozensets(st.integers(0, 1)),
    first_types=st.frozensets(st.integers(0, 1)),
    cap=st.none() | st.integers(0, 5),
    reserve=st.sampled_from([0.0, 0.1, 0.3]),
    more=st.sampled_from([(), (town_company().hands[4],)]),
    complete=st.frozensets(st.sampled_from(list(LinkKey))),
    merged=st.sampled_from([frozenset(), frozenset({Stage.CALL, Stage.PLAN}),
                            frozenset({Stage.PLAN, Stage.BOOKS})]),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(policies, st.integers(0, 1000), st.sampled_from([0.3, 0.8, 1.1]))
def test_whatever_is_tried_no_work_is_lost_and_none_is_done_twice(policy, seed, load):
    """The checks stand in the run itself; here they are walked over many policies."""
    company = town_company(load=load)
    cases = draw_cases(company, 2, seed, 0)
    scheme = Scheme(weeks=2, warm_up=0, cool_down=0, seed=seed)
    shifts = shifts_of(company, policy, scheme, 0)
    told = Run(company, policy, cases, Crew(company, policy, shifts, 2 * WEEK)).go()
    assert all(posted >= arrived for arrived, posted in zip(told.arrived, told.posted, strict=True))
    assert all(wait >= 0 for wait in told.waits[LinkKey.BRIEFING])
    assert sum(told.spent) > 0 or not cases.count


def test_a_link_that_is_never_incomplete_asks_nothing():
    company = town_company(links={LinkKey.CLOSEOUT: Link(1.0, Fixed(50))})
    told = treat(company, Policy(), draw_cases(company, 1, 1, 0))
    assert set(told.asked[LinkKey.INTAKE]) == {0.0}
    assert set(told.asked[LinkKey.CLOSEOUT]) == {50.0}
