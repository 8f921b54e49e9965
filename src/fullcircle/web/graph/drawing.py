"""From a picture to what the island draws and what the table says. The two read the same filter."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from fullcircle.insight.graph.picture import Arrow, Node, Picture
from fullcircle.web.components.interval import percent
from fullcircle.web.graph import words
from fullcircle.web.graph.asked import Asked, Measure, Order, measures_of
from fullcircle.web.graph.shades import Shade, Shades, is_judged, wait_of

# The island stays fluid and the page small; the table has every arrow.
MOST_DRAWN = 4000
PAGE = 25


@dataclass(frozen=True)
class Row:
    """One arrow of the table, in words. `query` opens it."""

    supplier: Node
    customer: Node
    shade: Shade
    often: str
    cases: str
    wait: str
    wait_known: bool
    back: str
    both_ways: str
    query: str


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]
    total: int
    first: int
    last: int
    earlier: int | None
    later: int | None


def feed(picture: Picture, asked: Asked) -> dict[str, Any]:
    """For the island, with short keys; frontend/graph/model.ts says what each means."""
    shades = Shades(picture)
    measures = measures_of(picture)
    arrows = picture.arrows[:MOST_DRAWN]
    named = {arrow.supplier for arrow in arrows} | {arrow.customer for arrow in arrows}
    parties = [node for node in picture.nodes if node.key in named]
    place = {node.key: index for index, node in enumerate(parties)}
    return {
        "parties": [_party(node) for node in parties],
        "arrows": [
            {
                "f": place[arrow.supplier],
                "t": place[arrow.customer],
                "h": arrow.dealings,
                "w": words.wait(picture, arrow),
                "x": words.back(picture, arrow),
                "c": {str(measure): shades.number(measure, arrow) for measure in measures},
            }
            for arrow in arrows
        ],
        "all": len(picture.arrows),
        "least": asked.least,
        "measure": asked.measure,
        "focus": place.get(asked.who) if asked.who else None,
        "shades": {
            str(measure): [(shade.tone, shade.words) for shade in shades.classes[measure]]
            for measure in measures
        },
    }


def table(picture: Picture, asked: Asked) -> Table:
    """The arrows that the filter leaves, in the order asked, 25 at a time."""
    shades, nodes = Shades(picture), {node.key: node for node in picture.nodes}
    found = ordered(filtered(picture, asked), asked.order)
    start = min(asked.page * PAGE, max(0, (len(found) - 1) // PAGE * PAGE))
    page = start // PAGE
    shown = found[start : start + PAGE]
    return Table(
        rows=tuple(_row(arrow, nodes, shades, asked) for arrow in shown),
        total=len(found),
        first=start + 1 if shown else 0,
        last=start + len(shown),
        earlier=page - 1 if page else None,
        later=page + 1 if start + PAGE < len(found) else None,
    )


def filtered(picture: Picture, asked: Asked) -> tuple[Arrow, ...]:
    """With a party asked for, everything around it, however weak; else what is strong enough."""
    if asked.who:
        return picture.around(asked.who)
    return picture.at_least(asked.least)


def ordered(arrows: tuple[Arrow, ...], order: Order) -> tuple[Arrow, ...]:
    """The largest first, what is not known last; names by the alphabet."""
    return tuple(
        sorted(arrows, key=lambda arrow: (-_size(arrow, order), arrow.supplier, arrow.customer))
    )


def _size(arrow: Arrow, order: Order) -> float:
    if order is Order.NAME:
        return 0.0
    if order is Order.WAIT:
        wait = wait_of(arrow)
        return -1.0 if wait is None else wait
    sizes = {Order.CASES: arrow.cases, Order.RETURNS: arrow.returns}
    return float(sizes.get(order, arrow.dealings))


def legend(picture: Picture) -> list[tuple[Measure, tuple[Shade, ...]]]:
    """The classes that occur, for each colouring."""
    shades = Shades(picture)
    found = []
    for measure in measures_of(picture):
        used = {shades.number(measure, arrow) for arrow in picture.arrows}
        found.append((measure, tuple(shades.classes[measure][number] for number in sorted(used))))
    return found


def _party(node: Node) -> dict[str, Any]:
    return {
        "i": node.key,
        "n": node.name,
        "b": words.letters(node.name),
        "k": node.kind,
        "e": node.cases,
        "g": node.given,
        "r": node.received,
        "s": node.within,
    }


def _row(arrow: Arrow, nodes: dict[str, Node], shades: Shades, asked: Asked) -> Row:
    wait = wait_of(arrow)
    return Row(
        supplier=nodes[arrow.supplier],
        customer=nodes[arrow.customer],
        shade=shades.of(asked.measure, arrow),
        often=words.count(arrow.dealings),
        cases=words.count(arrow.cases),
        wait=words.length(wait),
        wait_known=wait is not None,
        back=words.count(arrow.returns) if is_judged(shades.picture, arrow) else _("not scored"),
        both_ways="" if arrow.matched is None else percent(arrow.matched),
        query=asked.opening(arrow.supplier, arrow.customer),
    )
