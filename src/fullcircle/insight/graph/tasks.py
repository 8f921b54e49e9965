"""Background entry points of the customer graph; each may run twice."""

from django.tasks import task

from fullcircle.insight.graph import actions, studying
from fullcircle.registry.people.actor import worker


@task()
def study_log(number: int, attempt: int) -> None:
    """Outside any transaction: it may take minutes, and notes its progress on the way."""
    studying.study(actions.begin_study(by=worker("graph"), number=number, attempt=attempt))


@task()
def inspect_log(number: int, attempt: int) -> None:
    studying.look(actions.begin_study(by=worker("graph"), number=number, attempt=attempt))


def settle_interrupted() -> int:
    return actions.settle_interrupted(by=worker("graph"))


def forget_expired_logs() -> int:
    return actions.forget_expired_logs(by=worker("graph"))
