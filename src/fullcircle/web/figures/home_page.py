"""What the first page of the figures shows: lines with their number and their months."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fullcircle.handoffs.states import LinkKey
from fullcircle.insight.periods import Period
from fullcircle.insight.reports.measures import TITLES, By, Measure
from fullcircle.insight.reports.overview import Line, Overview
from fullcircle.insight.reports.report import Wanted
from fullcircle.insight.reports.spans import Span
from fullcircle.web.components.chain_ring import link_words
from fullcircle.web.components.seat_words import CUSTOMER, all_of
from fullcircle.web.figures import asked, drawing, presenters, wording
from fullcircle.web.figures.presenters import CellRow

# Who hands over to whom, in the order of the chain.
ENDS = {
    LinkKey.INTAKE: ("agent", "dispatcher"),
    LinkKey.BRIEFING: ("dispatcher", "technician"),
    LinkKey.VISIT: ("technician", CUSTOMER),
    LinkKey.CLOSEOUT: ("technician", "bookkeeper"),
    LinkKey.RECORD: ("bookkeeper", "dispatcher"),
}

SHORT: dict[Measure, str | Promise] = {
    Measure.CLEAN: _("all five hand-offs of a case"),
    Measure.CLOSED: _("of those done and due a word; silence is not confirmation"),
    Measure.FIRST_PROMISE: _("somebody there by the end of the first window"),
    Measure.LAST_PROMISE: _("by the end of the window that stood last"),
    Measure.FIRST_WORD: _("requests in writing, answered by a person"),
    Measure.LOOP_TIME: _("then the next briefing can use it"),
}


@dataclass(frozen=True)
class ShownLine:
    """One line of the page. `trend`: the months in words, for those who do not see the drawing."""

    name: str
    under: str | Promise
    row: CellRow
    url: str
    drawn: drawing.Months | None
    trend: str


@dataclass(frozen=True)
class HomePage:
    period: Period
    links: list[ShownLine]
    beyond: list[ShownLine]
    first_month: str
    last_month: str
    empty: bool


def home_page(found: Overview, span: Span) -> HomePage:
    words = link_words()
    links = [
        _line(
            found,
            line,
            Wanted(Measure.RIGHT_FIRST_TIME, By.SERVICE, span, {By.LINK: key}),
            name=wording.capital(words[key]),
            under=between(*ENDS[key]),
        )
        for key, line in found.links.items()
    ]
    beyond = [
        _line(
            found,
            line,
            Wanted(measure, By.SERVICE, span),
            name=wording.capital(TITLES[measure]),
            under=SHORT[measure],
        )
        for measure, line in found.beyond.items()
    ]
    return HomePage(
        period=found.period,
        links=links,
        beyond=beyond,
        first_month=wording.month(found.months[0]),
        last_month=wording.month(found.months[-1]),
        empty=found.empty,
    )


def between(giver: str, receiver: str) -> str:
    ends = {"givers": all_of(giver), "receivers": all_of(receiver).lower()}
    return str(_("%(givers)s to %(receivers)s")) % ends


def _line(
    found: Overview, line: Line, wanted: Wanted, *, name: str, under: str | Promise
) -> ShownLine:
    return ShownLine(
        name=name,
        under=under,
        row=presenters.figure_row(wanted, line.whole),
        url=asked.address(wanted),
        drawn=drawing.months(line.by_month),
        trend="; ".join(
            f"{wording.month(month)}: {wording.said(figure)}"
            for month, figure in zip(found.months, line.by_month, strict=True)
            if figure.n
        ),
    )
