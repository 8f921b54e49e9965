"""From the chain of a case to its ring."""

from collections.abc import Mapping
from types import MappingProxyType
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from fullcircle.handoffs.queries import Chain, ChainArc
from fullcircle.handoffs.states import LinkKey
from fullcircle.web.components.languages import once_per_language
from fullcircle.web.components.ring import Arc, ArcState, Ring


@once_per_language
def link_words() -> Mapping[str, str]:
    return MappingProxyType(
        {
            LinkKey.INTAKE: _("intake"),
            LinkKey.BRIEFING: _("briefing"),
            LinkKey.VISIT: _("visit"),
            LinkKey.CLOSEOUT: _("close-out"),
            LinkKey.RECORD: _("record"),
            LinkKey.STATUS: _("status"),
            LinkKey.ANSWER: _("answer"),
        }
    )


@once_per_language
def _said_of_times() -> tuple[str, str, str]:
    return _("given"), _("seen"), _("decided")


def ring_of(chain: Chain, zone: str) -> Ring:
    """The ring as people see it; times in `zone`, the location's."""
    words, said, place = link_words(), _said_of_times(), ZoneInfo(zone)
    return Ring(
        arcs=tuple(_arc(arc, words[arc.link], _times(arc, said, place)) for arc in chain.arcs),
        holder_initials=initials(chain.holder),
        holder_name=chain.holder,
        key=f"case-{chain.case_id}",
    )


def _arc(arc: ChainArc, word: str, times: str) -> Arc:
    returned = arc.state == "returned"
    return Arc(
        link=word,
        state=ArcState(arc.state),
        label=", ".join(arc.returned),
        who=arc.giver if returned else arc.receiver,
        times=times,
    )


def _times(arc: ChainArc, said: tuple[str, str, str], zone: ZoneInfo) -> str:
    instants = (arc.given_at, arc.seen_at, arc.outcome_at)
    shown = []
    for word, at in zip(said, instants, strict=True):
        if at is not None:
            there = at.astimezone(zone)
            shown.append(f"{word} {there.hour:02}:{there.minute:02}")
    return ", ".join(shown)


def initials(name: str) -> str:
    words = name.split()
    if not words:
        return ""
    return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()
