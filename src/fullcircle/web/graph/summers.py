"""Our Summers in words: what passes, what stops without her, and whether we are good to her."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fullcircle.insight.graph.summers import Summer
from fullcircle.web.components.interval import percent
from fullcircle.web.components.seat_words import all_of, one
from fullcircle.web.graph.words import count, letters


@dataclass(frozen=True)
class Said:
    """One seat. `alarming`: everything that passes there hangs on one person."""

    summer: Summer
    name: str
    letters: str
    passes: str
    out: str
    alarming: bool
    asked: str
    thanks: str


def said(summer: Summer) -> Said:
    facts = summer.kindness
    name = summer.name or all_of(summer.key)
    return Said(
        summer=summer,
        name=f"{name} · {one(summer.key)}" if summer.name else name,
        letters=letters(name),
        passes=_("%(share)s of all cases pass through this seat (%(n)s), %(day)s hand-overs a day")
        % {
            "share": percent(summer.load),
            "n": count(summer.cases),
            "day": count(round(summer.a_day)),
        },
        out=_out(summer),
        alarming=summer.stops > 0,
        asked=ngettext(
            "%(n)s question or wish put to them",
            "%(n)s questions and wishes put to them",
            facts.interruptions,
        )
        % {"n": count(facts.interruptions)},
        thanks=ngettext("thanked by %(n)s person", "thanked by %(n)s people", facts.thanks)
        % {"n": count(facts.thanks)},
    )


def _out(summer: Summer) -> str:
    """What stops, who could take over, and who has done so."""
    if summer.stops and not summer.deputies:
        return _(
            "Nobody else holds this seat. When she is out, %(share)s of the cases stand still."
        ) % {"share": percent(summer.stops)}
    if summer.stops:
        return _(
            "When she is out, %(share)s of the cases stand still: no deputy has worked here."
        ) % {"share": percent(summer.stops)}
    return ngettext(
        "One hand alone has a part in %(share)s of the cases; %(n)s deputy has worked here.",
        "One hand alone has a part in %(share)s of the cases; %(n)s deputies have worked here.",
        summer.worked,
    ) % {"share": percent(summer.busiest), "n": count(summer.worked)}
