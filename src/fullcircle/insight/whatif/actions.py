"""Every write of trying things out. Whoever may try may see what others tried: nothing in it names
a person who works here except who asked."""

from collections.abc import Sequence

from django.tasks import default_task_backend
from django.tasks.exceptions import TaskResultDoesNotExist

from fullcircle.foundation import audit, clock
from fullcircle.foundation.transactions import action
from fullcircle.insight.models import ScenarioRun
from fullcircle.insight.whatif.rules import Choice, check_choices
from fullcircle.insight.whatif.running import Found
from fullcircle.insight.whatif.states import RunState, Trouble
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission, require

KEPT = 200  # trials; the oldest go first


@action
def try_out(
    *, by: Actor, choices: Sequence[Choice], idempotency_key: str | None = None
) -> ScenarioRun:
    """A row that waits for the worker. The same key twice is one trial.

    Refused: NothingChosen, NotToBeTried.
    """
    from fullcircle.insight.whatif.tasks import (
        run_scenario,  # the task calls actions of this drawer
    )

    require(by, Permission.TRY_OUT)
    check_choices(choices)
    if idempotency_key:
        known = ScenarioRun.objects.filter(idempotency_key=idempotency_key).first()
        if known is not None:
            return known
    at = clock.now()
    run = ScenarioRun.objects.create(
        asked_by_id=by.needed_person_id,
        asked_at=at,
        as_of=at,
        choices=[one.as_dict() for one in choices],
        idempotency_key=idempotency_key,
    )
    task = run_scenario.enqueue(run.pk)
    run.task = str(task.id)
    run.save(update_fields=["task"])
    _forget_oldest()
    tried = " ".join(sorted({one.what for one in choices}))
    audit.record(by=by.ref, verb="try out", subject=run.ref, after=tried)
    return run


@action
def begin_run(*, by: Actor, number: int) -> ScenarioRun | None:
    """None when it is over already: a task may run twice."""
    rows = ScenarioRun.objects.unfinished().filter(pk=number)
    rows.update(state=RunState.RUNNING, progress=0)
    return rows.first()


@action
def note_progress(*, by: Actor, run: ScenarioRun, percent: int) -> None:
    ScenarioRun.objects.unfinished().filter(pk=run.pk).update(progress=max(0, min(99, percent)))


@action
def finish_run(*, by: Actor, run: ScenarioRun, found: Found) -> bool:
    living = ScenarioRun.objects.unfinished().filter(pk=run.pk)
    return bool(
        living.update(
            state=RunState.DONE,
            progress=100,
            results=found.results,
            weeks=found.weeks,
            runs=found.runs,
            cases=found.cases,
            finished_at=clock.now(),
        )
    )


@action
def fail_run(*, by: Actor, run: ScenarioRun, trouble: Trouble) -> bool:
    living = ScenarioRun.objects.unfinished().filter(pk=run.pk)
    return bool(living.update(state=RunState.FAILED, trouble=trouble, finished_at=clock.now()))


@action
def settle_interrupted(*, by: Actor) -> int:
    """Trials whose task is over without a word: its workers were killed, or its row was pruned."""
    settled = 0
    for run in ScenarioRun.objects.unfinished().exclude(task="")[:KEPT]:
        if _is_over(run.task):
            settled += fail_run(by=by, run=run, trouble=Trouble.INTERRUPTED)
    return settled


def _is_over(task: str) -> bool:
    try:
        return default_task_backend.get_result(task).is_finished
    except TaskResultDoesNotExist:
        return True


def _forget_oldest() -> None:
    kept = ScenarioRun.objects.order_by("-asked_at", "-pk").values_list("pk", flat=True)[:KEPT]
    ScenarioRun.objects.exclude(pk__in=list(kept)).delete()
