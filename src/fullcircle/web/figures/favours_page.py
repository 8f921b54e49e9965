"""Favours in words and as a funnel. A flag opens a conversation; it is not a finding."""

from dataclasses import dataclass
from math import sqrt

from django.utils.translation import gettext as _

from fullcircle.engines.statistics.fairness import LEAST_EXPECTED, Fairness, GroupRatio
from fullcircle.engines.statistics.funnel import ratio_limits
from fullcircle.insight.reports.favours import FavourReport, FavourView
from fullcircle.insight.reports.measures import FORMULAS, By, Measure
from fullcircle.insight.reports.report import Wanted
from fullcircle.insight.reports.spans import Span
from fullcircle.web.figures import asked, wording

WIDTH, HEIGHT, LEFT, BOTTOM = 640.0, 240.0, 40.0, 24.0
STEPS = 40


@dataclass(frozen=True)
class Group:
    """One row. `x`, `y`: where its mark stands in the drawing."""

    name: str
    observed: int
    expected: str
    ratio: str
    between: str
    limits: str
    outside: bool
    verdict: str
    rows_url: str
    x: float
    y: float
    data: tuple[str, str]


@dataclass(frozen=True)
class Axis:
    """A line of the drawing's ground with its word."""

    at: float
    word: str


@dataclass(frozen=True)
class View:
    title: str
    groups: list[Group]
    left_out: int
    upper: str
    lower: str
    ground: float
    ticks: list[Axis]
    curve: list[tuple[str, str, str]]
    phi: str
    flagged: list[str]


@dataclass(frozen=True)
class FavoursPage:
    gives: View | None
    gets: View | None
    promises: int
    early: int
    rule: str
    formula: str
    asks: str
    least: str
    early_url: str


def favours_page(found: FavourReport, span: Span) -> FavoursPage:
    early = Wanted(Measure.EARLY, By.SERVICE, span)
    return FavoursPage(
        gives=_view(found.gives, span, _("Who gives: the team that promised")),
        gets=_view(found.gets, span, _("Who gets: the customer it was for")),
        promises=found.promises,
        early=found.early,
        rule=_(
            "Expected are as many as the same service (with its severity), the same answer to "
            "“is there an agreement”, and the same age of the request when it was promised have "
            "in the whole company. Nothing else is a reason."
        ),
        formula=str(FORMULAS[Measure.EARLY]),
        asks=_asks(found),
        least=f"{LEAST_EXPECTED:.0f}",
        early_url=asked.address(early),
    )


def _asks(found: FavourReport) -> str:
    if found.asked_elsewhere:
        return _(
            "In %(n)d promises somebody else asked than the one who got it; they are counted where "
            "it was got."
        ) % {"n": found.asked_elsewhere}
    return _(
        "Who asks is always who gets, as far as the record knows: whoever rang belongs to the "
        "customer served. A view of its own would say the same twice. Who was put first on the "
        "board after the promise is not recorded."
    )


def _view(view: FavourView, span: Span, title: str) -> View | None:
    found = view.found
    if found is None:
        return None
    if not found.shown:
        return View(title, [], len(found.left_out), "", "", 0.0, [], [], "", [])
    scale = _Scale(found)
    groups = [_group(view, row, span, scale) for row in found.shown]
    curve = [_limits(found, expected) for expected in scale.steps()]
    return View(
        title=title,
        groups=groups,
        left_out=len(found.left_out),
        upper=_path([(scale.x(e), scale.y(high)) for e, _low, high in curve]),
        lower=_path([(scale.x(e), scale.y(low)) for e, low, _high in curve]),
        ground=scale.y(1.0),
        ticks=[Axis(scale.y(at), f"{at:g}") for at in scale.ticks()],
        curve=[(f"{e:.4g}", f"{low:.4g}", f"{high:.4g}") for e, low, high in curve],
        phi=f"{found.phi:.2f}",
        flagged=[group.name for group in groups if group.outside],
    )


class _Scale:
    """Expected favours across (as a root, so that the small ones do not lie on one another), ratio
    up; both begin at nought."""

    def __init__(self, found: Fairness) -> None:
        self._most = max(row.expected for row in found.shown) * 1.05
        tops = [max(row.high if row.high < 10 else 0.0, row.ratio.value) for row in found.shown]
        self._top = max(2.0, *tops) * 1.05

    def x(self, expected: float) -> float:
        return round(LEFT + sqrt(expected / self._most) * (WIDTH - LEFT - 10), 1)

    def y(self, ratio: float) -> float:
        return round((1 - min(ratio, self._top) / self._top) * (HEIGHT - BOTTOM - 6) + 6, 1)

    def steps(self) -> list[float]:
        first, last = LEAST_EXPECTED**0.5, self._most**0.5
        return [(first + (last - first) * step / STEPS) ** 2 for step in range(STEPS + 1)]

    def ticks(self) -> list[float]:
        return [at for at in (0.0, 1.0, 2.0, 3.0, 4.0) if at <= self._top]


def _limits(found: Fairness, expected: float) -> tuple[float, float, float]:
    low, high = ratio_limits(1.0, expected, phi=found.phi, level=found.level)
    return expected, low, high


def _group(view: FavourView, row: GroupRatio, span: Span, scale: _Scale) -> Group:
    key = row.group
    narrow = {view.by: key} if key else {By.KIND: "person"}
    members = key.count("-") + 1 if view.by is By.TEAM and "-" in key else 0
    name = wording.name_of(view.by, key, view.names[key], members) if key else _private()
    return Group(
        name=name,
        observed=row.observed,
        expected=f"{row.expected:.1f}",
        ratio=f"{row.ratio.value:.2f}",
        between=f"{row.ratio.low:.2f}–{row.ratio.high:.2f}",
        limits=f"{row.low:.2f}–{row.high:.2f}",
        outside=row.outside != 0,
        verdict=_verdict(row.outside),
        rows_url=asked.address(Wanted(Measure.EARLY, By.MONTH, span, narrow), "figures-rows"),
        x=scale.x(row.expected),
        y=scale.y(row.ratio.value),
        data=(f"{row.expected:.4g}", f"{row.ratio.value:.4g}"),
    )


def _private() -> str:
    return _("private customers, together")


def _verdict(outside: int) -> str:
    if outside > 0:
        return _("more than chance: worth a conversation")
    return _("fewer than chance: worth a conversation") if outside else _("what chance alone does")


def _path(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
