"""Rows of the tables behind the charts, and how changes and estimates are said."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from fullcircle.insight.whatif.estimates import Estimated, How, Unit
from fullcircle.web.whatif import words
from fullcircle.web.whatif.shown import LOOKS, ClassRow, EstimateShown, Place, Resemblance

type Row = Mapping[str, Any]


def place_word(place: Place) -> str:
    return {
        Place.GAINS: _("gains"),
        Place.SECOND: _("comes second"),
        Place.LAST: _("comes last"),
        Place.OPEN: _("cannot be told apart from now"),
    }[place]


def cases(row: Row) -> int:
    """Counted cases of this class in all runs under the policy."""
    mean, _low, _high, runs = row["cases"]["after"]
    counted: int = round((mean or 0) * runs)
    return counted


def between(low: float, high: float) -> str:
    if max(abs(low), abs(high)) < words.NOTHING:
        return _("less than half a minute either way")
    return _("between %(low)s and %(high)s") % {
        "low": words.change_said(low),
        "high": words.change_said(high),
    }


def points_between(low: float, high: float) -> str:
    return _("between %(low)s and %(high)s") % {
        "low": words.points_said(low),
        "high": words.points_said(high),
    }


def class_row(row: Row, name: str, places: Mapping[str, Place]) -> ClassRow:
    place = places.get(row["key"], Place.OPEN)
    tone, sign, _css = LOOKS[place]
    wait, kept, longest = row["wait"], row["kept"], row["wait_p90"]
    return ClassRow(
        name=name,
        cases=cases(row),
        place=place,
        word="" if row["key"] == words.ALL else place_word(place),
        tone=tone,
        sign=sign,
        waits=(
            words.length_said(wait["before"][0]),
            words.length_said(wait["after"][0]),
            words.change_said(wait["change"][0]),
            between(wait["change"][1], wait["change"][2]),
        ),
        longest=(words.length_said(longest["before"][0]), words.length_said(longest["after"][0])),
        kept=(
            words.share_said(kept["before"][0]),
            words.share_said(kept["after"][0]),
            words.points_said(kept["change"][0]),
            points_between(kept["change"][1], kept["change"][2]),
        ),
        later=words.length_said(row["later"]["after"][0]),
    )


def link(row: Row) -> tuple[str, str, str, str]:
    """Name, wait now, wait then, change with interval; "no hand-off" where there is none any more."""
    name, wait = str(words.LINKS.get(row["key"], row["key"])), row["wait"]
    before = words.length_said(wait["before"][0]) if wait["before"][3] else _("no data")
    if not wait["after"][3]:
        return name, before, _("no hand-off any more"), ""
    value, low, high, runs = wait["change"]
    said = f"{words.change_said(value)} ({between(low, high)})" if runs > 1 else _("no data")
    return name, before, words.length_said(wait["after"][0]), said


def whole_rows(whole: Row) -> tuple[tuple[str, str, str, str], ...]:
    names = {
        "strain": _("emergency strain"),
        "field": _("shifts outside spent on cases"),
        "office": _("shifts of the office spent on cases"),
    }
    rows = []
    for key, name in names.items():
        row = whole[key]
        if row["change"][3] > 1:
            value, low, high, _n = row["change"]
            said = f"{words.points_said(value)} ({points_between(low, high)})"
            before, after = (words.share_said(row[when][0]) for when in ("before", "after"))
            rows.append((name, before, after, said))
    return tuple(rows)


def estimate(row: Row) -> EstimateShown:
    unit, how = Unit(row["unit"]), How(row["how"])
    low, high = row["low"], row["high"]
    between = ""
    if low is not None and high is not None:
        between = _("between %(low)s and %(high)s") % {
            "low": words.share_said(low),
            "high": words.share_said(high),
        }
    return EstimateShown(
        value=words.estimate_said(unit, row["value"]),
        said=str(words.ESTIMATES[Estimated(row["what"])]),
        between=between,
        n=row["n"],
        how=str(words.HOWS[how]),
        tone={How.SEEN: "accepted", How.FITTED: "given", How.ASSUMED: "returned"}[how],
        assumed=how is How.ASSUMED,
    )


def resemblance(row: Row, customers: Mapping[int, str]) -> Resemblance:
    def wait(value: float | None) -> str:
        return _("no data") if value is None else words.length_said(value)

    def share(value: Sequence[float | None] | None) -> str:
        return _("no data") if not value or value[0] is None else words.share_said(value[0])

    return Resemblance(
        name=words.class_name(row["key"], customers),
        n=row["n"],
        wait=(wait(row["wait"]), wait(row["simulated_wait"][0])),
        kept=(share(row["kept"]), share(row["simulated_kept"])),
    )
