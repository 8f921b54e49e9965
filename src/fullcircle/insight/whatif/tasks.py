"""Background entry points of trying things out; each may run twice."""

from django.tasks import task

from fullcircle.insight.whatif import actions, playing
from fullcircle.registry.people.actor import worker


@task()
def run_scenario(number: int) -> None:
    """Outside any transaction: it takes seconds to a minute, and notes its progress on the way."""
    playing.play(actions.begin_run(by=worker("whatif"), number=number))


def settle_interrupted() -> int:
    return actions.settle_interrupted(by=worker("whatif"))
