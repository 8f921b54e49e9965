"""Promises, past work and the state of a visit in the words of a colleague."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _

from fullcircle.operations.dispatch import wording
from fullcircle.operations.dispatch.models import Position
from fullcircle.operations.dispatch.wording.site import named_hazards
from fullcircle.operations.scheduling.models import Promise, Visit
from fullcircle.operations.scheduling.states import PromiseKind, VisitResult, VisitState
from fullcircle.registry.customers.models import Location, ServiceRecord
from fullcircle.web.components import times

POSITION_COUNTS = timedelta(minutes=90)


def window_words(kind: str, start: datetime, end: datetime, zone: str, at: datetime) -> str:
    """ "today 10:00 to 12:00", "tomorrow, first of the morning (08:00 to 09:00)"."""
    place = ZoneInfo(zone)
    opens, closes = start.astimezone(place), end.astimezone(place)
    hours = _("%(start)s to %(end)s") % {
        "start": times.clock_time(opens),
        "end": times.clock_time(closes),
    }
    day = day_words(opens, at.astimezone(place))
    match PromiseKind(kind):
        case PromiseKind.ASAP:
            return _("as soon as we can, by %(end)s") % {"end": times.clock_time(closes)}
        case PromiseKind.FIRST_OF_MORNING:
            return _("%(day)s, first of the morning (%(hours)s)") % {"day": day, "hours": hours}
        case PromiseKind.FIRST_OF_AFTERNOON:
            return _("%(day)s, first of the afternoon (%(hours)s)") % {"day": day, "hours": hours}
        case PromiseKind.ANY_TIME:
            return _("%(day)s, any time (%(hours)s)") % {"day": day, "hours": hours}
        case PromiseKind.EXACT:
            return _("%(day)s at %(time)s") % {"day": day, "time": times.clock_time(opens)}
    return _("%(day)s %(hours)s") % {"day": day, "hours": hours}


def day_words(there: datetime, now: datetime) -> str:
    """ "today", "tomorrow", "Wed 25 Nov"; both on the same wall."""
    ahead = (there.date() - now.date()).days
    if ahead == 0:
        return _("today")
    if ahead == 1:
        return _("tomorrow")
    return date_format(there, "D j M")


def promise_words(promise: Promise, at: datetime) -> str:
    return window_words(promise.kind, promise.window_start, promise.window_end, promise.zone, at)


def past_words(record: ServiceRecord, location: Location, *, reader: str, at: datetime) -> str:
    """ "You did a demand call last fall for a bad thermocouple", as the briefing says it."""
    past = wording.PastVisit(
        when=record.done_at,
        what=record.what,
        technician_ref=record.technician_ref,
        technician_name=record.technician_name,
        cause=record.symptom,
        checked=record.checked,
    )
    latitude = float(location.latitude) if location.latitude is not None else None
    where = wording.Where(street=location.spoken, zone=location.zone, latitude=latitude)
    facts = wording.BriefingFacts(where=where, history=(past,))
    lines = wording.history_lines(facts, reader=reader, at=at)
    return lines[0].text if lines else record.what


def hazards_of(location: Location) -> str:
    """What to be careful of; "" when nothing is known or somebody said that there is nothing."""
    return "; ".join(named_hazards(tuple(location.hazards.split(";"))))


@dataclass(frozen=True)
class Standing:
    """How a visit stands: `state` for the chip, `words` for whoever asks, the last event's instant."""

    state: str
    words: str
    since: datetime | None = None
    place: str = ""


def standing_of(
    visit: Visit | None, lead: str, position: Position | None, at: datetime
) -> Standing:
    """ "Joe is on the way since 13:10", and where he was last heard of while he is under way."""
    if visit is None:
        return Standing("unscheduled", _("nobody is planned yet"))
    state = VisitState(visit.state)
    since = _last_event(visit, state)
    values = {
        "who": lead or _("nobody"),
        "planned": times.absolute(visit.planned_start, visit.zone, at),
        "since": times.absolute(since, visit.zone, at) if since else "",
        "result": result_words(visit.result),
    }
    place = ""
    if state is VisitState.EN_ROUTE and position and at - position.at < POSITION_COUNTS:
        place = _place(position, at)
    shown = "unassigned" if state is VisitState.PLANNED else str(state)
    return Standing(shown, _sentence(state) % values, since, place)


def _sentence(state: VisitState) -> str:
    sentences = {
        VisitState.PLANNED: _("planned for %(planned)s, nobody assigned yet"),
        VisitState.ASSIGNED: _("%(who)s is planned for %(planned)s"),
        VisitState.DISPATCHED: _("%(who)s has it since %(since)s, planned for %(planned)s"),
        VisitState.SEEN: _("%(who)s has read it at %(since)s, planned for %(planned)s"),
        VisitState.EN_ROUTE: _("%(who)s is on the way since %(since)s, planned for %(planned)s"),
        VisitState.ARRIVED: _("%(who)s is there since %(since)s"),
        VisitState.PAUSED: _("%(who)s had to pause; arrived %(since)s"),
        VisitState.LEFT: _("%(who)s left at %(since)s: %(result)s"),
        VisitState.CANCELLED: _("the visit of %(planned)s was cancelled"),
    }
    return sentences[state]


def _last_event(visit: Visit, state: VisitState) -> datetime | None:
    return {
        VisitState.DISPATCHED: visit.dispatched_at,
        VisitState.SEEN: visit.seen_at,
        VisitState.EN_ROUTE: visit.en_route_at,
        VisitState.ARRIVED: visit.arrived_at,
        VisitState.PAUSED: visit.arrived_at,
        VisitState.LEFT: visit.left_at,
    }.get(state)


def _place(position: Position, at: datetime) -> str:
    said = position.street
    if position.heading:
        said = _("heading %(heading)s on %(street)s") % {
            "heading": position.heading,
            "street": position.street,
        }
    return _("%(place)s, %(ago)s") % {"place": said, "ago": times.relative(position.at, at)}


def result_words(result: str) -> str:
    """With what a visit was left, as one says it."""
    words = {
        VisitResult.FIXED: _("fixed"),
        VisitResult.TEMPORARY: _("mended for now"),
        VisitResult.NEEDS_RETURN: _("somebody has to come back"),
        VisitResult.WAITING_PART: _("waiting for a part"),
        VisitResult.WAITING_APPROVAL: _("waiting for an approval"),
        VisitResult.NO_ACCESS: _("could not get in"),
        VisitResult.NO_SHOW: _("nobody was there"),
        VisitResult.DECLINED: _("the customer declined"),
        VisitResult.UNSAFE: _("not safe to work"),
    }
    return words.get(VisitResult(result), result) if result else ""


def step_words(state: str) -> str:
    """One step of a visit on the thread."""
    words = {
        VisitState.PLANNED: _("Placed in the day"),
        VisitState.ASSIGNED: _("Assigned"),
        VisitState.DISPATCHED: _("Dispatched"),
        VisitState.SEEN: _("The briefing was read"),
        VisitState.EN_ROUTE: _("On the way"),
        VisitState.ARRIVED: _("On site"),
        VisitState.PAUSED: _("Paused"),
        VisitState.LEFT: _("Left"),
        VisitState.CANCELLED: _("The visit was cancelled"),
    }
    return words[VisitState(state)]
