"""What came of a trial, for its page: who gains, who comes second, who comes last."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from fullcircle.insight.models import ScenarioRun
from fullcircle.insight.whatif.rules import choice_from
from fullcircle.insight.whatif.states import Trial
from fullcircle.web.components import change_bar as bars
from fullcircle.web.whatif import tables, words
from fullcircle.web.whatif.shown import (
    LOOKS,
    Change,
    Place,
    RunShown,
    TrialShown,
    Verdict,
)
from fullcircle.web.whatif.tables import Row

CUT_ACROSS = (words.URGENT, words.ORDINARY)  # shown beside the classes of customers
NEGLIGIBLE = 1.0  # minutes: what nobody would notice is not told as a gain or a loss
LEAST_MINUTES, LEAST_SHARE = 10.0, 0.01  # always seen on both sides of nought


def run_page(run: ScenarioRun, customers: Mapping[int, str]) -> RunShown:
    told = run.results
    return RunShown(
        trials=tuple(_trial(row, customers) for row in told.get("trials", ())),
        estimates=tuple(tables.estimate(row) for row in told.get("estimates", ())),
        resembles=tuple(tables.resemblance(row, customers) for row in told.get("resembles", ())),
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
    # Where urgency is what is tried, the answer speaks of urgent and other jobs too.
    by_urgency = one.what in (Trial.CAP, Trial.RESERVE)
    told = [pair for pair in named if by_urgency or pair[0]["key"] not in CUT_ACROSS]
    waits, ends = _waits(named, places)
    kept, kept_ends = _kept(named)
    whole = [each for each in row["classes"] if each["key"] == words.ALL]
    return TrialShown(
        anchor=anchor,
        title=title,
        explained=explained,
        never_done=False,
        verdicts=_verdicts(told, places),
        costs=_costs(row["whole"]),
        waits=waits,
        kept=kept,
        rows=tuple(
            tables.class_row(each, words.class_name(each["key"], customers), places)
            for each in (*shown, *whole)
        ),
        links=tuple(tables.link(each) for each in row["links"]),
        whole=tables.whole_rows(row["whole"]),
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
    losing = [
        row for row in classes if found[row["key"]] is Place.SECOND and row["key"] not in CUT_ACROSS
    ]
    if losing:
        last = max(losing, key=lambda row: row["wait"]["change"][0])
        found[last["key"]] = Place.LAST
    return found


def _verdicts(named: Sequence[tuple[Row, str]], places: Mapping[str, Place]) -> tuple[Verdict, ...]:
    found = []
    for place in (Place.GAINS, Place.SECOND, Place.LAST):
        for row, name in sorted(named, key=lambda pair: pair[0]["wait"]["change"][0]):
            if places[row["key"]] is place:
                value, low, high, _n = row["wait"]["change"]
                tone, sign, _css = LOOKS[place]
                said = f"{words.change_said(value)} ({tables.between(low, high)})"
                found.append(Verdict(tables.place_word(place), tone, sign, name, said))
    if found and found[0].tone != LOOKS[Place.GAINS][0]:
        found.insert(0, Verdict(_("nobody gains"), "idle", "circle", "", ""))
    same = [name for row, name in named if places[row["key"]] is Place.OPEN]
    if same:
        tone, sign, _css = LOOKS[Place.OPEN]
        said = _("the interval holds nought, or it is less than a minute")
        found.append(Verdict(tables.place_word(Place.OPEN), tone, sign, "; ".join(same), said))
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
            between=tables.between(change[1], change[2]),
            bar=bars.draw(
                scale, tuple(change[:3]), css=LOOKS[places[row["key"]]][2],
                spoken=f"{name}: {words.change_said(change[0])}, {tables.between(change[1], change[2])}",
            ),
            n=tables.cases(row),
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
            between=tables.points_between(change[1], change[2]),
            bar=bars.draw(
                scale,
                tuple(change[:3]),
                css="is-better" if change[1] > 0 else "is-worse" if change[2] < 0 else "is-open",
                spoken=f"{name}: {words.points_said(change[0])}, "
                + tables.points_between(change[1], change[2]),
            ),
            n=tables.cases(row),
        )
        for row, name, change in rows
    )
    return shown, (words.points_said(scale.low), words.points_said(scale.high))


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
