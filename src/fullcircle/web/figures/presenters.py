"""From a report to what its page shows. Cells stand by name or by place, never by what they score."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise

from fullcircle.insight.reports.counting import NOBODY, Counted
from fullcircle.insight.reports.measures import (
    BY_WORDS,
    FORMULAS,
    STANDING_WORDS,
    TITLES,
    By,
    Kind,
    Measure,
)
from fullcircle.insight.reports.report import Cell, Report, Wanted
from fullcircle.web.components.interval import percent
from fullcircle.web.figures import asked, drawing, wording

CELLS = 50


@dataclass(frozen=True)
class CellRow:
    """One row of a table. `bar`: place of the median and width to nine of ten, in percent of the
    longest, for times; `into` narrows the page to it; `data`: value, low, high for the charts."""

    name: str
    figure: Counted
    said: str
    left_out: int
    rows_url: str
    into: str
    bar: tuple[str, str] | None = None
    data: tuple[str, str, str] | None = None


@dataclass(frozen=True)
class Narrowing:
    """What the page is narrowed to, and the address without it."""

    split: str | Promise
    name: str
    without: str


@dataclass(frozen=True)
class Pages:
    """Which part of the cells is shown, and the addresses of those beside it; empty at the ends."""

    part: int
    parts: int
    before: str
    after: str


@dataclass(frozen=True)
class ReportPage:
    """Everything a report's page says."""

    title: str
    formula: str | Promise
    whole: CellRow
    cells: list[CellRow]
    months: list[CellRow]
    drawn: drawing.Months | None
    splits: list[tuple[str, str, str, bool]]
    narrowings: list[Narrowing]
    against: list[tuple[str | Promise, int]]
    left_out: list[tuple[str | Promise, int]]
    if_silent: tuple[str, str] | None
    timed: bool
    lone: bool
    folded: bool
    overlap: bool
    pages: Pages


def report_page(
    wanted: Wanted, report: Report, names: dict[By, str], *, part: int = 1
) -> ReportPage:
    whole = report.whole
    bounds = whole.if_silent
    pages = _pages(wanted, len(report.cells), part)
    shown = report.cells[(pages.part - 1) * CELLS : pages.part * CELLS]
    return ReportPage(
        title=wording.capital(TITLES[wanted.measure]),
        formula=FORMULAS[wanted.measure],
        whole=figure_row(wanted, whole),
        cells=[] if wanted.by is By.MONTH else _rows(wanted, wanted.by, shown),
        months=_rows(wanted, By.MONTH, report.by_month),
        drawn=drawing.months([cell.figure for cell in report.by_month])
        if report.by_month
        else None,
        splits=[
            (
                by,
                wording.capital(BY_WORDS[by]),
                asked.address(replace(wanted, by=by)),
                by is wanted.by,
            )
            for by in report.definition.splits
            if by not in wanted.where and by is not By.MONTH
        ],
        narrowings=[
            Narrowing(BY_WORDS[by], names.get(by, key), asked.address(asked.widened(wanted, by)))
            for by, key in wanted.where.items()
        ],
        against=[(STANDING_WORDS[word], count) for word, count in whole.against.items()],
        left_out=[(STANDING_WORDS[word], count) for word, count in whole.left_out.items()],
        if_silent=(percent(bounds[0]), percent(bounds[1])) if bounds else None,
        timed=whole.kind is Kind.TIME,
        lone=report.lone,
        folded=any(cell.members for cell in report.cells),
        overlap=wanted.by is By.TEAM,
        pages=pages,
    )


def _pages(wanted: Wanted, cells: int, part: int) -> Pages:
    parts = max(1, -(-cells // CELLS))
    here = min(max(part, 1), parts)
    return Pages(
        here,
        parts,
        before=asked.address(wanted, part=str(here - 1)) if here > 1 else "",
        after=asked.address(wanted, part=str(here + 1)) if here < parts else "",
    )


def _rows(wanted: Wanted, by: By, cells: Sequence[Cell]) -> list[CellRow]:
    longest = max((_reach(cell.figure) for cell in cells), default=0.0)
    return [row_of(wanted, cell, by=by, longest=longest) for cell in cells]


def figure_row(wanted: Wanted, figure: Counted) -> CellRow:
    """A figure that stands by itself; its bar is its own scale."""
    return row_of(wanted, Cell("", "", figure), by=None, longest=_reach(figure))


def row_of(wanted: Wanted, cell: Cell, *, by: By | None, longest: float = 0.0) -> CellRow:
    inner = asked.narrowed(wanted, by, cell.key) if by is not None else wanted
    open_further = by is not None and by is not By.MONTH and cell.key != NOBODY
    return CellRow(
        name=wording.name_of(by, cell.key, cell.name, cell.members) if by else "",
        figure=cell.figure,
        said=wording.said(cell.figure),
        left_out=sum(cell.figure.left_out.values()),
        rows_url=asked.address(inner, "figures-rows"),
        into=asked.address(replace(inner, by=_next(wanted, by))) if open_further and by else "",
        bar=_bar(cell.figure, longest),
        data=_data(cell.figure),
    )


def _next(wanted: Wanted, by: By) -> By:
    """Narrowed to one cell, the months are what is asked next."""
    return By.MONTH if by is wanted.by else wanted.by


def _reach(figure: Counted) -> float:
    found = drawing.bounds(figure)
    return found[2] if found and figure.kind is Kind.TIME else 0.0


def _data(figure: Counted) -> tuple[str, str, str] | None:
    # Written here: a template would put the commas of the reader's language into them.
    found = drawing.bounds(figure)
    return (f"{found[0]:.6g}", f"{found[1]:.6g}", f"{found[2]:.6g}") if found else None


def _bar(figure: Counted, longest: float) -> tuple[str, str] | None:
    found = drawing.bounds(figure)
    if figure.kind is not Kind.TIME or found is None or not longest:
        return None
    start = found[1] / longest * 100
    return f"{start:.1f}", f"{max(found[2] / longest * 100 - start, 1.0):.1f}"


def measures() -> list[tuple[str, str]]:
    return [(measure, wording.capital(TITLES[measure])) for measure in Measure]


def all_splits() -> list[tuple[str, str]]:
    return [(by, wording.capital(word)) for by, word in BY_WORDS.items() if by is not By.MONTH]
