"""The ways that cases take: the most travelled chains of parties."""

from fullcircle.insight.graph.picture import Chain, Picture
from fullcircle.insight.graph.states import Projection
from fullcircle.insight.periods import Period
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission, require


def own_chains(
    *, by: Actor, projection: Projection, period: Period, most: int = 10
) -> tuple[Chain, ...]:
    """The most travelled ways of our own cases, by role or team."""
    require(by, Permission.SEE_GRAPH)
    return ()


def strongest_way(picture: Picture, start: str, most: int = 8) -> tuple[str, ...]:
    """From `start` always along the strongest arrow, until it ends or turns back on itself."""
    way = [start]
    while len(way) < most:
        onward = [arrow for arrow in picture.arrows if arrow.supplier == way[-1]]
        following = next((arrow.customer for arrow in onward), None)
        if following is None or following in way:
            break
        way.append(following)
    return tuple(way)
