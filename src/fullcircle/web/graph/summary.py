"""The picture in sentences: what a colleague would say who has looked at it. Each with its n."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fullcircle.handoffs.states import LinkKey
from fullcircle.insight.graph.picture import Arrow, Node, Picture
from fullcircle.web.components.interval import percent
from fullcircle.web.graph.asked import Asked
from fullcircle.web.graph.shades import is_judged, wait_of
from fullcircle.web.graph.words import count, length, letters

# Below this many dealings a wait is one bad day, not a habit.
ENOUGH = 10
SUMMERS = 5
NOT_COLLEAGUES = ("system", "outside")


@dataclass(frozen=True)
class Sentence:
    """`sign` is an icon; `who`, `to`: keys of what the sentence is about, to open it."""

    sign: str
    text: str
    who: str = ""
    to: str = ""


@dataclass(frozen=True)
class Passing:
    """A party through whom much passes: so many of all hand-overs end or begin there."""

    node: Node
    letters: str
    often: str
    all_often: str
    share: str
    query: str


def sentences(picture: Picture) -> list[Sentence]:
    names = {node.key: node.name for node in picture.nodes}
    found = [
        _most(picture, names),
        _through(picture),
        _back(picture, names),
        _last(picture, names),
        _both_ways(picture),
    ]
    return [sentence for sentence in found if sentence is not None]


def between(picture: Picture) -> str:
    """3 October 2010 to 24 January 2012"""
    if picture.first is None or picture.last is None:
        return ""
    return _("%(first)s to %(last)s") % {"first": _day(picture.first), "last": _day(picture.last)}


def passing(picture: Picture, asked: Asked) -> list[Passing]:
    """Through whom most hand-overs pass; machines are not colleagues."""
    people = [node for node in picture.nodes if node.kind not in NOT_COLLEAGUES and load(node)]
    people.sort(key=lambda node: (-load(node), node.name))
    return [
        Passing(
            node=node,
            letters=letters(node.name),
            often=count(load(node)),
            all_often=count(picture.dealings),
            share=percent(load(node) / picture.dealings) if picture.dealings else "",
            query=asked.opening(party=node.key),
        )
        for node in people[:SUMMERS]
    ]


def load(node: Node) -> int:
    return node.given + node.received


def strongest_way(picture: Picture, key: str, steps: int = 3) -> list[Node]:
    """The way most work takes through a party: back to where it comes from, on to where it goes."""
    nodes = {node.key: node for node in picture.nodes}
    way = [key]
    for forward in (False, True):
        for _step in range(steps):
            here = way[-1] if forward else way[0]
            following = next(
                (
                    arrow.customer if forward else arrow.supplier
                    for arrow in picture.arrows
                    if here == (arrow.supplier if forward else arrow.customer)
                    and (arrow.customer if forward else arrow.supplier) not in way
                ),
                None,
            )
            if following is None:
                break
            way = [*way, following] if forward else [following, *way]
    return [nodes[step] for step in way if step in nodes]


def _most(picture: Picture, names: dict[str, str]) -> Sentence | None:
    if not picture.arrows:
        return None
    first = picture.arrows[0]
    text = _("Most goes from %(a)s to %(b)s: %(n)s of %(all)s hand-overs.") % {
        "a": names[first.supplier],
        "b": names[first.customer],
        "n": count(first.dealings),
        "all": count(picture.dealings),
    }
    return Sentence("arrow-narrow-right", text, first.supplier, first.customer)


def _through(picture: Picture) -> Sentence | None:
    people = [node for node in picture.nodes if node.kind not in NOT_COLLEAGUES and node.share > 0]
    if not people or len(picture.nodes) < 3:
        return None
    most = max(people, key=lambda node: (node.share, node.name))
    text = _("%(share)s of all cases pass through %(name)s: %(n)s of %(all)s.") % {
        "share": percent(most.share),
        "name": most.name,
        "n": count(most.cases),
        "all": count(picture.cases),
    }
    return Sentence("user-star", text, most.key)


def _back(picture: Picture, names: dict[str, str]) -> Sentence | None:
    total = sum(arrow.returns for arrow in picture.arrows)
    if not any(is_judged(picture, arrow) for arrow in picture.arrows):
        return None
    if not total:
        return Sentence("arrow-back-up", _("Nothing came straight back."))
    worst = _strongest(picture.arrows, "returns")
    text = ngettext(
        "%(n)s time work came straight back; most often %(b)s sent it back to %(a)s: %(most)s.",
        "%(n)s times work came straight back; most often %(b)s sent it back to %(a)s: %(most)s.",
        total,
    ) % {
        "n": count(total),
        "a": names[worst.supplier],
        "b": names[worst.customer],
        "most": count(worst.returns),
    }
    return Sentence("arrow-back-up", text, worst.supplier, worst.customer)


def _last(picture: Picture, names: dict[str, str]) -> Sentence | None:
    known = [
        (wait, arrow)
        for arrow in picture.arrows
        if arrow.dealings >= ENOUGH
        # A record lies in the history until the next call there: nobody waits for it.
        and arrow.links != (LinkKey.RECORD,)
        and (wait := wait_of(arrow)) is not None
    ]
    if len(known) < 2:
        return None
    wait, arrow = max(known, key=lambda pair: (pair[0], pair[1].supplier, pair[1].customer))
    text = _("Who comes last: from %(a)s to %(b)s it waits %(length)s (n %(n)s).") % {
        "a": names[arrow.supplier],
        "b": names[arrow.customer],
        "length": length(wait),
        "n": count(arrow.dealings),
    }
    return Sentence("clock", text, arrow.supplier, arrow.customer)


def _both_ways(picture: Picture) -> Sentence | None:
    if picture.reciprocity is None:
        return None
    text = _("%(share)s of the hand-overs are met by one the other way.") % {
        "share": percent(picture.reciprocity)
    }
    return Sentence("arrows-exchange", text)


def _strongest(arrows: Sequence[Arrow], field: str) -> Arrow:
    return max(arrows, key=lambda arrow: (getattr(arrow, field), arrow.dealings, arrow.supplier))


def _day(instant: datetime) -> str:
    return date_format(instant, "j F Y")
