"""Words of the board: risks, promises, what somebody is doing, why something was refused."""

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from fullcircle.handoffs.actions.returns import AlreadyAnswered, AnswerIsEmpty, ItemNotKnown
from fullcircle.operations.dispatch.queries import BoardVisit
from fullcircle.operations.dispatch.rules import (
    NobodyAssigned,
    OffShift,
    PersonAway,
    PersonBookedAlready,
)
from fullcircle.operations.fieldwork.rules import (
    CloseOutIncomplete,
    ElsewhereNow,
    SignatureMissing,
)
from fullcircle.operations.scheduling.actions.jobs import JobTypeMissing
from fullcircle.operations.scheduling.rules import (
    MovedWithoutAsking,
    VisitStepNotPossible,
    WindowNotOffered,
)
from fullcircle.operations.scheduling.states import PromiseKind, Risk, VisitResult, VisitState
from fullcircle.operations.servicedesk.actions.correcting import FieldNotOpen
from fullcircle.operations.servicedesk.rules import WordsMissing
from fullcircle.web.components.times import clock_time

TRADES = {
    "home_service": gettext_lazy("Home service"),
    "building_care": gettext_lazy("Building care"),
    "it": gettext_lazy("IT bench"),
}


class WhenNotUnderstood(Exception):
    """A time that was typed cannot be read."""


REFUSALS = (
    PersonBookedAlready,
    PersonAway,
    NobodyAssigned,
    OffShift,
    MovedWithoutAsking,
    VisitStepNotPossible,
    WindowNotOffered,
    WordsMissing,
    JobTypeMissing,
    FieldNotOpen,
    ElsewhereNow,
    CloseOutIncomplete,
    SignatureMissing,
    AlreadyAnswered,
    AnswerIsEmpty,
    ItemNotKnown,
    WhenNotUnderstood,
)


def why_not(refusal: Exception) -> str:
    """What happened and what to do, for a person."""
    if isinstance(refusal, PersonBookedAlready):
        other = refusal.other or _("other work")
        return _(
            "%(who)s has “%(other)s” then. Nothing was moved: take another time or person."
        ) % {
            "who": refusal.person,
            "other": other,
        }
    if isinstance(refusal, PersonAway):
        return _("%(who)s is away then. Nothing was moved.") % {"who": refusal}
    if isinstance(refusal, OffShift):
        return _("%(who)s is off shift: no position was kept.") % {"who": refusal}
    if isinstance(refusal, ElsewhereNow):
        return _("%(who)s has arrived somewhere else and not left there yet.") % {"who": refusal}
    if isinstance(refusal, CloseOutIncomplete):
        return _("Still missing: %(items)s.") % {"items": ", ".join(refusal.missing.values())}
    for kind, words in _plain().items():
        if isinstance(refusal, kind):
            return words
    return _("That is not possible now. Nothing was changed.")


def _plain() -> dict[type[Exception], str]:
    return {
        NobodyAssigned: _("Give the visit to somebody first, then dispatch it."),
        MovedWithoutAsking: _(
            "It is pinned or somebody is already on the way: it is not moved from here. Call them."
        ),
        VisitStepNotPossible: _("The visit has moved on in the meantime. Look at where it stands."),
        WindowNotOffered: _("That window is empty or already over: promise a later one."),
        WordsMissing: _("Say why, in a word or two."),
        JobTypeMissing: _("Choose the job type first: without it nobody knows how long it takes."),
        FieldNotOpen: _("This is not changed here. Ask the agent about it."),
        SignatureMissing: _("Say who signed, or what is left, or that nobody was there."),
        AlreadyAnswered: _("Somebody answered this in the meantime. The first answer stands."),
        AnswerIsEmpty: _("An answer has to say something."),
        ItemNotKnown: _("There is no such line. Nothing was asked."),
        WhenNotUnderstood: _("Type the time like 13:30."),
    }


def promise_words(kind: str, start: datetime | None, end: datetime | None, zone: str) -> str:
    """ "first of the afternoon", "10:00 to 12:00": what the customer was told."""
    if not kind or start is None or end is None:
        return _("nothing promised")
    return _promise_in(get_language(), kind, start, end, zone)


@lru_cache(maxsize=4096)
def _promise_in(_language: str | None, kind: str, start: datetime, end: datetime, zone: str) -> str:
    """A day has hundreds of promises and a dozen windows."""
    there = ZoneInfo(zone)
    span = f"{clock_time(start.astimezone(there))}–{clock_time(end.astimezone(there))}"
    names = {
        PromiseKind.ASAP: _("as soon as possible"),
        PromiseKind.FIRST_OF_MORNING: _("first of the morning"),
        PromiseKind.FIRST_OF_AFTERNOON: _("first of the afternoon"),
        PromiseKind.ANY_TIME: _("any time that day"),
        PromiseKind.EXACT: _("at %(time)s") % {"time": span.split("–")[0]},
    }
    name = names.get(PromiseKind(kind))
    if name is None:
        return span
    return name if kind == PromiseKind.EXACT else f"{name}, {span}"


def risk_words(visit: BoardVisit) -> str:
    """Why it is red, as one would say it."""
    if visit.risk is None:
        return ""
    return {
        Risk.BROKEN: _("the window is over and nobody was there"),
        Risk.BREAKING: _("the window is about to break"),
        Risk.NOT_DISPATCHED: _("not dispatched yet"),
        Risk.NOT_SEEN: _("dispatched, and not seen for ten minutes"),
        Risk.EN_ROUTE_LONG: _("on the way for more than 45 minutes"),
        Risk.RUNNING_OVER: _("runs over its time"),
    }[visit.risk.risk]


def doing_words(visits: list[BoardVisit]) -> tuple[str, str]:
    """What somebody does now, in words, with its tone."""
    for state, words, tone in (
        (VisitState.ARRIVED, _("on site at %(place)s"), "given"),
        (VisitState.PAUSED, _("paused at %(place)s"), "returned"),
        (VisitState.EN_ROUTE, _("on the way to %(place)s"), "given"),
    ):
        for visit in visits:
            if visit.watched.state is state:
                late = "late" if visit.risk is not None else tone
                return words % {"place": visit.place}, late
    return "", "idle"


def result_looks() -> dict[str, list[str]]:
    """Tone, icon and word of what a visit ended with."""
    return {
        VisitResult.FIXED: ["accepted", "check", _("fixed")],
        VisitResult.TEMPORARY: ["accepted", "check", _("runs for now")],
        VisitResult.NEEDS_RETURN: ["returned", "calendar-plus", _("needs return")],
        VisitResult.WAITING_PART: ["returned", "package", _("waits for part")],
        VisitResult.WAITING_APPROVAL: ["returned", "hourglass", _("waits for approval")],
        VisitResult.NO_ACCESS: ["returned", "lock", _("no access")],
        VisitResult.NO_SHOW: ["returned", "user-off", _("nobody there")],
        VisitResult.DECLINED: ["idle", "ban", _("declined")],
        VisitResult.UNSAFE: ["late", "alert-triangle", _("unsafe")],
    }
