"""What the forms of the panel offer: people, headings, kinds of promise, job types."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils.translation import gettext as _

from fullcircle.foundation import clock
from fullcircle.foundation.values.window import TimeWindow
from fullcircle.operations.dispatch.facts import position_words
from fullcircle.operations.dispatch.models import Position
from fullcircle.operations.scheduling.states import PromiseKind
from fullcircle.registry.catalogue.models import JobType
from fullcircle.registry.customers.states import Channel
from fullcircle.web.dispatcher.candidates import Candidate, candidates_for
from fullcircle.web.dispatcher.days import MINUTE, Day
from fullcircle.web.dispatcher.panel import Selected


def choices_of(selected: Selected, day: Day, *, people: bool) -> dict[str, Any]:
    """Context of the panel's forms. Without `people` the page asks for the list of them afterwards."""
    found: dict[str, Any] = {"kinds": _kinds(), "channels": _channels(), "headings": _headings()}
    found["candidates"] = None
    if selected.to_place or selected.movable:
        start = _start(selected, day)
        found["place_start"] = selected.typed.get("start") or _wall(start, selected.zone)
        if people:
            found["candidates"] = people_for(selected, start)
        found |= chosen_people(selected, selected.typed_form)
    if selected.active and selected.lead is not None:
        last: Position | None = getattr(selected.lead, "position", None)
        found["position"] = last
        found["position_words"] = position_words(last) if last else ""
    found["choices"] = _field_choices(selected)
    return found


def chosen_people(selected: Selected, typed: QueryDict) -> dict[str, Any]:
    """Who is ticked: as typed, else as it stands. `along`: those who come along."""
    person = typed.get("person", "")
    if "helpers_asked" in typed:
        along = {int(one) for one in typed.getlist("helper") if one.isdigit()}
    else:
        along = {helper.pk for helper in selected.helpers}
    return {"chosen": int(person) if person.isdigit() else None, "along": along}


def people_for(selected: Selected, start: datetime) -> list[Candidate]:
    """Who could go at that time."""
    kind = selected.job.job_type if selected.job else selected.request.job_type
    span = TimeWindow(start, start + selected.minutes * MINUTE)
    aside = selected.visit.pk if selected.visit else None
    return candidates_for(kind, span, aside_from=aside)


def _start(selected: Selected, day: Day) -> datetime:
    """Where it stands; else where it was promised; else the next quarter of an hour."""
    if selected.active and selected.visit is not None:
        return selected.visit.planned_start
    standing = selected.standing
    if standing is not None and standing.row.window_end > clock.now():
        return max(standing.row.window_start, _next_quarter())
    return _next_quarter() if day.is_today else day.window.start + timedelta(hours=8)


def _next_quarter() -> datetime:
    now = clock.now().replace(second=0, microsecond=0)
    return now + timedelta(minutes=15 - now.minute % 15)


def _wall(instant: datetime, zone: str) -> str:
    return f"{instant.astimezone(ZoneInfo(zone)):%H:%M}"


def _field_choices(selected: Selected) -> list[tuple[str, str]]:
    if selected.opened == "job_type":
        kinds = JobType.objects.filter(retired_on=None, service__trade=selected.request.case.trade)
        return list(kinds.order_by("name").values_list("code", "name"))
    if selected.opened == "contact":
        people = selected.request.case.customer.contacts.filter(left_on=None)
        return [(str(contact.pk), contact.spoken) for contact in people]
    return []


def _kinds() -> list[tuple[str, str]]:
    return [
        (PromiseKind.WINDOW, _("arrival window")),
        (PromiseKind.ASAP, _("as soon as possible")),
        (PromiseKind.FIRST_OF_MORNING, _("first of the morning")),
        (PromiseKind.FIRST_OF_AFTERNOON, _("first of the afternoon")),
        (PromiseKind.ANY_TIME, _("any time that day")),
        (PromiseKind.EXACT, _("exact time")),
    ]


def _channels() -> list[tuple[str, str]]:
    return [
        (Channel.PHONE, _("phone")),
        (Channel.TEXT, _("text")),
        (Channel.EMAIL, _("e-mail")),
        (Channel.WALK_UP, _("in person")),
    ]


def _headings() -> list[tuple[str, str]]:
    return [
        ("north", _("north on")),
        ("east", _("east on")),
        ("south", _("south on")),
        ("west", _("west on")),
    ]
