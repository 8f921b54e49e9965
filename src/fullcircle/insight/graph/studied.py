"""The one door to what of our own history may be looked at by the graph, its rows and its export."""

from django.db.models import Q, QuerySet

from fullcircle.handoffs.models import Ask, Handoff
from fullcircle.handoffs.states import AskKind, LinkKey
from fullcircle.insight.periods import Period
from fullcircle.registry.people.states import Seat

# Deny by default: a link that is not named here (a confidential kind will have one of its own) is
# in no picture, no list of rows and no file.
STUDIED = tuple(str(key) for key in LinkKey)
# Whom one asks there is nobody's business.
CONFIDENTIAL_SEATS = (str(Seat.HR),)


def studied_handoffs(period: Period | None = None) -> "QuerySet[Handoff]":
    """Hand-offs on links that may be studied, none of them to or from a confidential seat."""
    rows = Handoff.objects.filter(link__key__in=STUDIED).exclude(
        Q(link__giver_seat__in=CONFIDENTIAL_SEATS) | Q(link__receiver_seat__in=CONFIDENTIAL_SEATS)
    )
    if period is not None:
        rows = rows.filter(given_at__gte=period.start, given_at__lt=period.end)
    return rows


def studied_asks(period: Period) -> "QuerySet[Ask]":
    """Wishes between colleagues: who asks is the customer of who is asked. Only that, no word."""
    return Ask.objects.filter(
        kind=AskKind.WISH, asked_at__gte=period.start, asked_at__lt=period.end
    ).exclude(to_seat__in=CONFIDENTIAL_SEATS)
