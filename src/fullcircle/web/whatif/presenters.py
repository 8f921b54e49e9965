"""What came of a trial, for its page: who gains, who comes second, who comes last."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from fullcircle.insight.models import ScenarioRun
from fullcircle.insight.whatif.estimates import Estimated, How, Unit
from fullcircle.insight.whatif.rules import choice_from
from fullcircle.web.whatif import bars, words
from fullcircle.web.whatif.shown import (
    LOOKS,
    Change,
    ClassRow,
    EstimateShown,
    Place,
    Resemblance,
    RunShown,
    TrialShown,
    Verdict,
)

NEGLIGIBLE = 1.0  # minutes: what nobody would notice is not told as a gain or a loss
LEAST_MINUTES, LEAST_SHARE = 10.0, 0.01  # always seen on both sides of nought


type Row = Mapping[str, Any]


def run_page(run: ScenarioRun, customers: Mapping[int, str]) -> RunShown:
    told = run.results
    return RunShown(
        trials=tuple(_trial(row, customers) for row in told.get("trials", ())),
        estimates=tuple(_estimate(row) for row in told.get("estimates", ())),
        resembles=tuple(_resemblance(row, customers) for row in told.get("resembles", ())),
    )


def titles(run: ScenarioRun, customers: Mapping[int, str]) -> list[str]:
    return [words.trial_title(choice_from(row), customers) for row in run.choices]


def customers_in(runs: Sequence[ScenarioRun]) -> set[int]:
    return {row["customer"] for run in runs for row in run.choices if row.get("customer")}


def _trial(row: Row, customers: Mapping[int, str]) -> TrialShown:
    one = choice_from(row["choice"])
    title = words.trial_title(one, customers)
    explained = str(words.EXPLAINED[one.what])
    anchor = one.key.replace(":", "-").replace("+", "-")
    if row["never_done"]:
        return TrialShown(anchor, title, explained, True)
    classes = [each for each in row["classes"] if each["key"] != words.ALL]
    shown = [each for each in classes if each["wait"]["change"][3] > 1]
    places = _places(shown)
    named = [(each, words.class_name(each["key"], customers)) for each in shown]
    waits, ends = _waits(named, places)
    kept, kept_ends = _kept(named)
    whole = [each for each in row["classes"] if each["key"] == words.ALL]
    return TrialShown(
        anchor=anchor,
        title=title,
        explained=explained,
        never_done=False,
        verdicts=_verdicts(named, places),
        costs=_costs(row["whole"]),
        waits=waits,
        kept=kept,
        rows=tuple(
            _class_row(each, words.class_name(each["key"], customers), places)
            for each in (*shown, *whole)
        ),
        links=tuple(_link(each) for each in row["links"]),
        whole=_whole(row["whole"]),
        ends=ends,
        kept_ends=kept_ends,
    )


def _places(classes: Sequence[Row]) -> dict[str, Place]:
    """By the change of the wait: who waits longest in addition comes last."""
    found = {}
    for row in classes:
        value, low, high, _n = row["wait"]["change"]
        sure = (low > 0 or high < 0) and abs(value) >= NEGLIGIBLE
        found[row["key"]] = Place.OPEN if not sure else Place.GAINS if value < 0 else Place.SECOND
    # Urgent and other jobs are not a class of customers: they gain or wait, they are not the last.
    cut_across = (words.URGENT, words.ORDINARY)
    losing = [
        row for row in classes if found[row["key"]] is Place.SECOND and row["key"] not in cut_across
    ]
    if losing:
        last = max(losing, key=lambda row: row["wait"]["change"][0])
        found[last["key"]] = Place.LAST
    return found


def _place_word(place: Place) -> str:
    return {
        Place.GAINS: _("gains"),
        Place.SECOND: _("comes second"),
        Place.LAST: _("comes last"),
        Place.OPEN: _("cannot be told apart from now"),
    }[place]


def _verdicts(named: Sequence[tuple[Row, str]], places: Mapping[str, Place]) -> tuple[Verdict, ...]:
    found = []
    for place in (Place.GAINS, Place.SECOND, Place.LAST):
        for row, name in sorted(named, key=lambda pair: pair[0]["wait"]["change"][0]):
            if places[row["key"]] is place:
                value, low, high, _n = row["wait"]["change"]
                tone, sign, _css = LOOKS[place]
                said = f"{words.change_said(value)} ({_between(low, high)})"
                found.append(Verdict(_place_word(place), tone, sign, name, said))
    if found and found[0].tone != LOOKS[Place.GAINS][0]:
        found.insert(0, Verdict(_("nobody gains"), "idle", "circle", "", ""))
    same = [name for row, name in named if places[row["key"]] is Place.OPEN]
    if same:
        tone, sign, _css = LOOKS[Place.OPEN]
        said = _("the interval holds nought, or it is less than a minute")
        found.append(Verdict(_place_word(Place.OPEN), tone, sign, "; ".join(same), said))
    return tuple(found)


def _waits(
    named: Sequence[tuple[Row, str]], places: Mapping[str, Place]
) -> tuple[tuple[Change, ...], tuple[str, str]]:
    rows = [(row, name, row["wait"]["change"]) for row, name in named]
    scale = bars.scale_of([(change[1], change[2]) for _row, _name, change in rows], LEAST_MINUTES)
    shown = tuple(
        Change(
            name=name,
            said=words.change_said(change[0]),
            between=_between(change[1], change[2]),
            bar=bars.draw(
                scale, tuple(change[:3]), css=LOOKS[places[row["key"]]][2],
                spoken=f"{name}: {words.change_said(change[0])}, {_between(change[1], change[2])}",
            ),
            n=_cases(row),
        )
        for row, name, change in rows
    )  # fmt: skip
    return shown, (words.change_said(scale.low), words.change_said(scale.high))


def _kept(named: Sequence[tuple[Row, str]]) -> tuple[tuple[Change, ...], tuple[str, str]]:
    rows = [
        (row, name, row["kept"]["change"]) for row, name in named if row["kept"]["change"][3] > 1
    ]
    scale = bars.scale_of([(change[1], change[2]) for _row, _name, change in rows], LEAST_SHARE)
    shown = tuple(
        Change(
            name=name,
            said=_("%(points)s points") % {"points": words.points_said(change[0])},
            between=_points_between(change[1], change[2]),
            bar=bars.draw(
                scale,
                tuple(change[:3]),
                css="is-better" if change[1] > 0 else "is-worse" if change[2] < 0 else "is-open",
                spoken=f"{name}: {words.points_said(change[0])}, "
                + _points_between(change[1], change[2]),
            ),
            n=_cases(row),
        )
        for row, name, change in rows
    )
    return shown, (words.points_said(scale.low), words.points_said(scale.high))


def _cases(row: Row) -> int:
    """Counted cases of this class in all runs under the policy."""
    mean, _low, _high, runs = row["cases"]["after"]
    counted: int = round((mean or 0) * runs)
    return counted


def _between(low: float, high: float) -> str:
    if max(abs(low), abs(high)) < words.NOTHING:
        return _("less than half a minute either way")
    return _("between %(low)s and %(high)s") % {
        "low": words.change_said(low),
        "high": words.change_said(high),
    }


def _points_between(low: float, high: float) -> str:
    return _("between %(low)s and %(high)s") % {
        "low": words.points_said(low),
        "high": words.points_said(high),
    }


def _costs(whole: Row) -> tuple[str, ...]:
    """What the whole company pays, in a sentence each; only what can be told from nothing."""
    said = []
    value, low, _high, runs = whole["displaced"]["after"]
    if runs > 1 and low is not None and low > 0:
        said.append(
            _("Displaced: the cases that wait longer do so by %(length)s a week, added up.")
            % {"length": words.length_said(value)}
        )
    broken, kept = whole["newly_broken"]["after"], whole["newly_kept"]["after"]
    if broken[3] > 1 and (broken[0] or kept[0]):
        said.append(
            _(
                "Promises: %(broken).1f a week break that are kept now, %(kept).1f are kept that break now."
            )
            % {"broken": broken[0], "kept": kept[0]}
        )
    strain = whole["strain"]
    if strain["before"][3] > 1:
        said.append(
            _("Emergency strain, the share of shifts that goes to jobs promised sooner than the "
              "published lead time: %(before)s now, %(after)s then.")
            % {"before": words.share_said(strain["before"][0] or 0),
               "after": words.share_said(strain["after"][0] or 0)}
        )  # fmt: skip
    return tuple(said)


def _class_row(row: Row, name: str, places: Mapping[str, Place]) -> ClassRow:
    place = places.get(row["key"], Place.OPEN)
    tone, sign, _css = LOOKS[place]
    wait, kept, longest = row["wait"], row["kept"], row["wait_p90"]
    return ClassRow(
        name=name,
        cases=_cases(row),
        place=place,
        word="" if row["key"] == words.ALL else _place_word(place),
        tone=tone,
        sign=sign,
        waits=(
            words.length_said(wait["before"][0]),
            words.length_said(wait["after"][0]),
            words.change_said(wait["change"][0]),
            _between(wait["change"][1], wait["change"][2]),
        ),
        longest=(words.length_said(longest["before"][0]), words.length_said(longest["after"][0])),
        kept=(
            words.share_said(kept["before"][0]),
            words.share_said(kept["after"][0]),
            words.points_said(kept["change"][0]),
            _points_between(kept["change"][1], kept["change"][2]),
        ),
        later=words.length_said(row["later"]["after"][0]),
    )


def _link(row: Row) -> tuple[str, str, str, str]:
    """Name, wait now, wait then, change with interval; "no hand-off" where there is none any more."""
    name, wait = str(words.LINKS.get(row["key"], row["key"])), row["wait"]
    before = words.length_said(wait["before"][0]) if wait["before"][3] else _("no data")
    if not wait["after"][3]:
        return name, before, _("no hand-off any more"), ""
    value, low, high, runs = wait["change"]
    said = f"{words.change_said(value)} ({_between(low, high)})" if runs > 1 else _("no data")
    return name, before, words.length_said(wait["after"][0]), said


def _whole(whole: Row) -> tuple[tuple[str, str, str, str], ...]:
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
            said = f"{words.points_said(value)} ({_points_between(low, high)})"
            before, after = (words.share_said(row[when][0]) for when in ("before", "after"))
            rows.append((name, before, after, said))
    return tuple(rows)


def _estimate(row: Row) -> EstimateShown:
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


def _resemblance(row: Row, customers: Mapping[int, str]) -> Resemblance:
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
