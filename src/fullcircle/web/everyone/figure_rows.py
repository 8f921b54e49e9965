"""What the page of a number says: the number itself, its rows, and the ways to narrow them."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from fullcircle.engines.statistics.waits import WaitFigure
from fullcircle.handoffs.models import Handoff
from fullcircle.handoffs.queries import Chain
from fullcircle.insight.figures import FORMULAS, REASONS, TITLES, Figure, LeftOut, Measure
from fullcircle.insight.links import Item, LinkFigures
from fullcircle.insight.rows import Show, Wanted, verdict
from fullcircle.web.components.chain_ring import ring_of
from fullcircle.web.components.interval import percent
from fullcircle.web.components.ring import Ring

SHARES = (Measure.RIGHT_FIRST_TIME, Measure.COMPLETE, Measure.COMPLETENESS, Measure.FIXED)


@dataclass(frozen=True)
class Shown:
    """A number with everything that explains it."""

    title: str | Promise
    formula: str | Promise
    given: int
    share: Figure | None
    wait: WaitFigure | None
    items: tuple[Item, ...]
    excluded: list[tuple[str | Promise, int]]
    if_silent: tuple[str, str] | None


@dataclass(frozen=True)
class Row:
    """One hand-off. `counts`: for, against, left-out, or empty where it is only listed."""

    ring: Ring
    case: str
    title: str
    place: str
    zone: str
    given_at: datetime
    minutes: int | None
    state: str
    counts: str
    why: str | Promise
    missing: list[str]
    touched: list[str]
    later: str


def shown(measure: Measure, figures: LinkFigures) -> Shown:
    share = figures.of(measure) if measure in SHARES else None
    bounds = share.if_silent if share else None
    return Shown(
        title=TITLES[measure],
        formula=FORMULAS[measure],
        given=figures.given,
        share=share,
        wait=figures.wait if measure is Measure.WAIT else None,
        items=figures.items if measure is Measure.RETURNS else (),
        excluded=[(REASONS[why], count) for why, count in share.excluded.items()] if share else [],
        if_silent=(percent(bounds[0]), percent(bounds[1])) if bounds else None,
    )


def row_of(row: Handoff, measure: Measure, chain: Chain) -> Row:
    counted = verdict(row, measure)
    touched = [
        word
        for word, at in (
            (_("sent back"), row.returned_first_at),
            (_("fixed by receiver"), row.fixed_first_at),
        )
        if at is not None
    ]
    waited = row.outcome_at - row.given_at if row.outcome_at else None
    return Row(
        ring=ring_of(chain, row.case.location.zone),
        case=row.case.number,
        title=row.case.title,
        place=row.case.location.spoken,
        zone=row.case.location.zone,
        given_at=row.given_at,
        minutes=int(waited.total_seconds() // 60) if waited is not None else None,
        state=row.state,
        counts=_counts(counted),
        why=REASONS[counted] if isinstance(counted, LeftOut) else "",
        missing=[part["label"] for part in row.missing],
        touched=touched,
        later=row.later,
    )


def _counts(counted: bool | LeftOut | None) -> str:
    if isinstance(counted, LeftOut):
        return "left-out"
    return {True: "for", False: "against", None: ""}[counted]


def tabs(wanted: Wanted) -> list[tuple[Show, str]]:
    """Which rows can be asked for; a plain count has no two sides."""
    found = [(Show.ALL, _("all"))]
    if wanted.measure is Measure.WAIT:
        return [*found, (Show.LEFT_OUT, _("still waiting, or no word"))]
    if wanted.measure is Measure.VOLUME:
        return found
    if wanted.measure is Measure.FIXED:
        return [*found, (Show.AGAINST, _("fixed")), (Show.LEFT_OUT, _("left out"))]
    if wanted.measure is Measure.RETURNS:
        return [*found, (Show.AGAINST, _("missed or touched"))]
    return [*found, (Show.AGAINST, _("not right")), (Show.LEFT_OUT, _("left out"))]


def measures() -> list[tuple[Measure, str | Promise]]:
    return list(TITLES.items())
