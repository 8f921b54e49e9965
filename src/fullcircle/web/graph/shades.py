"""Classes of arrows: a tone of the look and words. Colour, line and word say the same."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from fullcircle.insight.graph.picture import Arrow, Picture
from fullcircle.insight.graph.states import Standing
from fullcircle.web.components.times import duration
from fullcircle.web.graph.asked import Measure, default_least

FEW = 10
SELDOM, OFTEN = 0.02, 0.10
GOOD, FAIR = 0.9, 0.75
QUARTER = 4


@dataclass(frozen=True)
class Shade:
    """`tone` names a colour and, in the picture, how the line is broken."""

    tone: str
    words: str


class Shades:
    """The classes of one picture. Waits are held against those of its strong arrows, so that each log
    says which of its arrows are quick and slow for it."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.bounds = _quarters(picture)
        self.classes: dict[Measure, tuple[Shade, ...]] = {
            Measure.WAIT: self._waits(),
            Measure.RETURNS: (
                Shade("idle", _("not scored, or fewer than %(n)d times") % {"n": FEW}),
                Shade("accepted", _("under 2 % came straight back")),
                Shade("returned", _("2 to 10 %")),
                Shade("late", _("over 10 %")),
            ),
            Measure.OFTEN: (Shade("middle", _("counts alone: people are not scored")),),
            Measure.RIGHT: (
                Shade("idle", _("no card, not scored")),
                Shade("accepted", _("90 % and more right the first time")),
                Shade("returned", _("75 to 90 %")),
                Shade("late", _("under 75 %")),
            ),
        }

    def number(self, measure: Measure, arrow: Arrow) -> int:
        if measure is Measure.WAIT:
            return self._wait(arrow)
        if measure is Measure.RETURNS:
            return _returns(arrow) if is_judged(self.picture, arrow) else 0
        return _right(arrow) if measure is Measure.RIGHT else 0

    def of(self, measure: Measure, arrow: Arrow) -> Shade:
        return self.classes[measure][self.number(measure, arrow)]

    def _waits(self) -> tuple[Shade, ...]:
        none = Shade("idle", _("no wait known"))
        if not self.bounds:
            return (none,)
        low, high = (duration(timedelta(seconds=bound)) for bound in self.bounds)
        return (
            none,
            Shade("accepted", _("the quick quarter: waits up to %(low)s") % {"low": low}),
            Shade("middle", _("up to %(high)s") % {"high": high}),
            Shade("late", _("the slow quarter: over %(high)s") % {"high": high}),
        )

    def _wait(self, arrow: Arrow) -> int:
        wait = wait_of(arrow)
        if wait is None or not self.bounds:
            return 0
        return 1 + bisect_left(self.bounds, wait)


def is_judged(picture: Picture, arrow: Arrow) -> bool:
    """A log is counted as it is; of our own only what both sides agreed to, and never people."""
    if picture.projection is None:
        return True
    return picture.scored and arrow.standing in (None, Standing.DECLARED, Standing.CONFIRMED)


def wait_of(arrow: Arrow) -> float | None:
    """Seconds: the median where it is known, else the mean."""
    return arrow.wait_mean_s if arrow.wait_median_s is None else arrow.wait_median_s


def _returns(arrow: Arrow) -> int:
    if arrow.dealings < FEW:
        return 0
    share = arrow.returns / arrow.dealings
    return 1 if share < SELDOM else 2 if share <= OFTEN else 3


def _right(arrow: Arrow) -> int:
    if arrow.right is None:
        return 0
    return 1 if arrow.right.value >= GOOD else 2 if arrow.right.value >= FAIR else 3


def _quarters(picture: Picture) -> tuple[float, ...]:
    """Bounds of the quickest and the slowest quarter of the arrows that show first; seconds."""
    least = default_least(picture)
    waits = sorted(
        wait for arrow in picture.at_least(least) if (wait := wait_of(arrow)) is not None
    )
    if not waits:
        return ()
    return (waits[(len(waits) - 1) // QUARTER], waits[-1 - len(waits) // QUARTER])
