"""The tape: what a log says happened, event by event, before anything is computed from it."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from fullcircle.foundation.values.target_clock.events import (
    Absorbed,
    BreachRecorded,
    ClockEvent,
    FoundNotOurs,
    Merged,
    Paused,
    PolicyChanged,
    Rebased,
    Reopened,
    Restarted,
    Resumed,
    Started,
    Stopped,
    Voided,
    Withdrawn,
)
from fullcircle.foundation.values.target_clock.policy import BadPolicy, TargetPolicy
from fullcircle.foundation.values.target_clock.reading import Note, NoteCode, PauseSpan
from fullcircle.foundation.values.target_clock.states import (
    MAY_REOPEN,
    PAUSES,
    SPOKEN_WHEN_RAISED,
    STOPPED_BY,
    Actor,
    ClockState,
    PauseReason,
)

TermsEvent = PolicyChanged | Rebased | Restarted | Absorbed


@dataclass(frozen=True, slots=True)
class Terms:
    """What counted from `since` on: the start, the policy."""

    since: datetime
    start: datetime
    policy: TargetPolicy


@dataclass
class Tape:
    """The state of a log while it is read from its beginning to its end."""

    started: Started
    terms: list[Terms]
    pauses: list[PauseSpan] = field(default_factory=list)
    waiting: dict[PauseReason, datetime] = field(default_factory=dict)
    stop: Stopped | Withdrawn | None = None
    first_stopped_at: datetime | None = None
    outcome: ClockState | None = None
    ended_at: datetime | None = None
    reopened: int = 0
    not_ours: bool = False
    recorded: list[BreachRecorded] = field(default_factory=list)
    restarts: list[Restarted] = field(default_factory=list)
    postponed: list[TermsEvent] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def now(self) -> Terms:
        """The terms that count at this place of the tape."""
        return self.terms[-1]

    def counted_at(self, event: ClockEvent) -> datetime:
        """Return when the event counts: nothing counts before the start."""
        return max(event.at, self.now.start)

    def note(self, event: ClockEvent, code: NoteCode, subject: str = "") -> None:
        """Remember a remark about the event."""
        self.notes.append(Note(event.at, code, subject))

    def take(self, event: ClockEvent) -> None:
        """Let one event happen."""
        if event.at < min(self.started.at, self.started.start):
            self.note(event, NoteCode.STAMPED_BEFORE_START)
        match event:
            case Voided(reason=reason):
                self._end(event, ClockState.VOID, reason.value)
            case Merged(into=into):
                self._end(event, ClockState.MERGED, into)
            case BreachRecorded():
                self.recorded.append(event)
            case FoundNotOurs():
                self.not_ours = True
                self.note(event, NoteCode.FOUND_NOT_OURS)
            case Reopened():
                self._reopen(event)
            case PolicyChanged() | Rebased() | Restarted() | Absorbed():
                self._change_terms(event)
            case _ if self.ended_at is not None:
                self.note(event, NoteCode.CLOSED_ALREADY)
            case _:
                self._take_while_open(event)

    def begin(self) -> None:
        """Let the start happen: who raised it may have spoken with the requester already."""
        if self.started.raised_by is Actor.PROVIDER and self.now.policy.kind in SPOKEN_WHEN_RAISED:
            self.note(self.started, NoteCode.SPOKEN_WHEN_RAISED)
            self._stop(Stopped(at=self.started.at))

    def _take_while_open(self, event: ClockEvent) -> None:
        match event:
            case Started():
                self.note(event, NoteCode.ALREADY_WAITING)
            case Paused(reason=reason):
                self._pause(event, reason)
            case Resumed(reason=reason):
                self._resume(event, reason)
            case Stopped(by=by) if by in STOPPED_BY[self.now.policy.kind]:
                self._stop(event)
            case Stopped(by=by):
                self.note(event, NoteCode.STOP_DOES_NOT_COUNT, by.value)
            case Withdrawn():
                self._stop(event)

    def _pause(self, event: ClockEvent, reason: PauseReason) -> None:
        if reason not in PAUSES[self.now.policy.kind]:
            self.note(event, NoteCode.DOES_NOT_PAUSE, reason.value)
        elif reason not in self.waiting:
            self.waiting[reason] = self.counted_at(event)

    def _resume(self, event: ClockEvent, reason: PauseReason | None) -> None:
        ending = [one for one in self.waiting if reason is None or one is reason]
        if not ending:
            self.note(event, NoteCode.NOTHING_TO_RESUME, reason.value if reason else "")
        for one in ending:
            self.pauses.append(PauseSpan(one, self.waiting.pop(one), self.counted_at(event)))

    def _stop(self, event: Stopped | Withdrawn) -> None:
        self.stop, self.ended_at = event, self.counted_at(event)
        if isinstance(event, Stopped) and self.first_stopped_at is None:
            self.first_stopped_at = event.at
        self._close_pauses(self.ended_at)

    def _end(self, event: ClockEvent, outcome: ClockState, subject: str) -> None:
        if self.outcome is not None:
            self.note(event, NoteCode.CLOSED_ALREADY, subject)
            return
        self.outcome = outcome
        if self.ended_at is None:
            self.ended_at = self.counted_at(event)
            self._close_pauses(self.ended_at)

    def _close_pauses(self, end: datetime) -> None:
        for reason, start in self.waiting.items():
            self.pauses.append(PauseSpan(reason, start, end))
        self.waiting.clear()

    def _reopen(self, event: Reopened) -> None:
        policy = self.now.policy
        stopped, ended = self.stop, self.ended_at
        if stopped is None or ended is None or self.outcome is not None:
            self.note(event, NoteCode.NOT_REOPENED)
            return
        too_late = event.at - stopped.at > policy.reopen_within
        if policy.kind not in MAY_REOPEN or too_late:
            self.note(event, NoteCode.NOT_REOPENED)
            return
        self.pauses.append(PauseSpan(PauseReason.SOLVED, ended, self.counted_at(event)))
        self.stop = self.ended_at = None
        self.reopened += 1
        self.note(event, NoteCode.REOPENED)
        postponed, self.postponed = self.postponed, []
        for change in postponed:
            self._change_terms(replace(change, at=event.at))

    def _change_terms(self, event: TermsEvent) -> None:
        if self.ended_at is not None:
            # A closed clock never changes; should it reopen, the change counts from then.
            self.postponed.append(event)
            self.note(event, NoteCode.CLOSED_ALREADY)
            return
        now, since = self.now, self.counted_at(event)
        if isinstance(event, PolicyChanged | Restarted):
            _require_same_kind(now.policy, event.policy)
        match event:
            case PolicyChanged(policy=policy):
                self.terms.append(Terms(since, now.start, policy))
                self.note(event, NoteCode.POLICY_CHANGED, policy.reference)
            case Rebased(calendar=calendar):
                moved = replace(now.policy, calendar=calendar)
                self.terms.append(Terms(since, now.start, moved))
                self.note(event, NoteCode.REBASED, str(calendar))
            case Restarted(policy=policy, counts_from=counts_from):
                self.restarts.append(event)
                self.terms.append(Terms(since, counts_from or event.at, policy))
                self.note(event, NoteCode.RESTARTED, event.authorised_by)
            case Absorbed(same_requester=True, other_start=other_start):
                self.terms.append(Terms(since, min(now.start, other_start), now.policy))
                self.note(event, NoteCode.STARTS_EARLIER, event.other)
            case Absorbed():
                self.note(event, NoteCode.KEEPS_OWN_START, event.other)


def _require_same_kind(before: TargetPolicy, after: TargetPolicy) -> None:
    if before.kind is not after.kind:
        raise BadPolicy(f"{after.reference} is for {after.kind}, the clock for {before.kind}")
