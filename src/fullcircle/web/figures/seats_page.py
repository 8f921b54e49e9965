"""Seats as servers and as customers, in the order of the chain."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from fullcircle.engines.statistics.concentration import Reciprocity
from fullcircle.engines.statistics.intervals import Estimate
from fullcircle.insight.reports.measures import By, Measure
from fullcircle.insight.reports.report import Wanted
from fullcircle.insight.reports.seats import Pair, SeatFigures, SeatsReport
from fullcircle.insight.reports.spans import Span
from fullcircle.web.components.interval import percent
from fullcircle.web.components.seat_words import all_of
from fullcircle.web.figures import asked, presenters
from fullcircle.web.figures.home_page import between
from fullcircle.web.figures.presenters import CellRow


@dataclass(frozen=True)
class SeatRow:
    name: str
    gives: CellRow
    gets: CellRow
    gives_url: str
    gets_url: str
    balance: str
    hidden: bool


@dataclass(frozen=True)
class PairRow:
    name: str
    row: CellRow
    balance: str
    hidden: bool


@dataclass(frozen=True)
class SeatsPage:
    seats: list[SeatRow]
    pairs: list[PairRow]
    mutual: bool
    reciprocity: list[tuple[str, str]]
    arrows: int


def seats_page(found: SeatsReport, span: Span) -> SeatsPage:
    return SeatsPage(
        seats=[_seat(row, span) for row in found.seats],
        pairs=[_pair(row, span) for row in found.pairs],
        mutual=any(row.balance is not None for row in found.pairs),
        reciprocity=_reciprocity(found.teams),
        arrows=found.teams.n if found.teams else 0,
    )


def _seat(row: SeatFigures, span: Span) -> SeatRow:
    gives = Wanted(Measure.RIGHT_FIRST_TIME, By.SERVICE, span, {By.SERVER: row.seat})
    gets = Wanted(Measure.RIGHT_FIRST_TIME, By.SERVICE, span, {By.SERVED: row.seat})
    return SeatRow(
        name=all_of(row.seat),
        gives=presenters.figure_row(gives, row.gives),
        gets=presenters.figure_row(gets, row.gets),
        gives_url=asked.address(gives),
        gets_url=asked.address(gets),
        balance=_balance(row.balance),
        hidden=row.hidden,
    )


def _pair(row: Pair, span: Span) -> PairRow:
    where = {By.SERVER: row.server, By.SERVED: row.served}
    wanted = Wanted(Measure.RIGHT_FIRST_TIME, By.SERVICE, span, where)
    return PairRow(
        name=between(row.server, row.served),
        row=presenters.figure_row(wanted, row.figure),
        balance=_balance(row.balance),
        hidden=row.hidden,
    )


def _balance(found: Estimate | None) -> str:
    if found is None:
        return _("no data")
    value, low, high = (f"{one * 100:+.0f}".replace("-", "\u2212") for one in _three(found))
    said = {"value": value, "low": low, "high": high}
    if found.low <= 0 <= found.high:
        return _("%(value)s points (%(low)s to %(high)s): cannot be told from nought") % said
    return _("%(value)s points (%(low)s to %(high)s)") % said


def _three(found: Estimate) -> tuple[float, float, float]:
    return found.value, found.low, found.high


def _reciprocity(found: Reciprocity | None) -> list[tuple[str, str]]:
    if found is None:
        return []
    corrected = _("no data") if found.corrected is None else f"{found.corrected:+.2f}"
    return [
        (_("by weight"), percent(found.weighted)),
        (_("arrows with an arrow back"), percent(found.unweighted)),
        (_("corrected for density"), corrected.replace("-", "\u2212")),
    ]
