"""Logs as somebody would drop them, and the worker's part done by hand."""

from collections.abc import Iterator

from fullcircle.engines.eventlog.mapping import Mapping
from fullcircle.insight.graph import tasks
from fullcircle.insight.graph.actions import choose_mapping
from fullcircle.insight.graph.choice import StudyChoice
from fullcircle.insight.graph.uploads import receive_log
from fullcircle.insight.models import LogImport
from fullcircle.registry.people.actor import Actor

MAPPING = Mapping(case="ticket", activity="step", party="who", time="done_at")
SMALL = (
    "ticket,step,who,team,done_at\n"
    "1,take call,Ann Lee,desk,2026-03-02T09:00:00Z\n"
    "1,plan,Sue Day,office,2026-03-02T10:00:00Z\n"
    "1,repair,Tom Fox,field,2026-03-02T12:00:00Z\n"
    "2,take call,Ann Lee,desk,2026-03-09T09:00:00Z\n"
    "2,plan,Sue Day,office,2026-03-09T09:30:00Z\n"
    "2,take call,Ann Lee,desk,2026-03-09T09:40:00Z\n"
    "3,repair,Bob Ray,field,not a time\n"
)


def chunks(text: str = SMALL) -> Iterator[bytes]:
    content = text.encode()
    for start in range(0, len(content), 64):
        yield content[start : start + 64]


def a_log(by: Actor, text: str = SMALL, *, name: str = "last year.csv", **more: bool) -> LogImport:
    return receive_log(by=by, name=name, chunks=chunks(text), **more)


def a_studied_log(by: Actor, text: str = SMALL, **more: bool) -> LogImport:
    choice = StudyChoice(works_council=more.get("works_council", False))
    log = choose_mapping(by=by, log=a_log(by, text, **more), mapping=MAPPING, choice=choice)
    work_through(log)
    return log


def work_through(log: LogImport) -> None:
    """What the worker does when it takes the task."""
    tasks.study_log.call(log.pk, log.attempt)
    log.refresh_from_db()
