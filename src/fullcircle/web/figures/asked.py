"""What an address asks for, and addresses for what can be asked next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from fullcircle.foundation import clock
from fullcircle.insight.reports.definitions import definition
from fullcircle.insight.reports.measures import By, Measure
from fullcircle.insight.reports.report import Wanted
from fullcircle.insight.reports.spans import Span

LONGEST_KEY = 60


@dataclass(frozen=True)
class Asked:
    """A figure, when it is asked, and in whose time its months are."""

    wanted: Wanted
    at: datetime
    zone: str

    def address(self, page: str = "figures-report", **more: str) -> str:
        return address(self.wanted, page, **more)


def asked(request: HttpRequest, measure: str) -> Asked:
    """404 for words we do not know, and for a split this figure does not have."""
    if measure not in set(Measure):
        raise Http404(_("No such figure."))
    at, words = clock.now(), request.GET
    splits = definition(Measure(measure), at=at).splits
    where = _where(request, splits)
    by = words.get("by", "") or _free(splits, where)
    if by not in splits or not all(_key_of(*one) for one in where.items()):
        raise Http404(_("No such figure."))
    split = By(by) if By(by) not in where else _free(splits, where)
    wanted = Wanted(Measure(measure), split, span_asked(request), where)
    return Asked(wanted, at, settings.TIME_ZONE)


def chosen(request: HttpRequest) -> str:
    """The address of what a form asks for; 404 for a figure we do not know."""
    measure = request.GET.get("measure", Measure.RIGHT_FIRST_TIME)
    if measure not in set(Measure):
        raise Http404(_("No such figure."))
    splits = definition(Measure(measure), at=clock.now()).splits
    by = request.GET.get("by", "")
    where = _where(request, splits)
    split = By(by) if by in splits and by not in where else _free(splits, where)
    return address(Wanted(Measure(measure), split, span_asked(request), where))


def _free(splits: Sequence[By], where: Mapping[By, str]) -> By:
    """The first split it is not narrowed in yet: to split one link by link says nothing."""
    return next((by for by in splits if by not in where), By.MONTH)


def _where(request: HttpRequest, splits: Sequence[By]) -> dict[By, str]:
    asked_for = {by: request.GET.get(f"in-{by}", "")[:LONGEST_KEY] for by in splits}
    return {by: key for by, key in asked_for.items() if key}


def span_asked(request: HttpRequest) -> Span:
    """Three months unless another span that we know was asked for."""
    word = request.GET.get("months", "")
    return Span(word) if word in set(Span) else Span.THREE


def part_asked(request: HttpRequest) -> int:
    """The part of a long table; the first unless a number was asked for."""
    word = request.GET.get("part", "")
    return int(word) if word.isdecimal() and len(word) < 6 else 1


def spans() -> list[tuple[str, str]]:
    return [
        (Span.ONE, _("this month")),
        (Span.THREE, _("3 months")),
        (Span.TWELVE, _("12 months")),
        (Span.ALL, _("24 months")),
    ]


def address(wanted: Wanted, page: str = "figures-report", **more: str) -> str:
    query = {"by": str(wanted.by), "months": str(wanted.span)}
    query |= {f"in-{by}": key for by, key in wanted.where.items()}
    query |= more
    said = urlencode({name: word for name, word in query.items() if word})
    return f"{reverse(page, args=[wanted.measure])}?{said}"


def narrowed(wanted: Wanted, by: By, key: str) -> Wanted:
    return replace(wanted, where={**wanted.where, by: key})


def widened(wanted: Wanted, by: By) -> Wanted:
    return replace(wanted, where={one: key for one, key in wanted.where.items() if one is not by})


def plain(wanted: Wanted) -> Mapping[str, str]:
    """For the hidden fields of a form."""
    return {f"in-{by}": key for by, key in wanted.where.items()}


def _key_of(by: By, key: str) -> bool:
    """Keys of rows are numbers; those of links, seats, months are words."""
    if key == "nobody":
        return True
    if by is By.TEAM:
        return all(part.isdecimal() for part in key.split("-"))
    if by in (By.SERVICE, By.CUSTOMER):
        return key.isdecimal()
    return True
