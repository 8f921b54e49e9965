"""What the address asks of a graph: how strong, coloured how, who, in which order. Read leniently."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from urllib.parse import urlencode

from django.http import QueryDict

from fullcircle.insight.graph.picture import Picture, find_party

FEW_ARROWS = 12
NEARLY_ALL = 0.95
WANTED_ARROWS = 40
MOST_TIED = 60
LONGEST_NAME = 400


class Measure(StrEnum):
    """What the colour of an arrow says."""

    RIGHT = "right"
    OFTEN = "often"
    WAIT = "wait"
    RETURNS = "returns"


class Order(StrEnum):
    OFTEN = "often"
    CASES = "cases"
    WAIT = "wait"
    RETURNS = "returns"
    NAME = "name"


@dataclass(frozen=True)
class Asked:
    """`least`: weaker arrows are left out. `who`: only what this party gives and receives."""

    least: int
    measure: Measure
    who: str = ""
    order: Order = Order.OFTEN
    page: int = 0
    fixed: tuple[tuple[str, str], ...] = ()

    def query(self, **changes: object) -> str:
        """The address's query with changes; what is empty is left out."""
        now = {
            "least": self.least,
            "measure": self.measure,
            "who": self.who,
            "order": "" if self.order is Order.OFTEN else self.order,
            "page": self.page or "",
        } | changes
        return urlencode([*self.fixed, *((k, str(v)) for k, v in now.items() if v != "")])

    def opening(self, supplier: str = "", customer: str = "", party: str = "") -> str:
        """The query that opens an arrow or a party beside the picture."""
        opened = {"from": supplier, "to": customer, "party": party}
        return self.query(page="", **opened)


def read(given: QueryDict, picture: Picture, *, fixed: tuple[tuple[str, str], ...] = ()) -> Asked:
    """What cannot be understood falls back to what shows the picture best."""
    measures = measures_of(picture)
    wanted, order = given.get("measure", ""), given.get("order", "")
    return Asked(
        least=_number(given.get("least", ""), default_least(picture), low=1),
        measure=Measure(wanted) if wanted in measures else measures[0],
        who=_party(given.get("who", "").strip()[:LONGEST_NAME], picture),
        order=Order(order) if order in set(Order) else Order.OFTEN,
        page=_number(given.get("page", ""), 0, low=0),
        fixed=fixed,
    )


def measures_of(picture: Picture) -> tuple[Measure, ...]:
    """What this picture can be coloured by, the best first. Only our own is ever scored."""
    if picture.projection is None:
        return (Measure.WAIT, Measure.RETURNS)
    if picture.scored:
        return (Measure.RIGHT, Measure.WAIT, Measure.RETURNS)
    return (Measure.OFTEN,)


def default_least(picture: Picture) -> int:
    """So that the strongest arrows show that carry nearly all hand-overs, about forty at most: more
    is a hairball. Arrows that are equally strong are shown or left out together."""
    counts = [arrow.dealings for arrow in picture.arrows]
    if len(counts) <= FEW_ARROWS:
        return 1
    sums = list(accumulate(counts))
    carrying = bisect_left(sums, NEARLY_ALL * sums[-1]) + 1
    least = counts[min(WANTED_ARROWS, carrying) - 1]
    if bisect_right(counts, -least, key=lambda count: -count) <= MOST_TIED:
        return least
    stronger = [count for count in counts if count > least]
    return stronger[-1] if stronger else least


def _party(text: str, picture: Picture) -> str:
    """The key of whom somebody typed or followed a link to: the name itself, else who begins so."""
    if not text or picture.node(text):
        return text
    found = find_party(picture, text, 1)
    return found[0].key if found else ""


def _number(text: str, default: int, *, low: int) -> int:
    if not text.isdecimal() or len(text) > 12:
        return default
    return max(low, int(text))
