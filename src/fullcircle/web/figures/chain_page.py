"""The chain in words: which link is the weakest, if that can be told, and by which of three views."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from fullcircle.handoffs.states import LinkKey
from fullcircle.insight.reports.chain import TARGETS, ChainLink, ChainReport
from fullcircle.insight.reports.measures import FORMULAS, By, Measure
from fullcircle.insight.reports.report import Wanted
from fullcircle.insight.reports.spans import Span
from fullcircle.web.components.chain_ring import link_words
from fullcircle.web.components.interval import percent
from fullcircle.web.figures import asked, presenters, wording
from fullcircle.web.figures.home_page import ENDS, between
from fullcircle.web.figures.presenters import CellRow

ENOUGH = 0.8


@dataclass(frozen=True)
class LinkRow:
    name: str
    under: str
    row: CellRow
    probability: str
    gain: str
    time_share: str


@dataclass(frozen=True)
class ChainPage:
    verdict: str
    why: str
    differ: str
    links: list[LinkRow]
    clean: CellRow
    clean_url: str
    product: str
    dependence: str
    clean_formula: str
    targets: list[tuple[str, str, bool]]
    target: str
    empty: bool


def chain_page(found: ChainReport, span: Span) -> ChainPage:
    clean = Wanted(Measure.CLEAN, By.SERVICE, span)
    return ChainPage(
        verdict=_verdict(found),
        why=_why(found),
        differ=_differ(found),
        links=[_row(link, span) for link in found.links],
        clean=presenters.figure_row(clean, found.cases),
        clean_url=asked.address(clean),
        product=percent(found.chain.product) if found.chain else "",
        dependence=_points(found.chain.dependence) if found.chain else "",
        clean_formula=str(FORMULAS[Measure.CLEAN]),
        targets=[(f"{one * 100:.0f}", percent(one), one == found.target) for one in TARGETS],
        target=percent(found.target),
        empty=not any(link.right.rows for link in found.links),
    )


def _row(link: ChainLink, span: Span) -> LinkRow:
    wanted = Wanted(Measure.RIGHT_FIRST_TIME, By.SERVICE, span, {By.LINK: link.link})
    return LinkRow(
        name=_word(link.link),
        under=between(*ENDS[link.link]),
        row=presenters.figure_row(wanted, link.right),
        probability=_chance(link.probability),
        gain=_no_data() if link.gain is None else _points(link.gain),
        time_share=_("not counted") if link.time_share is None else percent(link.time_share),
    )


def _verdict(found: ChainReport) -> str:
    weakest = found.weakest
    if weakest is None:
        return _("Too little is known to compare the links.")
    if weakest.named is not None:
        return _("The weakest link is the %(link)s.") % {
            "link": link_words()[LinkKey(weakest.named)]
        }
    words = [link_words()[LinkKey(key)] for key in found_order(weakest.smallest_set)]
    return _("Which link is the weakest cannot be told yet. It is one of: %(links)s.") % {
        "links": ", ".join(words)
    }


def found_order(keys: tuple[str, ...]) -> list[str]:
    """In the order of the chain: the order of the probabilities would be a ranking."""
    return [key for key in ENDS if key in keys]


def _why(found: ChainReport) -> str:
    weakest = found.weakest
    if weakest is None:
        return _("It takes known outcomes on at least two links.")
    together = sum(weakest.probabilities[key] for key in weakest.smallest_set)
    return _(
        "The probability that it has the lowest yield is %(chance)s; a link is named from "
        "%(enough)s on. From %(n)d known outcomes."
    ) % {"chance": _chance(together), "enough": percent(ENOUGH), "n": weakest.n}


def _differ(found: ChainReport) -> str:
    words = link_words()
    if found.agree or found.weakest is None:
        return ""
    parts = []
    if found.worst_by_gain is not None:
        parts.append(
            _("most clean cases to gain on the %(link)s") % {"link": words[found.worst_by_gain]}
        )
    if found.worst_by_time is not None:
        parts.append(_("most time on the %(link)s") % {"link": words[found.worst_by_time]})
    if not parts:
        return ""
    return _("Three views may disagree, and here they do not say the same: %(parts)s.") % {
        "parts": "; ".join(parts)
    }


def _chance(share: float | None) -> str:
    if share is None:
        return _no_data()
    if share > 0.995:
        return _("over 99 %%") % ()
    return _("under 1 %%") % () if share < 0.005 else percent(share)


def _points(share: float) -> str:
    return _("%(points)s points") % {"points": f"{share * 100:+.1f}".replace("-", "\u2212")}


def _no_data() -> str:
    return _("no data")


def _word(key: LinkKey) -> str:
    return wording.capital(link_words()[key])
