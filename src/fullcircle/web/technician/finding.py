"""What every page of the seat begins with: whose day it is, and which visit of theirs."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404

from fullcircle.foundation import clock
from fullcircle.foundation.values.local_time import local_date, start_of_day
from fullcircle.foundation.values.window import TimeWindow
from fullcircle.operations.fieldwork.day_queries import Stop, own_stop
from fullcircle.registry.people.models import Account
from fullcircle.web.shell.access import SeatRequest


def zone_of(request: SeatRequest) -> str:
    """The zone in which this person's day begins and ends."""
    account = request.user
    if isinstance(account, Account) and account.person is not None:
        return account.person.zone
    return settings.TIME_ZONE


def day_window(zone: str, *, ahead: int = 0) -> TimeWindow:
    """Today, or `ahead` days later, as instants."""
    place = ZoneInfo(zone)
    day = local_date(place, clock.now()) + timedelta(days=ahead)
    return TimeWindow(start_of_day(place, day), start_of_day(place, day + timedelta(days=1)))


def person_id(request: SeatRequest) -> int:
    """Pages of one's own day are for people; anybody else finds nothing here."""
    if request.actor.person_id is None:
        raise Http404
    return request.actor.person_id


def own(request: SeatRequest, number: int) -> Stop:
    """The visit with this number, when the asking person is sent to it. Else 404: not known here."""
    today = day_window(zone_of(request))
    stop = own_stop(number, person_id(request), start=today.start, end=today.end)
    if stop is None:
        raise Http404
    return stop
