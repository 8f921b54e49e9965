"""A visit as the phone shows it: title, street, window in words, state, ring."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fullcircle.handoffs.queries import Chain, chains_for
from fullcircle.operations.dispatch.actions.positions import HEADINGS
from fullcircle.operations.dispatch.facts import position_words
from fullcircle.operations.dispatch.models import Position
from fullcircle.operations.dispatch.wording import English, Promise, PromiseKind
from fullcircle.operations.dispatch.wording.seasons import local
from fullcircle.operations.dispatch.wording.times import promise_words, screen_time
from fullcircle.operations.fieldwork.day_queries import CameBack, Promised, Stop
from fullcircle.operations.scheduling.states import VisitResult, VisitState
from fullcircle.registry.people.models import Person
from fullcircle.web.components.chain_ring import ring_of
from fullcircle.web.components.ring import Ring

ON_SITE = (VisitState.ARRIVED, VisitState.PAUSED)
NOT_THERE_YET = (
    VisitState.PLANNED,
    VisitState.ASSIGNED,
    VisitState.DISPATCHED,
    VisitState.SEEN,
    VisitState.EN_ROUTE,
)

RESULT_WORDS = {
    VisitResult.FIXED: gettext_lazy("Fixed"),
    VisitResult.TEMPORARY: gettext_lazy("Runs for now"),
    VisitResult.NEEDS_RETURN: gettext_lazy("Needs another visit"),
    VisitResult.WAITING_PART: gettext_lazy("Waits for a part"),
    VisitResult.WAITING_APPROVAL: gettext_lazy("Waits for a yes"),
    VisitResult.NO_ACCESS: gettext_lazy("Could not get in"),
    VisitResult.NO_SHOW: gettext_lazy("Nobody was there"),
    VisitResult.DECLINED: gettext_lazy("They said no"),
    VisitResult.UNSAFE: gettext_lazy("Not safe to work"),
}


@dataclass(frozen=True)
class StopCard:
    """One visit in a list. `window`: the promise in words; `late`: it is over and nobody is there."""

    number: int
    title: str
    street: str
    customer: str
    window: str
    by: str
    late: bool
    state: str
    result: str
    start: datetime
    zone: str
    url: str
    ring: Ring
    helper: bool

    @property
    def done(self) -> bool:
        return self.state == VisitState.LEFT

    @property
    def sign(self) -> str:
        """What the chip says: to whom it is planned for, "assigned" means nothing yet."""
        return VisitState.PLANNED if self.state == VisitState.ASSIGNED else self.state


@dataclass(frozen=True)
class BackItem:
    """An item that came back, answerable in its place."""

    number: int
    label: str
    question: str
    asked_by: str
    asked_at: datetime
    street: str
    zone: str
    visit_url: str
    wants: str
    unit: str
    typed: str = ""
    error: str = ""


@dataclass(frozen=True)
class LastPosition:
    """Where the office thinks one is, and since when."""

    words: str
    street: str
    heading: str
    at: datetime


def promise_line(promised: Promised | None, at: datetime) -> tuple[str, str]:
    """ "first of the afternoon" and "by 13:00"; both blank when nothing was promised."""
    if promised is None:
        return "", ""
    say = English()
    kind = PromiseKind(promised.kind)
    fact = Promise(kind=kind, start=promised.start, end=promised.end, zone=promised.zone)
    words = promise_words(say, fact, at, promised.zone, aloud=False)
    if kind in (PromiseKind.WINDOW, PromiseKind.EXACT):
        return words, ""
    end = screen_time(say, local(promised.end, promised.zone))
    return words, _("by %(time)s") % {"time": end}


def cards_of(stops: Sequence[Stop], *, at: datetime) -> list[StopCard]:
    """The stops with their rings; two queries for any number."""
    chains = chains_for([stop.visit.job.case_id for stop in stops], at=at)
    return [card_of(stop, chains, at=at) for stop in stops]


def card_of(stop: Stop, chains: Mapping[int, Chain], *, at: datetime) -> StopCard:
    visit, job = stop.visit, stop.visit.job
    window, by = promise_line(stop.promised, at)
    late = stop.promised is not None and stop.promised.end < at and visit.state in NOT_THERE_YET
    return StopCard(
        number=visit.pk,
        title=job.job_type.name,
        street=job.location.spoken,
        customer=job.case.customer.name,
        window=window,
        by=by,
        late=late,
        state=visit.state,
        result=result_word(visit.result),
        start=visit.planned_start,
        zone=visit.zone,
        url=reverse("technician-visit", args=[visit.pk]),
        ring=ring_of(chains[job.case_id], visit.zone),
        helper=stop.assignment.part != "lead",
    )


def result_word(result: str) -> str:
    return str(RESULT_WORDS[VisitResult(result)]) if result else ""


def next_of(cards: Sequence[StopCard]) -> StopCard | None:
    """Where one is, else where one drives to, else the first that is not done."""
    ahead = [card for card in cards if not card.done]
    for states in (ON_SITE, (VisitState.EN_ROUTE,)):
        for card in ahead:
            if card.state in states:
                return card
    return ahead[0] if ahead else None


def back_item(item: CameBack, *, typed: str = "", error: str = "") -> BackItem:
    returned = item.returned
    location = returned.handoff.case.location
    wants = "photo" if item.kind == "photo" else "text"
    if item.kind in ("reading", "number"):
        wants = "number"
    return BackItem(
        number=returned.pk,
        label=returned.item_label,
        question=returned.question,
        asked_by=returned.asked_by.call_name if returned.asked_by else _("The office"),
        asked_at=returned.asked_at,
        street=location.spoken,
        zone=location.zone,
        visit_url=reverse("technician-visit", args=[item.visit_id]),
        wants=wants,
        unit=item.unit,
        typed=typed,
        error=error,
    )


def last_position(person: Person | None) -> LastPosition | None:
    try:
        position = person.position if person is not None else None
    except Position.DoesNotExist:
        return None
    if position is None:
        return None
    return LastPosition(
        words=position_words(position),
        street=position.street,
        heading=position.heading,
        at=position.at,
    )


def headings() -> list[dict[str, str]]:
    """The four ways one can be heading, by key and word."""
    words = {"north": _("north"), "east": _("east"), "south": _("south"), "west": _("west")}
    return [{"key": key, "word": words[key]} for key in HEADINGS]


def maps_address(stop: Stop) -> str:
    """An address that the phone's own map opens; no map company is named in it."""
    place = stop.visit.job.location
    words = " ".join(part for part in (place.house_number, place.street) if part) or place.spoken
    address = ", ".join(part for part in (words, place.town, place.postcode) if part)
    at = f"{place.latitude},{place.longitude}" if place.latitude is not None else "0,0"
    return f"geo:{at}?q={quote(address)}"
