"""How planned visits go by themselves: dispatched, seen, on the way, there, done, booked."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from fullcircle.demo.tuesday.reports import report_for
from fullcircle.demo.tuesday.stage import MARK, Stage, moment
from fullcircle.demo.tuesday.stops import ARRIVES_LATE, RUNS_OVER, SENT_LATE
from fullcircle.foundation import clock
from fullcircle.operations.billing import actions as billing
from fullcircle.operations.billing.models import Review
from fullcircle.operations.billing.rules import NothingToPost
from fullcircle.operations.dispatch import actions as dispatch
from fullcircle.operations.dispatch.models import Assignment
from fullcircle.operations.fieldwork import actions as fieldwork
from fullcircle.operations.fieldwork.rules import ElsewhereNow
from fullcircle.operations.scheduling.models import Visit
from fullcircle.operations.scheduling.rules import VisitStepNotPossible
from fullcircle.operations.scheduling.states import VisitState

ORDER = ("dispatch", "see", "way", "arrive", "leave", "post")
_DONE = {
    VisitState.ASSIGNED: 0,
    VisitState.DISPATCHED: 1,
    VisitState.SEEN: 2,
    VisitState.EN_ROUTE: 3,
    VisitState.ARRIVED: 4,
    VisitState.PAUSED: 4,
    VisitState.LEFT: 5,
}
DESK_OPENS, DESK_CLOSES = "06:35", "16:20"
BY_HAND = {"maple"}  # the story tells it itself
STAYS_ON_THE_DESK = {"monday-dana", "monday-luis"}
MONDAYS_PAPER = "09:40"


@dataclass(frozen=True, order=True)
class Tap:
    at: datetime
    visit: int
    rank: int
    key: str

    @property
    def step(self) -> str:
        return ORDER[self.rank]


def advance(stage: Stage, until: datetime, *, leave_out: frozenset[str] = frozenset()) -> int:
    """Everybody who is on the board goes on with the day up to `until`. Returns how many taps.

    Calling it again with a later instant goes on from there; what a person did by hand stands.
    """
    done = 0
    for tap in sorted(_ahead(until, leave_out)):
        with clock.standing_at(tap.at), suppress(ElsewhereNow, VisitStepNotPossible, NothingToPost):
            _do(stage, tap)
            done += 1
    return done


def _ahead(until: datetime, leave_out: frozenset[str]) -> Iterable[Tap]:
    rows = Visit.objects.filter(
        job__request__idempotency_key__startswith=MARK, planned_start__gte=moment("12:00", -1)
    )
    for visit in rows.select_related("job__request"):
        key = str(visit.job.request.idempotency_key).removeprefix(MARK)
        first = _DONE.get(VisitState(visit.state))
        if first is None or key in BY_HAND or key in leave_out:
            continue
        last = len(ORDER) - (1 if key in STAYS_ON_THE_DESK else 0)
        for rank in range(first, last):
            when = _when(visit, key, ORDER[rank])
            if when <= until:
                yield Tap(when, visit.pk, rank, key)


def _when(visit: Visit, key: str, step: str) -> datetime:
    """The instant of a step, from the plan and the way this visit differs from it."""
    late, over = ARRIVES_LATE.get(key, 0), RUNS_OVER.get(key, 0)
    start, end = visit.planned_start, visit.planned_end
    opens = moment(DESK_OPENS)
    sent = max(start - timedelta(minutes=15 if key in SENT_LATE else 40), opens)
    leaves = end + timedelta(minutes=over - 4)
    paper = max(leaves + timedelta(minutes=95), moment(MONDAYS_PAPER))
    return {
        "dispatch": sent,
        "see": sent + timedelta(minutes=3),
        "way": max(start + timedelta(minutes=late - 11), sent + timedelta(minutes=4)),
        "arrive": max(start + timedelta(minutes=late + 1), sent + timedelta(minutes=9)),
        "leave": leaves,
        "post": min(paper, moment(DESK_CLOSES)),
    }[step]


def _do(stage: Stage, tap: Tap) -> None:
    visit = Visit.objects.select_related("job__case__customer", "job__job_type").get(pk=tap.visit)
    lead = Assignment.objects.standing().filter(visit=visit, part="lead").first()
    if lead is None:
        return
    by = stage.actor(stage.key_of(lead.person))
    if tap.step == "dispatch":
        sender = stage.actor("summer" if tap.at < moment("14:30") else "toby")
        dispatch.dispatch_visit(by=sender, visit=visit, version=visit.version)
    elif tap.step == "see":
        dispatch.see_briefing(by=by, visit=visit, how="read aloud")
    elif tap.step == "way":
        fieldwork.set_out(by=by, visit=visit)
    elif tap.step == "arrive":
        fieldwork.arrive(by=by, visit=visit)
    elif tap.step == "leave":
        fieldwork.close_out(by=by, visit=visit, report=report_for(visit))
    else:
        post(stage, visit)


def post(stage: Stage, visit: Visit) -> None:
    """The bookkeeper takes the paper in hand and posts it, unless an item is out for an answer."""
    home = visit.job.job_type.trade == "home_service"
    by = stage.actor("beatriz" if home else "arthur")
    if Review.objects.filter(visit=visit, posted_at__isnull=False).exists():
        return
    review = billing.open_review(by=by, visit=visit)
    billing.post(by=by, review=review, version=review.version)
