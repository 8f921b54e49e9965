"""What goes together with content customers, in the one wording that is allowed."""

from dataclasses import dataclass
from math import log10

from django.utils.translation import gettext as _

from fullcircle.engines.statistics.goes_with import LEAST_CASES, GoesWith, Verdict
from fullcircle.engines.statistics.intervals import Estimate
from fullcircle.engines.statistics.reasons import NoData, Reason
from fullcircle.insight.reports.measures import By, Measure
from fullcircle.insight.reports.report import Wanted
from fullcircle.insight.reports.satisfaction import Detail, SatisfactionReport
from fullcircle.insight.reports.spans import Span
from fullcircle.web.components.interval import percent
from fullcircle.web.figures import asked


@dataclass(frozen=True)
class GoesPage:
    """`scale`: places of low, value, high of the odds on a line, in percent; None without."""

    verdict: str
    why: str
    odds: str
    controls: list[tuple[str, str, str]]
    facts: list[tuple[str, str]]
    reasons: str
    scale: tuple[str, str, str] | None
    known: bool
    rows_url: str


def goes_page(found: SatisfactionReport, span: Span) -> GoesPage:
    model = found.found
    known = isinstance(model, GoesWith)
    return GoesPage(
        verdict=_verdict(model),
        why=_why(model, found),
        odds=_odds(model.odds) if isinstance(model, GoesWith) else "",
        controls=_controls(model) if isinstance(model, GoesWith) else [],
        facts=_facts(found),
        reasons=_reasons(found.detail),
        scale=_scale(model.odds) if isinstance(model, GoesWith) else None,
        known=known,
        rows_url=asked.address(Wanted(Measure.CLOSED, By.MONTH, span), "figures-rows"),
    )


def _verdict(model: GoesWith | NoData) -> str:
    if isinstance(model, NoData):
        return _("Too few to say.")
    match model.verdict:
        case Verdict.GOES_TOGETHER if model.odds.value >= 1:
            return _("A good hand-off inside goes together with a content customer.")
        case Verdict.GOES_TOGETHER:
            return _("A good hand-off inside goes together with a less content customer.")
        case Verdict.CONTROL_FAILED:
            return _("The control failed: nothing is said.")
    return _("Whether the two go together cannot be told.")


def _why(model: GoesWith | NoData, found: SatisfactionReport) -> str:
    if isinstance(model, GoesWith):
        return _(
            "It says what goes together, not what brings about what. For that, cards would have to "
            "be introduced in random order."
        )
    counted = {"has": f"{model.has:.0f}", "needs": f"{model.needs:.0f}"}
    match model.reason:
        case Reason.NO_CASES | Reason.TOO_FEW:
            return _("%(has)s requests with a first word; it takes %(needs)s at least.") % counted
        case Reason.TOO_FEW_GROUPS:
            return _("%(has)s customers; it takes %(needs)s at least.") % counted
        case Reason.TOO_FEW_PER_REASON:
            return (
                _(
                    "%(has)s said that something is left; with all the other reasons it takes "
                    "%(needs)s. Take a longer time."
                )
                % counted
            )
        case Reason.NO_SPREAD:
            return _("All said the same, or all hand-offs were alike: nothing can be compared.")
    return _("The other reasons say the same as the score already.")


def _odds(odds: Estimate) -> str:
    return _(
        "With all known hand-offs before the visit right, against none of them, the odds of “all "
        "good” are %(value)s times as high (%(low)s to %(high)s)."
    ) % {"value": f"{odds.value:.2f}", "low": f"{odds.low:.2f}", "high": f"{odds.high:.2f}"}


def _controls(model: GoesWith) -> list[tuple[str, str, str]]:
    """(what, what it said, "silent" as it must be, "loud", or "unknown")."""
    dealt = (
        _("The scores dealt out anew at random"),
        _("looked as strong in %(share)s of the deals") % {"share": percent(model.permuted)},
        "silent",
    )
    back = model.backwards
    if back is None:
        return [dealt, (_("The customer’s next case"), _("too few to say"), "unknown")]
    said = _("odds %(value)s (%(low)s to %(high)s)") % {
        "value": f"{back.value:.2f}",
        "low": f"{back.low:.2f}",
        "high": f"{back.high:.2f}",
    }
    verdict = "silent" if back.low <= 1 <= back.high else "loud"
    return [dealt, (_("The customer’s next case"), said, verdict)]


def _facts(found: SatisfactionReport) -> list[tuple[str, str]]:
    return [
        (_("requests done"), str(found.done)),
        (_("with a first word of the customer"), str(found.told)),
        (_("left out: no word"), str(found.done - found.told)),
        (_("left out: nothing known before the visit"), str(found.without_score)),
        (_("looked at, the newest first"), str(found.used + found.same)),
        (_("of them said all good"), str(found.content)),
        (_("left out: all of their kind said the same"), str(found.same)),
        (_("in the model"), str(found.used)),
        (_("least it takes"), str(LEAST_CASES)),
    ]


def _reasons(detail: Detail) -> str:
    return {
        Detail.FINE: _("job type, month, team"),
        Detail.MIDDLE: _("service with its severity, quarter, team"),
        Detail.COARSE: _("trade with its severity, quarter, team"),
    }[detail]


def _scale(odds: Estimate) -> tuple[str, str, str]:
    """On a line from a tenth to ten times, where equal factors are equal ways."""

    def at(value: float) -> str:
        held = min(max(value, 0.1), 10.0)
        return f"{(log10(held) + 1) * 50:.1f}"

    return at(odds.low), at(odds.value), at(odds.high)
