"""Figures of the links: shares with interval, n and what was left out. No data is null, never 0."""

from typing import Annotated

from django.conf import settings
from django.http import HttpRequest
from ninja import Query, Router

from fullcircle.api.door import Seated, actor_of
from fullcircle.api.shapes import Out
from fullcircle.foundation import clock
from fullcircle.insight.figures import Figure
from fullcircle.insight.links import figures_of
from fullcircle.insight.periods import PeriodKey, period_of
from fullcircle.insight.tallies import EVERYBODY, Whose, tallies
from fullcircle.registry.people.policy import Permission

router = Router(tags=["figures"])

Days = Annotated[PeriodKey, Query(PeriodKey.DAYS_30, description="month, 14, 30 or 90 days.")]


class FigureRow(Out):
    """A share between 0 and 1 with its interval; `excluded`: how many were left out, by reason."""

    value: float | None
    low: float | None
    high: float | None
    n: int
    excluded: dict[str, int]


class LinkRow(Out):
    """One link, seen from its giver or its receiver."""

    link: str
    side: str
    given: int
    right_first_time: FigureRow
    complete: FigureRow
    completeness: FigureRow
    fixed: FigureRow


@router.get("/links", response=list[LinkRow], auth=Seated(Permission.SEE_LOOP))
def read_links(request: HttpRequest, period: Days = PeriodKey.DAYS_30) -> list[LinkRow]:
    """The company's links."""
    return _rows(EVERYBODY, period)


@router.get("/mine", response=list[LinkRow], auth=Seated(Permission.MY_CUSTOMERS))
def read_mine(request: HttpRequest, period: Days = PeriodKey.DAYS_30) -> list[LinkRow]:
    """One's own links. Another person's figures are nobody's: there is no address for them."""
    return _rows(Whose(frozenset({actor_of(request).needed_person_id})), period)


def _rows(whose: Whose, key: PeriodKey) -> list[LinkRow]:
    at = clock.now()
    span = {"now": period_of(key, at=at, zone=settings.TIME_ZONE)}
    found = []
    for (link, side, _), tally in sorted(tallies(whose, span, at=at).items()):
        figures = figures_of(tally)
        found.append(
            LinkRow(
                link=link,
                side=side,
                given=figures.given,
                right_first_time=_figure(figures.right_first_time),
                complete=_figure(figures.complete),
                completeness=_figure(figures.completeness),
                fixed=_figure(figures.fixed),
            )
        )
    return found


def _figure(figure: Figure) -> FigureRow:
    return FigureRow(
        value=figure.value,
        low=figure.low,
        high=figure.high,
        n=figure.n,
        excluded={str(reason): count for reason, count in figure.excluded.items() if count},
    )
