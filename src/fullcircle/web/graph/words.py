"""How parties, counts, shares and lengths are said on the pages of the graph."""

import re
from datetime import timedelta

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fullcircle.insight.graph.picture import Arrow, Picture
from fullcircle.web.components.interval import percent
from fullcircle.web.components.tags import initials
from fullcircle.web.components.times import duration
from fullcircle.web.graph.shades import is_judged, wait_of

MINUTE = 60
NUMBERED = re.compile(r"^(\D*)0*(\d+)$")


def count(number: int | None) -> str:
    """1,434; "no data" where nobody counted."""
    return _("no data") if number is None else number_format(number, 0, force_grouping=True)


def handovers(number: int) -> str:
    return ngettext("%(n)s hand-over", "%(n)s hand-overs", number) % {"n": count(number)}


def cases(number: int) -> str:
    return ngettext("%(n)s case", "%(n)s cases", number) % {"n": count(number)}


def events(number: int) -> str:
    return ngettext("%(n)s event", "%(n)s events", number) % {"n": count(number)}


def parties(number: int) -> str:
    return ngettext("%(n)s party", "%(n)s parties", number) % {"n": count(number)}


def length(seconds: float | None) -> str:
    return _("no data") if seconds is None else duration(timedelta(seconds=seconds))


def letters(name: str) -> str:
    """What stands in the circle: "Joe Rivera" is JR, "Resource21" R21, 10862 is 10862."""
    numbered = NUMBERED.match(name.strip())
    if not numbered:
        return initials(name)
    word, number = numbered[1].strip(), numbered[2]
    if not word:
        return number[-5:]
    return word[0].upper() + number[-3:]


def back(picture: Picture, arrow: Arrow) -> str:
    """What came straight back, with its share where there is enough to say one."""
    if not is_judged(picture, arrow):
        return _("not scored")
    if not arrow.returns:
        return _("none came straight back")
    said = _("%(n)s came straight back") % {"n": count(arrow.returns)}
    share = percent(arrow.returns / arrow.dealings)
    return said if arrow.dealings < 10 else f"{said} ({share})"


def wait(picture: Picture, arrow: Arrow) -> str:
    seconds = wait_of(arrow)
    if seconds is None:
        return _("counts alone") if not is_judged(picture, arrow) else _("wait not known")
    if seconds < MINUTE:
        return _("taken at once")
    if arrow.wait_median_s is None:
        return _("%(length)s wait on average") % {"length": length(seconds)}
    return _("half wait less than %(length)s") % {"length": length(seconds)}
