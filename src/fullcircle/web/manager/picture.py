"""The company as a ring of five arrows: where each stands, its colour, its words. Numbers only;
the drawing is the template's."""

import math
from dataclasses import dataclass

from django.utils.translation import gettext as _

from fullcircle.insight.loop import LinkToday
from fullcircle.web.components.chain_ring import link_words
from fullcircle.web.components.seat_words import all_of

RADIUS = 92.0  # around the middle of the picture, 0 0
GAP = 13.0  # degrees left free on both sides of a place, for its badge


@dataclass(frozen=True)
class Arrow:
    """One arc: its path, head, state word of the ring, and the words at its outside."""

    path: str
    head: str
    state: str
    label: str
    says: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True)
class Stand:
    """A place on the ring where people sit; its name stands beside the badge, at `name_x`, `name_y`."""

    name: str
    x: float
    y: float
    name_x: float
    name_y: float
    anchor: str


@dataclass(frozen=True)
class Picture:
    arrows: tuple[Arrow, ...]
    stands: tuple[Stand, ...]
    spoken: str


def state_of(link: LinkToday) -> str:
    """The worst that is true now: late, sent back, waiting, done; grey when nothing came today."""
    if link.late:
        return "late"
    if link.returned_open:
        return "returned"
    if link.waiting:
        return "given"
    return "accepted" if link.given_today else "idle"


def says(link: LinkToday) -> str:
    parts = [_("%(n)d today") % {"n": link.given_today}]
    if link.waiting:
        parts.append(_("%(n)d waiting") % {"n": link.waiting})
    if link.late:
        parts.append(_("%(n)d late") % {"n": link.late})
    return ", ".join(parts)


def picture_of(links: tuple[LinkToday, ...]) -> Picture:
    turn = 360.0 / max(1, len(links))
    words = link_words()
    arrows = tuple(
        _arrow(link, words[link.link], place * turn, turn) for place, link in enumerate(links)
    )
    seats = [link.giver_seat for link in links]
    if len(seats) > 3:
        seats[3] = links[2].receiver_seat  # the work is at the customer's before it is written down
    stands = tuple(_stand(all_of(seat), place * turn) for place, seat in enumerate(seats))
    spoken = "; ".join(f"{words[link.link]}: {says(link)}" for link in links)
    return Picture(arrows, stands, spoken)


def _arrow(link: LinkToday, word: str, start: float, turn: float) -> Arrow:
    begin, end = start + GAP, start + turn - GAP
    x1, y1 = _at(begin, RADIUS)
    x2, y2 = _at(end, RADIUS)
    x, y = _at(start + turn / 2, RADIUS + 17)
    below = y > RADIUS * 0.9  # the arrow along the bottom has its words inside the ring
    if below:
        x, y = _at(start + turn / 2, RADIUS - 26)
    return Arrow(
        path=f"M{x1:.1f} {y1:.1f}A{RADIUS:.0f} {RADIUS:.0f} 0 0 1 {x2:.1f} {y2:.1f}",
        head=_head(end),
        state=state_of(link),
        label=word,
        says=says(link),
        x=x,
        y=y,
        anchor=_anchor(x),
    )


def _stand(name: str, angle: float) -> Stand:
    x, y = _at(angle, RADIUS)
    if abs(x) < 1:
        return Stand(name, x, y, x, y - 19, "middle")
    if y > RADIUS / 2:
        return Stand(name, x, y, x, y + 25, "middle")
    return Stand(name, x, y, x + (19 if x > 0 else -19), y + 3, _anchor(x))


def _anchor(x: float) -> str:
    """Words right of the middle begin at the ring, words left of it end there."""
    if abs(x) < 12:
        return "middle"
    return "start" if x > 0 else "end"


def _head(angle: float) -> str:
    tip = _at(angle + 4, RADIUS)
    outer, inner = _at(angle - 2, RADIUS + 5), _at(angle - 2, RADIUS - 5)
    points = (outer, tip, inner)
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _at(degrees: float, radius: float) -> tuple[float, float]:
    """Clockwise from the top."""
    turned = math.radians(degrees - 90)
    return (
        round(radius * math.cos(turned), 1),
        round(radius * math.sin(turned), 1),
    )
