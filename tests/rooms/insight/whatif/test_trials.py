"""A trial from the click to its result."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.tasks import default_task_backend

from fullcircle.foundation import clock
from fullcircle.insight.models import ScenarioRun
from fullcircle.insight.whatif import actions, fitting, playing, running, tasks
from fullcircle.insight.whatif.estimates import Estimated, How
from fullcircle.insight.whatif.queries import offered, run_numbered, runs_lately
from fullcircle.insight.whatif.rules import Choice, NothingChosen, NotToBeTried, choice_from
from fullcircle.insight.whatif.states import RunState, Trial, Trouble
from fullcircle.registry.people.actor import worker
from fullcircle.registry.people.refusals import NotAllowed, NotYours
from tests.factories.company import Company

ALL_OF_THEM = (
    Choice(Trial.PUT_FIRST, who="organisation:home_service"),
    Choice(Trial.CAP, number=1),
    Choice(Trial.RESERVE, number=10),
    Choice(Trial.ONE_MORE, trade="home_service"),
    Choice(Trial.COMPLETE, link="closeout"),
    Choice(Trial.MERGE, roles=("agent", "dispatcher")),
)


@pytest.fixture(autouse=True)
def _few_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "_WORK", 1_000)
    monkeypatch.setattr(running, "_FEWEST", 3)
    monkeypatch.setattr(fitting, "SHARES", (0.0, 0.4))


def tried(company: Company, *choices: Choice) -> ScenarioRun:
    run = actions.try_out(by=company.by_manager, choices=choices or ALL_OF_THEM)
    tasks.run_scenario.func(run.pk)
    run.refresh_from_db()
    return run


def change_of(run: ScenarioRun, trial: Trial, key: str, what: str) -> list[float]:
    found = next(row for row in run.results["trials"] if row["choice"]["what"] == trial)
    return next(row for row in found["classes"] if row["key"] == key)[what]["change"]


def test_all_six_come_to_a_result(busy):
    run = tried(busy)
    assert (run.state, run.progress) == (RunState.DONE, 100)
    assert run.finished_at == clock.now()
    assert (run.weeks, run.runs) == (8, 3)
    assert run.cases > 1_000
    told = [choice_from(row["choice"]) for row in run.results["trials"]]
    assert told == list(ALL_OF_THEM)
    keys = [row["key"] for row in run.results["trials"][0]["classes"]]
    assert keys == [
        "person:home_service", "organisation:home_service", "urgent", "ordinary", "all",
    ]  # fmt: skip


def test_who_is_put_first_gains(busy):
    run = tried(busy, Choice(Trial.PUT_FIRST, customer=busy.customer.pk))
    value, _low, high, runs = change_of(
        run, Trial.PUT_FIRST, f"customer:{busy.customer.pk}", "wait"
    )
    assert value < 0
    assert high < 0
    assert runs == 3


def test_complete_close_outs_are_posted_sooner_and_change_no_visit(busy):
    run = tried(busy, Choice(Trial.COMPLETE, link="closeout"))
    assert change_of(run, Trial.COMPLETE, "all", "wait")[0] == 0
    assert change_of(run, Trial.COMPLETE, "all", "posted")[0] < 0


def test_the_result_holds_numbers_and_keys_and_no_names(busy):
    told = json.dumps(tried(busy).results)
    for person in (busy.agent, busy.technician, busy.manager):
        assert person.name not in told
        assert person.call_name not in told
    assert "NaN" not in told


def test_the_simulated_company_stands_beside_the_real_one(busy):
    row = tried(busy, ALL_OF_THEM[1]).results["resembles"][-1]
    assert row["key"] == "all"
    assert row["n"] == 13 * 5 * 3
    assert row["wait"] == pytest.approx((60 + 90 + 1020) / 3)
    assert row["kept"][0] == pytest.approx(0.8)


def test_other_work_is_fitted_so_that_the_waits_are_the_seen_ones(busy, monkeypatch):
    """Nobody in this past is in a hurry: an hour and more for urgent jobs, with two technicians."""
    monkeypatch.setattr(fitting, "SHARES", (0.0, 0.5, 0.8))
    row = next(
        row
        for row in tried(busy, ALL_OF_THEM[1]).results["estimates"]
        if row["what"] == Estimated.OTHER_WORK
    )
    assert row["how"] == How.FITTED
    assert row["value"] > 0


def test_the_same_trial_tells_the_same(busy):
    first, second = (tried(busy, ALL_OF_THEM[0]).results for _ in range(2))
    assert first == second


def test_without_a_past_it_says_so(company):
    run = tried(company, ALL_OF_THEM[1])
    assert (run.state, run.trouble) == (RunState.FAILED, Trouble.TOO_LITTLE_HISTORY)
    assert run.results == {}


def test_what_is_not_in_the_history_any_more_is_told(busy):
    run = tried(busy, Choice(Trial.ONE_MORE, trade="it"))
    assert (run.state, run.trouble) == (RunState.FAILED, Trouble.BROKEN)


def test_whatever_breaks_whoever_waits_hears_of_it(busy, monkeypatch):
    monkeypatch.setattr(playing, "try_on", lambda *_, **__: 1 / 0)
    assert tried(busy).trouble == Trouble.BROKEN


def test_a_trial_is_a_task_in_the_same_transaction(company):
    run = actions.try_out(by=company.by_manager, choices=ALL_OF_THEM)
    assert run.state == RunState.WAITING
    assert default_task_backend.get_result(run.task).args == [run.pk]


def test_the_same_key_twice_is_one_trial(company):
    first, second = (
        actions.try_out(by=company.by_manager, choices=ALL_OF_THEM, idempotency_key="k")
        for _ in range(2)
    )
    assert first == second
    assert ScenarioRun.objects.count() == 1


def test_a_task_that_runs_twice_changes_nothing_the_second_time(busy, monkeypatch):
    run = tried(busy, ALL_OF_THEM[1])
    monkeypatch.setattr(playing, "try_on", lambda *_, **__: 1 / 0)
    tasks.run_scenario.func(run.pk)
    run.refresh_from_db()
    assert run.state == RunState.DONE


def test_progress_is_noted_while_it_runs_and_not_afterwards(company):
    run = actions.try_out(by=company.by_manager, choices=ALL_OF_THEM)
    by = worker("whatif")
    living = actions.begin_run(by=by, number=run.pk)
    actions.note_progress(by=by, run=living, percent=40)
    run.refresh_from_db()
    assert (run.state, run.progress) == (RunState.RUNNING, 40)
    assert actions.fail_run(by=by, run=run, trouble=Trouble.INTERRUPTED)
    assert not actions.fail_run(by=by, run=run, trouble=Trouble.BROKEN)
    actions.note_progress(by=by, run=run, percent=90)
    run.refresh_from_db()
    assert (run.progress, run.trouble) == (40, Trouble.INTERRUPTED)


def test_a_trial_whose_task_is_gone_is_told_as_interrupted(company):
    gone, waits = (actions.try_out(by=company.by_manager, choices=ALL_OF_THEM) for _ in range(2))
    ScenarioRun.objects.filter(pk=gone.pk).update(task="00000000-0000-0000-0000-000000000000")
    assert tasks.settle_interrupted() == 1
    gone.refresh_from_db()
    waits.refresh_from_db()
    assert (gone.trouble, waits.state) == (Trouble.INTERRUPTED, RunState.WAITING)


def test_only_the_newest_are_kept(company, monkeypatch):
    monkeypatch.setattr(actions, "KEPT", 2)
    for minutes in range(4):
        with clock.standing_at(clock.now() + timedelta(minutes=minutes)):
            newest = actions.try_out(by=company.by_manager, choices=ALL_OF_THEM)
    assert ScenarioRun.objects.count() == 2
    assert runs_lately(company.by_manager)[0] == newest


def test_only_who_may_try_things_out_may(company):
    for by in (company.by_agent, company.by_technician, company.by_dispatcher):
        with pytest.raises(NotAllowed):
            actions.try_out(by=by, choices=ALL_OF_THEM)
        with pytest.raises(NotAllowed):
            offered(by, at=clock.now())


def test_a_number_without_a_trial_is_not_found(company):
    with pytest.raises(NotYours):
        run_numbered(company.by_manager, 999)


@pytest.mark.parametrize(
    "choices",
    [
        (),
        (ALL_OF_THEM[0], ALL_OF_THEM[0]),
        (Choice(Trial.PUT_FIRST, customer=1), Choice(Trial.PUT_FIRST, customer=2)),
        tuple(Choice(Trial.CAP, number=number) for number in range(7)),
    ],
)
def test_nothing_and_too_much_are_refused(company, choices):
    with pytest.raises(NothingChosen):
        actions.try_out(by=company.by_manager, choices=choices)


@pytest.mark.parametrize(
    "choice",
    [
        Choice(Trial.PUT_FIRST),
        Choice(Trial.PUT_FIRST, who="a", customer=1),
        Choice(Trial.CAP, number=-1),
        Choice(Trial.RESERVE, number=99),
        Choice(Trial.ONE_MORE),
        Choice(Trial.COMPLETE, link="record"),
        Choice(Trial.MERGE, roles=("agent",)),
        Choice(Trial.MERGE, roles=("agent", "technician")),
    ],
)
def test_what_makes_no_sense_is_refused(company, choice):
    with pytest.raises(NotToBeTried):
        actions.try_out(by=company.by_manager, choices=(choice,))


def test_what_is_offered_is_what_was_asked_for_lately(busy):
    found = offered(busy.by_manager, at=clock.now())
    assert found.requests == 13 * 5 * 3
    assert found.enough
    assert [key for key, _n in found.classes] == [
        "person:home_service", "organisation:home_service",
    ]  # fmt: skip
    assert [name for _number, name, _n in found.customers] == ["Mary Smith", "Corner Shop"]
    assert found.trades == ("home_service",)


@pytest.mark.parametrize(
    "wrong",
    [
        "state = 'odd'",
        "progress = 101",
        "trouble = 'broken'",
        "state = 'failed', finished_at = asked_at",
        "state = 'done'",
        "finished_at = asked_at",
    ],
)
def test_the_database_refuses_rows_that_cannot_be(company, wrong):
    run = actions.try_out(by=company.by_manager, choices=ALL_OF_THEM)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE insight_scenariorun SET {wrong} WHERE id = %s", [run.pk])
