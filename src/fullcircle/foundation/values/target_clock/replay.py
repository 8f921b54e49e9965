"""Reading a clock: the log in order, then elapsed, due and breaches computed from it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from fullcircle.foundation.values.target_clock.counting import (
    Span,
    elapsed_between,
    instant_of,
    union_spans,
)
from fullcircle.foundation.values.target_clock.events import (
    Absorbed,
    AbsorptionUndone,
    BreachRecorded,
    ClockEvent,
    Merged,
    MergeUndone,
    Started,
    Withdrawn,
)
from fullcircle.foundation.values.target_clock.reading import Breach, ClockReading, PauseSpan
from fullcircle.foundation.values.target_clock.states import ClockState
from fullcircle.foundation.values.target_clock.tape import Tape, Terms
from fullcircle.foundation.values.window import require_instant
from fullcircle.foundation.values.working_time import NO_TIME


class ClockNotStarted(ValueError):
    """The log has no start up to the instant of reading."""


def read_clock(events: Iterable[ClockEvent], at: datetime) -> ClockReading:
    """Return what the clock shows at `at`, knowing all events stamped up to then.

    The order in which events are given does not matter, nor does giving one twice. Raises
    ClockNotStarted, and CalendarNeverOpen when the policy's calendar has no working time.
    """
    moment = require_instant(at)
    tape = _replay([event for event in events if event.at <= moment])
    end = max(tape.ended_at or moment, tape.now.start)
    spans = _spans(tape, end)
    breaches = _breaches(tape, end, spans)
    terms, calendar = tape.now, tape.now.policy.calendar
    projected = instant_of(calendar, terms.start, terms.policy.target, spans)
    state = _state(tape, moment, breaches)
    return ClockReading(
        state=state,
        at=moment,
        received=tape.started.at,
        start=terms.start,
        policy=terms.policy,
        due=None if tape.waiting else projected,
        projected_due=projected,
        elapsed=elapsed_between(calendar, terms.start, end, spans),
        stopped_at=tape.stop.at if tape.stop else None,
        first_stopped_at=tape.first_stopped_at,
        reopened=tape.reopened,
        not_ours=tape.not_ours,
        is_open=tape.ended_at is None,
        waiting_on=frozenset(tape.waiting),
        pauses=_pauses(tape),
        breaches=breaches,
        notes=tuple(tape.notes),
    )


def in_order(events: Iterable[ClockEvent]) -> tuple[ClockEvent, ...]:
    """Return the events as they happened, each once, whatever their order of arrival."""
    return tuple(sorted(dict.fromkeys(events), key=_place))


def _place(event: ClockEvent) -> tuple[datetime, int, bool, str, str]:
    # The last three decide only between events that their source should have numbered.
    kind = type(event).__name__
    return event.at, event.sequence, not isinstance(event, Started), kind, event.subject


def _replay(events: Sequence[ClockEvent]) -> Tape:
    ordered = _without_undone(in_order(events))
    started = next((event for event in ordered if isinstance(event, Started)), None)
    if started is None:
        raise ClockNotStarted("the log has no start up to this instant")
    tape = Tape(started, [Terms(max(started.at, started.start), started.start, started.policy)])
    tape.begin()
    for event in ordered:
        if event is not started:
            tape.take(event)
    return tape


def _without_undone(events: Sequence[ClockEvent]) -> list[ClockEvent]:
    kept: list[ClockEvent] = []
    for event in events:
        if isinstance(event, MergeUndone):
            _drop_last(kept, [one for one in kept if isinstance(one, Merged)])
        elif isinstance(event, AbsorptionUndone):
            absorbed = (one for one in kept if isinstance(one, Absorbed))
            _drop_last(kept, [one for one in absorbed if one.other == event.other])
        else:
            kept.append(event)
    return kept


def _drop_last[T: ClockEvent](kept: list[ClockEvent], undone: list[T]) -> None:
    if undone:
        kept.remove(undone[-1])


def _spans(tape: Tape, end: datetime) -> tuple[Span, ...]:
    """Join all pauses; what still waits is taken as waiting until `end`."""
    ended = [(span.start, span.end or end) for span in tape.pauses]
    return union_spans([*ended, *((start, end) for start in tape.waiting.values())])


def _pauses(tape: Tape) -> tuple[PauseSpan, ...]:
    waiting = [PauseSpan(reason, start, None) for reason, start in tape.waiting.items()]
    spans = [span for span in tape.pauses if span.end != span.start]
    return tuple(sorted([*spans, *waiting], key=lambda span: (span.start, span.reason)))


def _breaches(tape: Tape, end: datetime, spans: Sequence[Span]) -> tuple[Breach, ...]:
    ends = [terms.since for terms in tape.terms[1:]] + [end]
    found: list[Breach] = []
    for terms, until in zip(tape.terms, ends, strict=True):
        breach = _breach_under(terms, until, spans)
        if breach:
            _add_breach(found, breach)
    for record in tape.recorded:
        _add_record(found, record)
    return tuple(_struck(tape, breach) for breach in found)


def _add_breach(found: list[Breach], breach: Breach) -> None:
    """Add a breach; one of the same policy and due time is the same, only later by now."""
    for position, known in enumerate(found):
        if (known.policy, known.due) == (breach.policy, breach.due):
            found[position] = replace(known, late_by=max(known.late_by, breach.late_by))
            return
    found.append(breach)


def _breach_under(terms: Terms, until: datetime, spans: Sequence[Span]) -> Breach | None:
    """Return the breach that happened while these terms counted, if one did."""
    clipped = [(start, min(stop, until)) for start, stop in spans if start < until]
    policy = terms.policy
    due = instant_of(policy.calendar, terms.start, policy.target, clipped)
    # No time runs while paused: a due time that falls on the first instant of a pause
    # cannot be passed before the pause is over.
    passed_after = next((stop for start, stop in clipped if start <= due < stop), due)
    if until <= max(passed_after, terms.since):
        return None
    elapsed = elapsed_between(policy.calendar, terms.start, until, clipped)
    late_by = max(NO_TIME, elapsed - policy.target)
    return Breach(policy, due, max(passed_after, terms.since), late_by)


def _add_record(found: list[Breach], record: BreachRecorded) -> None:
    for position, breach in enumerate(found):
        if breach.policy.reference == record.policy.reference:
            found[position] = replace(breach, recorded=True)
            return
    told = Breach(record.policy, record.due, record.at, NO_TIME, recorded=True)
    found.append(replace(told, no_longer_follows=True))


def _struck(tape: Tape, breach: Breach) -> Breach:
    for restart in tape.restarts:
        if breach.at < restart.at:
            return replace(breach, struck_by=restart.authorised_by)
    return breach


def _state(tape: Tape, at: datetime, breaches: Sequence[Breach]) -> ClockState:
    if tape.outcome is not None:
        return tape.outcome
    if any(not breach.struck_by for breach in breaches):
        return ClockState.BREACHED
    if isinstance(tape.stop, Withdrawn):
        return ClockState.NOT_NEEDED
    if tape.stop is not None:
        return ClockState.MET
    if at < tape.now.start:
        return ClockState.NOT_STARTED
    return ClockState.PAUSED if tape.waiting else ClockState.RUNNING
