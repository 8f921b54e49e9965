"""Our Summers in words: what passes, what stops without her, and whether we are good to her."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fullcircle.insight.graph.summers import Summer
from fullcircle.web.components.interval import percent
from fullcircle.web.components.seat_words import all_of
from fullcircle.web.graph.words import count, letters


@dataclass(frozen=True)
class Said:
    """One seat; `out`: what stops when she is out, `facts`: what the others do."""

    summer: Summer
    name: str
    letters: str
    passes: str
    out: str
    asked: str
    thanks: str


def said(summer: Summer) -> Said:
    who = ", ".join(summer.holders)
    facts = summer.kindness
    return Said(
        summer=summer,
        name=who if summer.alone else _("%(seat)s: %(who)s") % {"seat": all_of(summer.key), "who": who},
        letters=letters(summer.holders[0] if summer.alone else all_of(summer.key)),
        passes=_("%(share)s of all cases pass through (%(n)s), %(day)s hand-overs a day")
        % {
            "share": percent(summer.load),
            "n": count(summer.cases),
            "day": count(round(summer.a_day)),
        },
        out=_out(summer),
        asked=ngettext(
            "%(n)s question or wish put to them", "%(n)s questions and wishes put to them",
            facts.interruptions,
        )
        % {"n": count(facts.interruptions)},
        thanks=ngettext(
            "thanked by %(n)s person", "thanked by %(n)s people", facts.thanks
        )
        % {"n": count(facts.thanks)},
    )  # fmt: skip


def _out(summer: Summer) -> str:
    if summer.alone:
        return _(
            "Nobody else holds this seat: when she is out, %(share)s of the cases stand still."
        ) % {"share": percent(summer.stops)}
    return _("%(n)s hold this seat; the busiest of them has a hand in %(share)s of the cases.") % {
        "n": count(len(summer.holders)),
        "share": percent(summer.busiest),
    }
