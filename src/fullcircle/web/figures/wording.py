"""What the keys of cells are called, and figures in words."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fullcircle.insight.reports.counting import NOBODY, Counted
from fullcircle.insight.reports.measures import By, Kind
from fullcircle.registry.customers.states import CustomerKind
from fullcircle.web.components.chain_ring import link_words
from fullcircle.web.components.interval import Interval, words
from fullcircle.web.components.seat_words import all_of
from fullcircle.web.components.times import duration


def kinds() -> Mapping[str, str]:
    return {
        CustomerKind.PERSON: _("outside: private customers"),
        CustomerKind.ORGANISATION: _("outside: organisations"),
        CustomerKind.DEPARTMENT: _("inside: our own departments"),
    }


def name_of(by: By, key: str, name: str = "", members: int = 0) -> str:
    """What a cell is called; several teams of one person each are named together."""
    if key == NOBODY:
        return _("not known")
    if members:
        return ngettext(
            "%(n)d team, shown only together", "%(n)d teams, shown only together", members
        ) % {"n": members}
    match by:
        case By.LINK:
            return capital(link_words().get(key, name or key))
        case By.KIND:
            return kinds().get(key, key)
        case By.MONTH:
            return month(key)
        case By.SERVER | By.SERVED:
            return all_of(key)
    return name or key


def month(key: str) -> str:
    year, _sep, number = key.partition("-")
    return date_format(date(int(year), int(number), 1), "M Y")


def said(figure: Counted) -> str:
    """The figure in one line of words."""
    if figure.kind is Kind.TIME:
        if figure.n == 0 or figure.wait is None:
            return _("no data")
        half = _("not known") if figure.wait.median is None else duration_of(figure.wait.median)
        most = _("not known") if figure.wait.p90 is None else duration_of(figure.wait.p90)
        return _("half under %(half)s, nine of ten under %(most)s, from %(n)d") % {
            "half": half,
            "most": most,
            "n": figure.n,
        }
    return words(Interval(figure.value, figure.low, figure.high, figure.n))


def duration_of(minutes: float) -> str:
    return duration(timedelta(minutes=minutes))


def capital(text: "str | Promise") -> str:
    found = str(text)
    return found[:1].upper() + found[1:]
