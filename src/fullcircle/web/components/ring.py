"""The ring: one arc per hand-off of a case, and in the middle whoever holds the baton now.

A pure function from a value to SVG. No inline style: colours come from the classes; the
presentation attributes are there for places without our style sheet (a mail, a saved page).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache
from html import escape

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from fullcircle.web.components.languages import once_per_language


class ArcState(StrEnum):
    IDLE = "idle"
    GIVEN = "given"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    FIXED = "fixed"
    LATE = "late"
    SILENT = "silent"


class RingSize(StrEnum):
    SMALL = "sm"
    MIDDLE = "md"
    LARGE = "lg"


@dataclass(frozen=True)
class Arc:
    """One hand-off: `link` in words ("close-out"), its state, `label` what one should know about it
    ("serial number missing"), `who` has it or must answer it, `times` for the tooltip
    ("given 09:06, seen 09:07").
    """

    link: str
    state: ArcState = ArcState.IDLE
    label: str = ""
    who: str = ""
    times: str = ""


@dataclass(frozen=True)
class Ring:
    """The hand-offs of one case, clockwise from the top. `key` names the case, so that the page
    notices when its ring closes."""

    arcs: Sequence[Arc] = field(default_factory=tuple)
    holder_initials: str = ""
    holder_name: str = ""
    key: str = ""

    @property
    def full(self) -> bool:
        """Every hand-off is accepted (or fixed by its receiver). Silent is never success."""
        good = (ArcState.ACCEPTED, ArcState.FIXED)
        return bool(self.arcs) and all(arc.state in good for arc in self.arcs)


CENTRE = 20.0
RADIUS = 16.5
GAP_DEGREES = 13.0
PIXELS = {RingSize.SMALL: 24, RingSize.MIDDLE: 34, RingSize.LARGE: 52}
COLOURS = {
    ArcState.IDLE: "#c9d0d6",
    ArcState.GIVEN: "#2b62c4",
    ArcState.ACCEPTED: "#1f8a5a",
    ArcState.RETURNED: "#b86b00",
    ArcState.FIXED: "#1f8a5a",
    ArcState.LATE: "#c0352b",
    ArcState.SILENT: "#84909c",
}
DASHES = {ArcState.RETURNED: "4.2 2.6", ArcState.SILENT: "1.5 2.5"}
MOST_TELLING = (ArcState.RETURNED, ArcState.LATE, ArcState.GIVEN, ArcState.SILENT)


def draw(ring: Ring, size: RingSize = RingSize.MIDDLE) -> SafeString:
    """The ring as SVG with a text alternative and a tooltip.

    A list draws dozens: the text is put together plainly, everything from outside is escaped.
    """
    pixels, full = PIXELS[size], ring.full
    key = f' data-ring="{escape(ring.key)}"' if ring.key else ""
    drawn = _circle() if full else _arcs(tuple(arc.state for arc in ring.arcs))
    return SafeString(
        f'<svg class="ring ring-{size.value}{" ring-full" if full else ""}" width="{pixels}"'
        f' height="{pixels}" viewBox="0 0 40 40" role="img" aria-label="{escape(words(ring))}"'
        f"{key}><title>{escape(tooltip(ring))}</title>{drawn}{_middle(ring, size)}</svg>"
    )


def words(ring: Ring) -> str:
    """The text alternative: what is most telling, and who holds it."""
    phrases = _phrases()
    if not ring.arcs:
        return phrases.none
    if ring.full:
        return phrases.full % {"count": len(ring.arcs)}
    telling = [arc for state in MOST_TELLING for arc in ring.arcs if arc.state is state][:2]
    parts = [_said(arc, phrases) for arc in telling] or [_progress(ring.arcs, phrases)]
    if ring.holder_name and not any(arc.who == ring.holder_name for arc in telling):
        parts.append(phrases.held % {"name": ring.holder_name})
    return "; ".join(parts)


def tooltip(ring: Ring) -> str:
    """One line per hand-off, with times."""
    phrases = _phrases()
    lines = [
        f"{_said(arc, phrases)}: {arc.times}" if arc.times else _said(arc, phrases)
        for arc in ring.arcs
    ]
    if ring.holder_name:
        lines.append(phrases.now_held % {"name": ring.holder_name})
    return "\n".join(lines)


@dataclass(frozen=True)
class _Phrases:
    """What rings say, in one language."""

    states: dict[ArcState, str]
    none: str
    full: str
    held: str
    now_held: str
    to_whom: str
    by_whom: str
    progress: str


@once_per_language
def _phrases() -> _Phrases:
    return _Phrases(
        states={
            ArcState.IDLE: pgettext("hand-off", "not yet"),
            ArcState.GIVEN: pgettext("hand-off", "given"),
            ArcState.ACCEPTED: pgettext("hand-off", "accepted"),
            ArcState.RETURNED: pgettext("hand-off", "returned"),
            ArcState.FIXED: pgettext("hand-off", "fixed by receiver"),
            ArcState.LATE: pgettext("hand-off", "late"),
            ArcState.SILENT: pgettext("hand-off", "no word"),
        },
        none=_("no hand-off yet"),
        full=_("full circle: all %(count)d hand-offs accepted"),
        held=_("with %(name)s"),
        now_held=_("now with %(name)s"),
        to_whom=_("%(head)s to %(who)s"),
        by_whom=_("%(head)s, %(who)s"),
        progress=_("%(done)d of %(count)d hand-offs accepted"),
    )


def state_word(state: ArcState) -> str:
    return _phrases().states[state]


def _said(arc: Arc, phrases: _Phrases) -> str:
    head = f"{arc.link} {phrases.states[arc.state]}"
    if arc.who and arc.state in (ArcState.GIVEN, ArcState.RETURNED):
        head = phrases.to_whom % {"head": head, "who": arc.who}
    elif arc.who and arc.state is not ArcState.IDLE:
        head = phrases.by_whom % {"head": head, "who": arc.who}
    return f"{head}, {arc.label}" if arc.label else head


def _progress(arcs: Sequence[Arc], phrases: _Phrases) -> str:
    done = sum(arc.state in (ArcState.ACCEPTED, ArcState.FIXED) for arc in arcs)
    return phrases.progress % {"done": done, "count": len(arcs)}


@lru_cache(maxsize=4096)
def _arcs(states: tuple[ArcState, ...]) -> str:
    if not states:
        return _circle("ring-arc ring-idle", COLOURS[ArcState.IDLE])
    step = 360 / len(states)
    gap = min(GAP_DEGREES, step / 3) if len(states) > 1 else 0.0
    return "".join(
        _arc(state, at * step + gap / 2, (at + 1) * step - gap / 2)
        for at, state in enumerate(states)
    )


def _arc(state: ArcState, start: float, end: float) -> SafeString:
    dash = DASHES.get(state)
    drawn = format_html(
        '<path class="ring-arc ring-{}" d="{}" fill="none" stroke="{}" stroke-width="4"{}/>',
        state.value,
        _path(start, end, RADIUS),
        COLOURS[state],
        format_html(' stroke-dasharray="{}"', dash) if dash else "",
    )
    if state is ArcState.FIXED:
        inner = '<path class="ring-inner" d="{}" fill="none" stroke="{}" stroke-width="1.75"/>'
        drawn += format_html(inner, _path(start, end, RADIUS - 3.4), COLOURS[ArcState.RETURNED])
    return drawn


def _path(start: float, end: float, radius: float) -> str:
    if end - start >= 359.9:  # a chain of one hand-off: one arc cannot end where it began
        end = start + 359.9
    far = 1 if end - start > 180 else 0
    from_x, from_y = _point(start, radius)
    to_x, to_y = _point(end, radius)
    return f"M{from_x} {from_y}A{radius:g} {radius:g} 0 {far} 1 {to_x} {to_y}"


def _point(degrees: float, radius: float) -> tuple[str, str]:
    angle = math.radians(degrees - 90)
    x, y = CENTRE + radius * math.cos(angle), CENTRE + radius * math.sin(angle)
    return f"{x:.2f}", f"{y:.2f}"


@cache
def _circle(css: str = "ring-closed", colour: str = "#1f8a5a") -> SafeString:
    return format_html(
        '<circle class="{}" cx="20" cy="20" r="{}" fill="none" stroke="{}" stroke-width="4"/>',
        css,
        f"{RADIUS:g}",
        colour,
    )


_TICK = (
    '<path class="ring-tick" d="M13.5 20.5l4.5 4.5 8.5-9.5" fill="none"'
    f' stroke="{COLOURS[ArcState.ACCEPTED]}" stroke-width="3.25"/>'
)


def _middle(ring: Ring, size: RingSize) -> str:
    if ring.full:
        return _TICK
    letters = ring.holder_initials[:3]
    if not letters:
        return ""
    height = {1: 14.0, 2: 12.5, 3: 10.0}[len(letters)] * (1.08 if size is RingSize.SMALL else 1)
    return (
        f'<text class="ring-holder" x="20" y="{20 + height * 0.36:.1f}" font-size="{height:g}"'
        f' text-anchor="middle" aria-hidden="true">{escape(letters)}</text>'
    )
