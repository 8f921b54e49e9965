"""Our own history as a picture: whose circles, over which time, and what is declared beside seen."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from fullcircle.foundation import clock
from fullcircle.insight.graph.chains import own_chains
from fullcircle.insight.graph.exporting import LogFormat
from fullcircle.insight.graph.own_history import own_picture
from fullcircle.insight.graph.picture import Arrow, Node, Picture
from fullcircle.insight.graph.states import Projection, Standing
from fullcircle.insight.periods import Period, PeriodKey, period_of
from fullcircle.registry.people.actor import Actor
from fullcircle.web.components.chain_ring import link_words
from fullcircle.web.components.interval import percent
from fullcircle.web.components.seat_words import CUSTOMER, all_of
from fullcircle.web.graph import words

MOST_SEEN = 12
MOST_WAYS = 5


@dataclass(frozen=True)
class View:
    """What of our own history is looked at. `fixed` travels in every address of the page."""

    projection: Projection
    key: PeriodKey
    period: Period

    @property
    def fixed(self) -> tuple[tuple[str, str], ...]:
        return (("by", str(self.projection)), ("period", str(self.key)))


@dataclass(frozen=True)
class Tie:
    """A declared link or a seen one, as a line of the list."""

    arrow: Arrow
    supplier: Node
    customer: Node
    letters: tuple[str, str]
    often: str
    wait: str
    links: str
    query: str


def view_of(given: QueryDict) -> View:
    """By role over ninety days, unless asked otherwise."""
    by, period = given.get("by", ""), given.get("period", "")
    projection = Projection(by) if by in set(Projection) else Projection.ROLE
    key = PeriodKey(period) if period in set(PeriodKey) else PeriodKey.DAYS_90
    return View(projection, key, period_of(key, at=clock.now(), zone=settings.TIME_ZONE))


def picture(by: Actor, view: View) -> Picture:
    """With the words of seats instead of their keys."""
    found = own_picture(by=by, projection=view.projection, period=view.period)
    return replace(found, nodes=tuple(_named(node) for node in found.nodes))


def declared(picture: Picture) -> list[Arrow]:
    standing = (Standing.DECLARED, Standing.CONFIRMED)
    return [arrow for arrow in picture.arrows if arrow.standing in standing]


def only_seen(picture: Picture) -> list[Arrow]:
    """What nobody has declared: what may be proposed first, then by how often it was seen."""
    first = (Standing.CANDIDATE, Standing.PROPOSED)
    last = (Standing.SEEN, Standing.DECLINED)
    found = [arrow for arrow in picture.arrows if arrow.standing in first + last]
    return sorted(found, key=lambda arrow: arrow.standing in last)[:MOST_SEEN]


def ties(arrows: list[Arrow], picture: Picture, query: str) -> list[Tie]:
    from urllib.parse import urlencode

    nodes, link_names = {node.key: node for node in picture.nodes}, link_words()
    return [
        Tie(
            arrow=arrow,
            supplier=nodes[arrow.supplier],
            customer=nodes[arrow.customer],
            letters=(
                words.letters(nodes[arrow.supplier].name),
                words.letters(nodes[arrow.customer].name),
            ),
            often=words.handovers(arrow.dealings),
            wait=words.wait(picture, arrow),
            links=", ".join(link_names.get(key, key) for key in arrow.links),
            query=f"{query}&{urlencode({'from': arrow.supplier, 'to': arrow.customer})}",
        )
        for arrow in arrows
    ]


@dataclass(frozen=True)
class Way:
    """One way of cases, in words."""

    names: tuple[str, ...]
    cases: str
    share: str


def ways(by: Actor, view: View, picture: Picture) -> list[Way]:
    """By role and team; the ways of single people are nobody's business."""
    if view.projection is Projection.PERSON:
        return []
    names = {node.key: node.name for node in picture.nodes}
    return [
        Way(
            names=tuple(names.get(key, key) for key in chain.parties),
            cases=words.count(chain.cases),
            share=percent(chain.share),
        )
        for chain in own_chains(
            by=by, projection=view.projection, period=view.period, most=MOST_WAYS
        )
    ]


def lead(picture: Picture) -> str:
    parts = (
        words.cases(picture.cases),
        words.handovers(picture.dealings),
        words.parties(len(picture.nodes)),
    )
    return f"{', '.join(parts)}."


def without(picture: Picture) -> list[str]:
    """What is not drawn, and why."""
    said = {
        "not taken up, or giver unknown": _("%(n)s not taken up, or nobody knows by whom given"),
        "inside one party": _("%(n)s inside one party"),
    }
    return [
        said.get(reason, reason) % {"n": words.count(n)} for reason, n in picture.without.items()
    ]


def projections() -> list[tuple[Projection, str]]:
    return [
        (Projection.ROLE, _("by role")),
        (Projection.TEAM, _("by team")),
        (Projection.PERSON, _("by person")),
    ]


def periods() -> list[tuple[PeriodKey, str]]:
    return [
        (PeriodKey.DAYS_14, _("14 days")),
        (PeriodKey.DAYS_30, _("30 days")),
        (PeriodKey.DAYS_90, _("90 days")),
    ]


def formats() -> list[tuple[LogFormat, str]]:
    """How our own history can be taken along."""
    return [
        (LogFormat.CSV, "CSV"),
        (LogFormat.XES, "XES"),
        (LogFormat.OCEL_JSON, "OCEL 2.0, JSON"),
        (LogFormat.OCEL_XML, "OCEL 2.0, XML"),
        (LogFormat.OCEL_SQLITE, "OCEL 2.0, SQLite"),
    ]


def _named(node: Node) -> Node:
    if node.kind == Projection.ROLE:
        return replace(node, name=all_of(node.key))
    return replace(node, name=all_of(CUSTOMER)) if node.kind == "outside" else node
