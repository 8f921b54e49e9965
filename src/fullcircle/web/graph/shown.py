"""Everything the templates of a picture need, made once per request."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from fullcircle.insight.graph.picture import Node, Picture
from fullcircle.insight.graph.states import Projection
from fullcircle.web.graph import drawing, summary, words
from fullcircle.web.graph.asked import Asked, Measure, Order
from fullcircle.web.graph.shades import Shade

MOST_SUGGESTED = 500


@dataclass(frozen=True)
class Shown:
    """A picture with what was asked of it. `panel_url`: where an arrow or a party opens."""

    picture: Picture
    asked: Asked
    feed: dict[str, Any]
    table: drawing.Table
    legend: list[tuple[Measure, tuple[Shade, ...]]]
    sentences: list[summary.Sentence]
    passing: list[summary.Passing]
    panel_url: str
    table_url: str
    file_url: str

    @property
    def between(self) -> str:
        return summary.between(self.picture)

    @property
    def measures(self) -> list[tuple[Measure, str]]:
        return [(measure, measure_words()[measure]) for measure, _shades in self.legend]

    @property
    def orders(self) -> list[tuple[Order, str, str]]:
        heads = {
            Order.NAME: _("From and to"),
            Order.OFTEN: _("Hand-overs"),
            Order.CASES: _("Cases"),
            Order.WAIT: _("Wait"),
            Order.RETURNS: _("Came straight back"),
        }
        if not self.judged:
            heads.pop(Order.WAIT)
            heads.pop(Order.RETURNS)
        return [(o, head, self.asked.query(order=o, page="")) for o, head in heads.items()]

    @property
    def judged(self) -> bool:
        """Counts alone by person: then there is no wait and nothing that came back."""
        return self.asked.measure is not Measure.OFTEN

    @property
    def words(self) -> dict[str, str]:
        return spoken()

    @property
    def most_drawn(self) -> str:
        return words.count(drawing.MOST_DRAWN)

    @property
    def drawn_all(self) -> bool:
        return len(self.picture.arrows) <= drawing.MOST_DRAWN

    @property
    def here(self) -> str:
        return self.asked.query()

    @property
    def plain(self) -> str:
        return self.asked.query(page="")

    @property
    def everybody(self) -> str:
        return self.asked.query(who="", page="")

    @property
    def earlier(self) -> str:
        return self.asked.query(page=self.table.earlier or "")

    @property
    def later(self) -> str:
        return self.asked.query(page=self.table.later or "")

    @property
    def findable(self) -> list[Node]:
        """For the list of suggestions; whoever is not in it can still be typed."""
        return sorted(self.picture.nodes[:MOST_SUGGESTED], key=lambda node: node.name.casefold())

    @property
    def has_systems(self) -> bool:
        return any(node.kind == "system" for node in self.picture.nodes)

    @property
    def word_of_parties(self) -> str:
        projection = self.picture.projection
        return _("party") if projection is None else projection_words()[projection]

    @property
    def spoken_picture(self) -> str:
        return _(
            "%(parties)s parties and %(arrows)s arrows between them; the table below says the same"
        ) % {
            "parties": words.count(len(self.picture.nodes)),
            "arrows": words.count(len(self.picture.arrows)),
        }

    @property
    def party(self) -> Node | None:
        return self.picture.node(self.asked.who) if self.asked.who else None


def shown(picture: Picture, asked: Asked, *, urls: tuple[str, str, str]) -> Shown:
    """`urls`: of the panel, of the page itself (the table), of the file of arrows."""
    return Shown(
        picture=picture,
        asked=asked,
        feed=drawing.feed(picture, asked),
        table=drawing.table(picture, asked),
        legend=drawing.legend(picture),
        sentences=summary.sentences(picture),
        passing=summary.passing(picture, asked),
        panel_url=urls[0],
        table_url=urls[1],
        file_url=urls[2],
    )


def measure_words() -> dict[Measure, str]:
    return {
        Measure.RIGHT: _("right the first time"),
        Measure.OFTEN: _("how often"),
        Measure.WAIT: _("wait"),
        Measure.RETURNS: _("came straight back"),
    }


def projection_words() -> dict[Projection, str]:
    return {
        Projection.PERSON: _("person"),
        Projection.ROLE: _("role"),
        Projection.TEAM: _("team"),
    }


def spoken() -> dict[str, str]:
    """What the island says; gaps are filled there."""
    return {
        "least": _("at least {least}: {now} of {all} arrows"),
        "party_is": _("{name}: gives {given}, receives {received}"),
        "system_is": _("{name}, a system: gives {given}, receives {received}"),
        "arrow_is": _("{from} to {to}: {often} hand-overs, {wait}, {back}"),
        "nobody_that_way": _("Nobody lies that way."),
        "opened": _("Opened beside the picture."),
    }
