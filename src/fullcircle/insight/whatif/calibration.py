"""Our company for the simulator, out of our own history, with an account of every number."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from fullcircle.engines.queueing.company import Company, Link, Stage
from fullcircle.engines.queueing.company import LinkKey as SimulatedLink
from fullcircle.engines.queueing.jobs import Fixed, Length, Seen
from fullcircle.engines.statistics.differences import difference_of_shares
from fullcircle.handoffs.states import LinkKey
from fullcircle.insight.whatif.crew import CYCLE, absence_of, crew_of
from fullcircle.insight.whatif.demand import WEEKS_LATELY, Demand, demand_of
from fullcircle.insight.whatif.estimates import (
    Estimate,
    Estimated,
    How,
    Unit,
    assumed,
    minutes,
    share,
)
from fullcircle.insight.whatif.history import LINKS, History, LinkCounts

LEAST_REQUESTS = 50  # below this the history is a handful of stories
PLAN_MINUTES, TOUCH_MINUTES, OVERTIME_MINUTES = 4.0, 5.0, 60.0
_AT_A_DESK = 60.0  # longer than this between two clicks is not work on one case
_KEPT = 4_000


class TooLittleHistory(Exception):
    """There are too few requests lately, or nobody was seen to go out: nothing can be simulated."""

    def __init__(self, requests: int) -> None:
        super().__init__(f"{requests} requests in the last weeks")
        self.requests = requests


@dataclass(frozen=True)
class Calibrated:
    """`company.classes` are keys ("person:home_service", "customer:17")."""

    company: Company
    history: History
    estimates: tuple[Estimate, ...]

    def with_other_work(self, part: float) -> "Calibrated":
        told = Estimate(Estimated.OTHER_WORK, Unit.SHARE, part, 0, How.FITTED)
        kept = tuple(row for row in self.estimates if row.what is not Estimated.OTHER_WORK)
        return replace(
            self,
            company=replace(self.company, other_work=part),
            estimates=(*kept, told),
        )


def calibrate(history: History, zone: ZoneInfo, *, focus: int | None = None) -> Calibrated:
    """`focus`: a customer who is looked at as a class of their own. Raises TooLittleHistory."""
    hands = crew_of(history, zone)
    able = {key for one in hands if Stage.FIELD in one.stages for key in one.skills}
    known = [row for row in history.asked if row.kind in able]
    if len(known) < LEAST_REQUESTS or not able:
        raise TooLittleHistory(len(known))
    history = replace(history, asked=tuple(known))
    demand = demand_of(history, zone, focus)
    call = _at_a_desk([row.taken_minutes for row in known if row.taken_minutes is not None])
    books, paper = _at_a_desk(history.booked), history.paper[:_KEPT]
    travel = [row.travel for row in history.went if row.travel is not None][:_KEPT]
    trip, trip_told = _briefing_trips(history)
    company = Company(
        classes=demand.classes,
        types=demand.types,
        hands=hands,
        links={
            SimulatedLink(key.value): _link(history, key, trip if key is LinkKey.BRIEFING else 0.0)
            for key in LINKS
        },
        call=_seen(call),
        plan=Fixed(PLAN_MINUTES),
        travel=_seen(travel),
        paper=_seen(paper),
        books=_seen(books),
        overtime=OVERTIME_MINUTES,
        cycle=CYCLE,
    )
    told = _told(history, demand, company)
    more = (
        minutes(Estimated.TRAVEL, travel),
        minutes(Estimated.CALL, call),
        minutes(Estimated.PAPER, paper),
        minutes(Estimated.BOOKS, books),
        trip_told,
    )
    return Calibrated(company, history, (*told, *more))


def _told(history: History, demand: Demand, company: Company) -> tuple[Estimate, ...]:
    outside = sum(Stage.FIELD in one.stages for one in company.hands)
    windows = [(row.end - row.asked).total_seconds() / 60 for row in history.told]
    on_site = [(row.left - row.arrived).total_seconds() / 60 for row in history.went]
    links = [
        share(Estimated(key.value), counts.touched, counts.known)
        for key in LINKS
        if (counts := history.links.get(key, LinkCounts()))
    ]
    return (
        Estimate(
            Estimated.REQUESTS, Unit.A_WEEK, len(history.asked) / WEEKS_LATELY, len(history.asked)
        ),
        Estimate(Estimated.HANDS, Unit.COUNT, outside, outside),
        Estimate(Estimated.OFFICE, Unit.COUNT, len(company.hands) - outside, len(company.hands)),
        minutes(Estimated.WINDOW, windows),
        minutes(Estimated.ON_SITE, on_site),
        share(Estimated.SECOND_TRIP, *demand.second_trips),
        Estimate(
            Estimated.ABSENCE,
            Unit.SHARE,
            absence_of(history.duties),
            len(history.duties.shifts),
        ),
        *links,
        assumed(Estimated.PLAN, Unit.MINUTES, PLAN_MINUTES),
        assumed(Estimated.TOUCH, Unit.MINUTES, TOUCH_MINUTES),
        assumed(Estimated.OVERTIME, Unit.MINUTES, OVERTIME_MINUTES),
    )


def _link(history: History, key: LinkKey, again: float) -> Link:
    counts = history.links.get(key, LinkCounts())
    if not counts.known:
        return Link()
    answers = history.answers.get(key, ())[:_KEPT]
    # What the receiver mended waited for nobody; what was asked about waited for its answer.
    mended = max(0, counts.touched - counts.asked)
    nothing = round(len(answers) * mended / counts.asked) if counts.asked else 1
    waits = [*answers, *[0.0] * nothing] or [0.0]
    return Link(counts.touched / counts.known, Seen(waits), TOUCH_MINUTES, again)


def _briefing_trips(history: History) -> tuple[float, Estimate]:
    """Second trips that go with an incomplete briefing, beyond those without one. What cannot be
    told apart from nothing is taken as nothing."""
    jobs: dict[int, int] = {}
    for visit in history.went:
        jobs[visit.job] = jobs.get(visit.job, 0) + 1
    counts = {True: [0, 0], False: [0, 0]}
    for job, touched in history.briefed:
        if job in jobs:
            counts[touched][0] += jobs[job] > 1
            counts[touched][1] += 1
    bad, good = counts[True], counts[False]
    found = difference_of_shares((bad[0], bad[1]), (good[0], good[1]))
    if found is None:
        return 0.0, Estimate(Estimated.BRIEFING_TRIP, Unit.SHARE, None, 0)
    told = Estimate(
        Estimated.BRIEFING_TRIP,
        Unit.SHARE,
        found.value,
        bad[1],
        low=found.low,
        high=found.high,
    )
    return (found.value if found.low > 0 else 0.0), told


def _at_a_desk(values: Sequence[float]) -> list[float]:
    return [value for value in values if value <= _AT_A_DESK][:_KEPT]


def _seen(values: Sequence[float]) -> Length:
    return Seen(values) if values else Fixed(0.0)
