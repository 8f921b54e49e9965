"""Clocks that belong together: rounds of questions, merged and split cases, teams, lead times."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from fullcircle.foundation.values.target_clock.events import (
    Absorbed,
    ClockEvent,
    Merged,
    Paused,
    Rebased,
    Reopened,
    Resumed,
    Started,
    Stopped,
    Voided,
    Withdrawn,
)
from fullcircle.foundation.values.target_clock.policy import TargetPolicy
from fullcircle.foundation.values.target_clock.reading import ClockReading, PauseSpan
from fullcircle.foundation.values.target_clock.replay import ClockNotStarted, in_order, read_clock
from fullcircle.foundation.values.target_clock.states import STOPPED_BY, Actor, PauseReason
from fullcircle.foundation.values.window import require_instant
from fullcircle.foundation.values.working_time import NO_TIME, WorkingCalendar


def rounds(events: Iterable[ClockEvent]) -> tuple[tuple[ClockEvent, ...], ...]:
    """Split a next-response log into rounds: from the first open question to its answer.

    Every message of the requester is a `Started`; those that come before the answer belong to
    the round that is open. An answer that does not count ends nothing.
    """
    found: list[list[ClockEvent]] = []
    answered = True
    for event in in_order(events):
        if isinstance(event, Started) and answered:
            found.append([])
            answered = False
        if not found:
            continue
        found[-1].append(event)
        answered = answered or _ends_round(found[-1][0], event)
    return tuple(tuple(one) for one in found)


def _ends_round(first: ClockEvent, event: ClockEvent) -> bool:
    if isinstance(event, Stopped) and isinstance(first, Started):
        return event.by in STOPPED_BY[first.policy.kind]
    return isinstance(event, Withdrawn | Voided | Merged)


def merge(
    survivor: str, absorbed: Mapping[str, tuple[ClockReading, bool]], *, at: datetime
) -> tuple[tuple[Absorbed, ...], dict[str, Merged]]:
    """Return the events of a merge: those of the survivor, and one for each absorbed clock.

    `absorbed` holds the reading of each and whether its requester is the survivor's too.
    """
    joined = tuple(
        Absorbed(at=at, other=name, other_start=reading.start, same_requester=same)
        for name, (reading, same) in sorted(absorbed.items())
    )
    return joined, {name: Merged(at=at, into=survivor) for name in absorbed}


def split(
    parent: Iterable[ClockEvent], policy: TargetPolicy, *, at: datetime, since_original: bool
) -> tuple[ClockEvent, ...]:
    """Return the log of a child split from a case at `at`.

    It starts then; with `since_original` it counts from the parent's start, with the parent's
    pauses. A breach of the parent stays the parent's.
    """
    moment = require_instant(at)
    if not since_original:
        return (Started(at=moment, policy=policy),)
    reading = read_clock(parent, moment)
    spans = list(reading.pauses)
    if reading.stopped_at is not None:
        spans.append(PauseSpan(PauseReason.SOLVED, reading.stopped_at, moment))
    log: list[ClockEvent] = [Started(at=moment, policy=policy, counts_from=reading.start)]
    for number, span in enumerate(spans):
        log.append(Paused(at=span.start, sequence=2 * number, reason=span.reason))
        if span.end is not None:
            log.append(Resumed(at=span.end, sequence=2 * number + 1, reason=span.reason))
    return tuple(log)


@dataclass(frozen=True, slots=True)
class Move:
    """An order to count in another calendar, and what it does to the due time.

    `before` and `after` are projected due times; a closed clock is not moved.
    """

    event: Rebased
    before: datetime
    after: datetime


def move_to_calendar(
    log: Iterable[ClockEvent], calendar: WorkingCalendar, *, at: datetime, authorised_by: str
) -> Move:
    """Return the order to move a clock to a version of its calendar, with both due times."""
    events = tuple(log)
    event = Rebased(
        at=at, sequence=_next_number(events), calendar=calendar, authorised_by=authorised_by
    )
    before, after = read_clock(events, at), read_clock((*events, event), at)
    return Move(event, before.projected_due, after.projected_due)


def _next_number(events: Iterable[ClockEvent]) -> int:
    return max((event.sequence for event in events), default=0) + 1


@dataclass(frozen=True, slots=True)
class Handover:
    """The work went to `team` at `at`; None: it came back to nobody, or was done."""

    at: datetime
    team: str | None
    sequence: int = 0


def team_clocks(
    handovers: Iterable[Handover], policies: Mapping[str, TargetPolicy], *, at: datetime
) -> dict[str, ClockReading]:
    """Return one reading per team that held the work and has a policy.

    A team's clock starts with its first hand-over, not with the case; stints add up, and the
    time at another team counts against that one.
    """
    readings: dict[str, ClockReading] = {}
    stints = sorted(handovers, key=lambda one: (require_instant(one.at), one.sequence))
    for team, policy in policies.items():
        try:
            readings[team] = read_clock(_team_log(stints, team, policy), at)
        except ClockNotStarted:
            continue
    return readings


def _team_log(stints: list[Handover], team: str, policy: TargetPolicy) -> list[ClockEvent]:
    # However late it comes back, a team's clock goes on: there is no new case for it.
    lasting = replace(policy, reopen_within=timedelta.max)
    log: list[ClockEvent] = []
    holds = False
    for number, stint in enumerate(stints):
        if stint.team == team and not holds:
            if log:
                log.append(Reopened(at=stint.at, sequence=number))
            else:
                log.append(Started(at=stint.at, sequence=number, policy=lasting))
            holds = True
        elif stint.team != team and holds:
            log.append(Stopped(at=stint.at, sequence=number, by=Actor.PROVIDER))
            holds = False
    return log


def planned_excess(team_targets: Iterable[timedelta], target: timedelta) -> timedelta:
    """Return by how much the targets of the teams together exceed the customer's; zero: fine."""
    return max(NO_TIME, sum(team_targets, NO_TIME) - target)


@dataclass(frozen=True, slots=True)
class LeadTimeAnswer:
    """What a provider can honestly promise; `short_by` is the working time that is missing."""

    earliest: datetime
    short_by: timedelta

    @property
    def too_short(self) -> bool:
        """Say whether the wish comes sooner than the lead time allows."""
        return self.short_by > NO_TIME


def check_lead_time(
    created: datetime, wished: datetime, lead_time: timedelta, calendar: WorkingCalendar
) -> LeadTimeAnswer:
    """Compare a wished date with the lead time, counted in the provider's calendar."""
    earliest = calendar.add(created, lead_time)
    return LeadTimeAnswer(earliest, calendar.working_between(wished, earliest))
