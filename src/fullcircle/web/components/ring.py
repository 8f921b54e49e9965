"""The ring: one arc per hand-off of a case, and in the middle whoever holds the baton now.

A pure function from a value to SVG. No inline style: colours come from the classes; the
presentation attributes are there for places without our style sheet (a mail, a saved page).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy


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
    """The ring as SVG with a text alternative and a tooltip."""
    pixels = PIXELS[size]
    return format_html(
        '<svg class="ring ring-{}{}" width="{}" height="{}" viewBox="0 0 40 40" role="img"'
        ' aria-label="{}"{}><title>{}</title>{}{}</svg>',
        size.value,
        " ring-full" if ring.full else "",
        pixels,
        pixels,
        words(ring),
        format_html(' data-ring="{}"', ring.key) if ring.key else "",
        tooltip(ring),
        _circle() if ring.full else _arcs(ring.arcs),
        _middle(ring, size),
    )


def words(ring: Ring) -> str:
    """The text alternative: what is most telling, and who holds it."""
    if not ring.arcs:
        return _("no hand-off yet")
    if ring.full:
        return _("full circle: all %(count)d hand-offs accepted") % {"count": len(ring.arcs)}
    telling = [arc for state in MOST_TELLING for arc in ring.arcs if arc.state is state]
    parts = [_said(arc) for arc in telling[:2]] or [_progress(ring.arcs)]
    if ring.holder_name and not any(arc.who == ring.holder_name for arc in telling[:2]):
        parts.append(_("with %(name)s") % {"name": ring.holder_name})
    return "; ".join(parts)


def tooltip(ring: Ring) -> str:
    """One line per hand-off, with times."""
    lines = [": ".join(part for part in (_said(arc), arc.times) if part) for arc in ring.arcs]
    if ring.holder_name:
        lines.append(_("now with %(name)s") % {"name": ring.holder_name})
    return "\n".join(lines)


_STATE_WORDS = {
    ArcState.IDLE: pgettext_lazy("hand-off", "not yet"),
    ArcState.GIVEN: pgettext_lazy("hand-off", "given"),
    ArcState.ACCEPTED: pgettext_lazy("hand-off", "accepted"),
    ArcState.RETURNED: pgettext_lazy("hand-off", "returned"),
    ArcState.FIXED: pgettext_lazy("hand-off", "fixed by receiver"),
    ArcState.LATE: pgettext_lazy("hand-off", "late"),
    ArcState.SILENT: pgettext_lazy("hand-off", "no word"),
}


def state_word(state: ArcState) -> str:
    return str(_STATE_WORDS[state])


def _said(arc: Arc) -> str:
    head = f"{arc.link} {state_word(arc.state)}"
    if arc.who and arc.state in (ArcState.GIVEN, ArcState.RETURNED):
        head = _("%(head)s to %(who)s") % {"head": head, "who": arc.who}
    elif arc.who and arc.state is not ArcState.IDLE:
        head = _("%(head)s, %(who)s") % {"head": head, "who": arc.who}
    return f"{head}, {arc.label}" if arc.label else head


def _progress(arcs: Sequence[Arc]) -> str:
    done = sum(arc.state in (ArcState.ACCEPTED, ArcState.FIXED) for arc in arcs)
    return _("%(done)d of %(count)d hand-offs accepted") % {"done": done, "count": len(arcs)}


def _arcs(arcs: Sequence[Arc]) -> SafeString:
    if not arcs:
        return _circle("ring-arc ring-idle", COLOURS[ArcState.IDLE])
    step = 360 / len(arcs)
    gap = min(GAP_DEGREES, step / 3) if len(arcs) > 1 else 0.0
    return format_html_join(
        "",
        "{}",
        (
            (_arc(arc.state, at * step + gap / 2, (at + 1) * step - gap / 2),)
            for at, arc in enumerate(arcs)
        ),
    )


@lru_cache(maxsize=512)
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


def _circle(css: str = "ring-closed", colour: str = "#1f8a5a") -> SafeString:
    return format_html(
        '<circle class="{}" cx="20" cy="20" r="{}" fill="none" stroke="{}" stroke-width="4"/>',
        css,
        f"{RADIUS:g}",
        colour,
    )


def _middle(ring: Ring, size: RingSize) -> SafeString:
    if ring.full:
        tick = (
            '<path class="ring-tick" d="M13.5 20.5l4.5 4.5 8.5-9.5" fill="none" stroke="{}"'
            ' stroke-width="3.25"/>'
        )
        return format_html(tick, COLOURS[ArcState.ACCEPTED])
    letters = ring.holder_initials[:3]
    if not letters:
        return SafeString("")
    height = {1: 14.0, 2: 12.5, 3: 10.0}[len(letters)] * (1.08 if size is RingSize.SMALL else 1)
    text = (
        '<text class="ring-holder" x="20" y="{}" font-size="{}" text-anchor="middle"'
        ' aria-hidden="true">{}</text>'
    )
    return format_html(text, f"{20 + height * 0.36:.1f}", f"{height:g}", letters)
