"""From the chain of a case to its ring."""

from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from fullcircle.handoffs.queries import Chain, ChainArc
from fullcircle.handoffs.states import LinkKey
from fullcircle.web.components.ring import Arc, ArcState, Ring


def link_words() -> dict[str, str]:
    return {
        LinkKey.INTAKE: _("intake"),
        LinkKey.BRIEFING: _("briefing"),
        LinkKey.VISIT: _("visit"),
        LinkKey.CLOSEOUT: _("close-out"),
        LinkKey.RECORD: _("record"),
        LinkKey.STATUS: _("status"),
        LinkKey.ANSWER: _("answer"),
    }


def ring_of(chain: Chain, zone: str) -> Ring:
    """The ring as people see it; times in `zone`, the location's."""
    words = link_words()
    return Ring(
        arcs=tuple(_arc(arc, words[arc.link], ZoneInfo(zone)) for arc in chain.arcs),
        holder_initials=initials(chain.holder),
        holder_name=chain.holder,
        key=f"case-{chain.case_id}",
    )


def _arc(arc: ChainArc, word: str, zone: ZoneInfo) -> Arc:
    returned = arc.state == "returned"
    return Arc(
        link=word,
        state=ArcState(arc.state),
        label=", ".join(arc.returned),
        who=arc.giver if returned else arc.receiver,
        times=_times(arc, zone),
    )


def _times(arc: ChainArc, zone: ZoneInfo) -> str:
    said = [
        (_("given"), arc.given_at),
        (_("seen"), arc.seen_at),
        (_("decided"), arc.outcome_at),
    ]
    return ", ".join(f"{word} {at.astimezone(zone):%H:%M}" for word, at in said if at is not None)


def initials(name: str) -> str:
    words = name.split()
    if not words:
        return ""
    return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()
