"""What is opened beside the picture: a party with its neighbours, or an arrow."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from fullcircle.engines.eventlog.rows import PairRow
from fullcircle.insight.graph.picture import Arrow, Node, Picture
from fullcircle.web.components.interval import percent
from fullcircle.web.graph import summary, words
from fullcircle.web.graph.asked import Asked
from fullcircle.web.graph.shades import Shade, Shades

MOST = 12


@dataclass(frozen=True)
class Neighbour:
    """One arrow of a party, seen from it."""

    other: Node
    shade: Shade
    often: str
    wait: str
    back: str
    query: str


@dataclass(frozen=True)
class PartyPanel:
    node: Node
    letters: str
    says: str
    gives: list[Neighbour]
    receives: list[Neighbour]
    more_given: int
    more_received: int
    way: list[Node]
    hanging: list[str]
    alone: str


@dataclass(frozen=True)
class ArrowPanel:
    """`other_often`: how often the other way; empty where there is no arrow back."""

    arrow: Arrow
    supplier: Node
    customer: Node
    letters: tuple[str, str]
    often: str
    cases: str
    wait: str
    back: str
    other_often: str
    other_query: str


def party_panel(picture: Picture, asked: Asked, key: str) -> PartyPanel | None:
    node = picture.node(key)
    if node is None:
        return None
    gives = [arrow for arrow in picture.around(key) if arrow.supplier == key]
    receives = [arrow for arrow in picture.around(key) if arrow.customer == key]
    return PartyPanel(
        node=node,
        letters=words.letters(node.name),
        says=_says(node),
        gives=_neighbours(picture, asked, gives, key),
        receives=_neighbours(picture, asked, receives, key),
        more_given=max(0, len(gives) - MOST),
        more_received=max(0, len(receives) - MOST),
        way=summary.strongest_way(picture, key),
        hanging=_hanging(picture, key),
        alone=asked.query(who=node.name, page=""),
    )


def arrow_panel(picture: Picture, asked: Asked, supplier: str, customer: str) -> ArrowPanel | None:
    there = {(arrow.supplier, arrow.customer): arrow for arrow in picture.around(supplier)}
    giver, taker = picture.node(supplier), picture.node(customer)
    arrow, other = there.get((supplier, customer)), there.get((customer, supplier))
    if arrow is None or giver is None or taker is None:
        return None
    return ArrowPanel(
        arrow=arrow,
        supplier=giver,
        customer=taker,
        letters=(words.letters(giver.name), words.letters(taker.name)),
        often=words.count(arrow.dealings),
        cases=words.count(arrow.cases),
        wait=words.wait(picture, arrow),
        back=words.back(picture, arrow),
        other_often=words.count(other.dealings) if other else "",
        other_query=asked.opening(customer, supplier),
    )


def _neighbours(picture: Picture, asked: Asked, arrows: list[Arrow], key: str) -> list[Neighbour]:
    shades, nodes = Shades(picture), {each.key: each for each in picture.nodes}
    return [
        Neighbour(
            other=nodes[arrow.customer if arrow.supplier == key else arrow.supplier],
            shade=shades.of(asked.measure, arrow),
            often=words.count(arrow.dealings),
            wait=words.wait(picture, arrow),
            back=words.back(picture, arrow),
            query=asked.opening(arrow.supplier, arrow.customer),
        )
        for arrow in arrows[:MOST]
    ]


def _hanging(picture: Picture, key: str) -> list[str]:
    """Names of those who get something from nobody else."""
    sources: dict[str, set[str]] = {}
    for arrow in picture.arrows:
        sources.setdefault(arrow.customer, set()).add(arrow.supplier)
    alone = {customer for customer, givers in sources.items() if givers == {key}}
    return sorted(node.name for node in picture.nodes if node.key in alone)[:MOST]


def _says(node: Node) -> str:
    said = _("gives %(given)s, receives %(received)s; in %(cases)s cases (%(share)s)") % {
        "given": words.count(node.given),
        "received": words.count(node.received),
        "cases": words.count(node.cases),
        "share": percent(node.share),
    }
    if node.within:
        said += _("; %(n)s times on to itself, not drawn") % {"n": words.count(node.within)}
    return said


@dataclass(frozen=True)
class RowWords:
    """One hand-over of a log, as the panel says it."""

    case: str
    from_activity: str
    to_activity: str
    given_at: datetime
    wait: str


def row_words(row: PairRow) -> RowWords:
    return RowWords(
        row.case, row.from_activity, row.to_activity, row.given_at, words.length(row.wait_s)
    )
