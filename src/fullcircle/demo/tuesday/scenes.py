"""The starred scenes of the replay: what has to have happened so that each can be looked at."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist

from fullcircle.demo import cast
from fullcircle.demo.tuesday import desk, maple, morning, plan
from fullcircle.demo.tuesday.stage import MARK, Stage, at, moment, place_called
from fullcircle.demo.tuesday.taps import advance, post
from fullcircle.foundation import audit, clock
from fullcircle.foundation.models import AuditEntry
from fullcircle.foundation.transactions import StaleEdit, action
from fullcircle.operations.billing.rules import NothingToPost, PostedAlready
from fullcircle.operations.dispatch.rules import (
    NobodyAssigned,
    OffShift,
    PersonAway,
    PersonBookedAlready,
)
from fullcircle.operations.fieldwork.rules import ElsewhereNow
from fullcircle.operations.scheduling.models import Visit
from fullcircle.operations.scheduling.rules import (
    MovedWithoutAsking,
    VisitStepNotPossible,
    WindowNotOffered,
)
from fullcircle.operations.servicedesk.models import Request
from fullcircle.registry.people.actor import worker
from fullcircle.registry.people.models import Person

# Scene -> the wall time up to which the day has to be told. The first two are told when it is built.
SCENES = {
    "06-50": "06:56",
    "07-55": "08:07",
    "09-02": "09:02",
    "09-04": "09:04",
    "09-06": "09:07",
    "13-15": "13:40",
    "16-45": "16:45",
    "17-00": "17:00",
}
OPENS = "09:01"


_SPOKEN_OF = (maple.KEY, "fourth-floor", "ken-0930", "ken-1515", maple.BUMPED)


class CannotBeTold(Exception):
    """Somebody took the day another way, so the scene does not fit any more."""


_ANOTHER_WAY = (
    PersonBookedAlready,
    PersonAway,
    NobodyAssigned,
    OffShift,
    ElsewhereNow,
    VisitStepNotPossible,
    MovedWithoutAsking,
    WindowNotOffered,
    NothingToPost,
    PostedAlready,
    StaleEdit,
    ObjectDoesNotExist,
    IndexError,
)


def tell_until_nine(stage: Stage) -> None:
    """Monday's bookings and the Tuesday up to 09:01, in the order of the clock."""
    left_over = plan.finish_monday(stage)
    plan.book_the_day(stage)
    morning.night_call(stage)
    morning.radio_close_out(stage)
    morning.sick_technician(stage)
    morning.introduction(stage)
    advance(stage, moment("07:54"))
    morning.third_report(stage)
    advance(stage, moment("08:19"))
    with at("08:24"):
        post(stage, left_over[0])
    morning.before_nine(stage)
    advance(stage, moment(OPENS))
    for scene in ("06-50", "07-55"):
        with at(SCENES[scene]):
            _remember(scene)


def played() -> set[str]:
    """Scenes that have been told already."""
    rows = AuditEntry.objects.filter(subject__startswith="scene:")
    return {subject.removeprefix("scene:") for subject in rows.values_list("subject", flat=True)}


def play(scene: str) -> None:
    """Tell the day up to this scene, with every scene before it; what was told stands.

    The company's clock then shows at least the time of the scene. All of it stands or falls together;
    raises CannotBeTold when a person has taken the day another way.
    """
    try:
        _tell(scene)
    except _ANOTHER_WAY as refusal:
        raise CannotBeTold(str(refusal) or type(refusal).__name__) from refusal
    then = moment(SCENES[scene])
    if clock.now() < then:
        clock.set_company_time(then)


@action
def _tell(scene: str) -> None:
    stage, known = Stage(), played()
    order = list(SCENES)
    for name in order[: order.index(scene) + 1]:
        if name not in known:
            _tell_one(stage, name, after=_last_told(known))
            with at(SCENES[name]):
                _remember(name)
            known = known | {name}


def _tell_one(stage: Stage, scene: str, *, after: str) -> None:
    """The thread of 120 Maple and the other visits, step by step in the order of the clock."""
    since, until = moment(after), moment(SCENES[scene])
    told = sorted([*maple.STEPS, *desk.STEPS], key=lambda row: row[0])
    for wall, step in told:
        if not since < moment(wall) <= until:
            continue
        advance(stage, moment(wall))
        with at(wall):
            step(stage)
    advance(stage, until)


def _last_told(known: set[str]) -> str:
    told = [wall for scene, wall in SCENES.items() if scene in known]
    return max([OPENS, *told])


def _remember(scene: str) -> None:
    audit.record(by=worker("replay").ref, verb="play scene", subject=f"scene:{scene}")


def parts() -> dict[str, int]:
    """Role or key of the story -> the person who plays it."""
    rows = {person.email: person.pk for person in Person.objects.all()}
    return {
        name: rows[one.email]
        for one in cast.people()
        if one.email in rows
        for name in {one.key, one.role}
        if name
    }


def names() -> dict[str, str]:
    """What the scenes' addresses speak of: numbers of rows, as texts, where they are there yet."""
    home = place_called("120 Maple")
    found = {"maple": str(home.pk), "customer": str(home.customer_id)}
    keys = [f"{MARK}{key}" for key in _SPOKEN_OF]
    requests = Request.objects.filter(idempotency_key__in=keys)
    for request in requests.select_related("case__location"):
        key = str(request.idempotency_key).removeprefix(MARK)
        found[f"{key}-place"] = request.case.location.spoken
        found[f"{key}-case"] = request.case.number
    visits = Visit.objects.filter(job__request__idempotency_key__in=keys).order_by("pk")
    for visit in visits.select_related("job__request"):
        key = str(visit.job.request.idempotency_key).removeprefix(MARK)
        found[f"{key}-visit"] = str(visit.pk)
    return found
