"""What a trial found, as a row that can be kept: numbers only, no words and no names."""

from collections.abc import Sequence
from math import isfinite
from typing import Any

from fullcircle.engines.queueing.company import LinkKey
from fullcircle.engines.queueing.company_measures import LinkMeasure, Measure, Whole
from fullcircle.engines.queueing.company_study import AS_IT_IS_NAMED, Compared, Figure, Study
from fullcircle.engines.statistics.intervals import wilson
from fullcircle.insight.whatif.calibration import Calibrated
from fullcircle.insight.whatif.demand import class_of
from fullcircle.insight.whatif.rules import Choice

URGENT, ORDINARY, ALL = "urgent", "ordinary", "all"  # after the classes


def results_of(
    found: Study, calibrated: Calibrated, choices: Sequence[Choice], focus: int | None
) -> dict[str, Any]:
    return {
        "estimates": [row.as_row() for row in calibrated.estimates],
        "resembles": _resembles(found, calibrated, focus),
        "trials": [_trial(found, one) for one in choices],
    }


def _trial(found: Study, one: Choice) -> dict[str, Any]:
    name = one.key
    if name in found.never_done:
        return {"choice": one.as_dict(), "never_done": True}
    keys = (*found.company.classes, URGENT, ORDINARY, ALL)
    return {
        "choice": one.as_dict(),
        "never_done": False,
        "classes": [
            {
                "key": key,
                **{str(what): _compared(found.of_class(name, what, place)) for what in Measure},
            }
            for place, key in enumerate(keys)
        ],
        "links": [
            {
                "key": str(key),
                **{str(what): _compared(found.of_link(name, key, what)) for what in LinkMeasure},
            }
            for key in LinkKey
        ],
        "whole": {str(what): _compared(found.of_whole(name, what)) for what in Whole},
    }


def _resembles(found: Study, calibrated: Calibrated, focus: int | None) -> list[dict[str, Any]]:
    """By class what was seen in the year beside what is simulated without any change."""
    history = calibrated.history
    rows = []
    places = dict(enumerate(found.company.classes)) | {-1: ALL}
    for place, key in places.items():
        mine = [
            row
            for row in history.outcomes
            if key == ALL
            or class_of(row.customer_kind, history.kinds[row.kind].trade, row.customer, focus)
            == key
        ]
        told = [row.kept for row in mine if row.kept is not None]
        kept = wilson(sum(told), len(told))
        waits = [row.wait for row in mine]
        rows.append(
            {
                "key": key,
                "n": len(mine),
                "wait": sum(waits) / len(waits) if waits else None,
                "kept": [kept.value, kept.low, kept.high, kept.n] if kept else None,
                "simulated_wait": _row(found.of_class(AS_IT_IS_NAMED, Measure.WAIT, place).before),
                "simulated_kept": _row(found.of_class(AS_IT_IS_NAMED, Measure.KEPT, place).before),
            }
        )
    return rows


def _compared(found: Compared) -> dict[str, list[float | None]]:
    return {
        "before": _row(found.before),
        "after": _row(found.after),
        "change": _row(found.paired),
        "unpaired": _row(found.unpaired),
    }


def _row(figure: Figure) -> list[float | None]:
    """Value, low, high, runs; None for what is not known (a database takes no nan)."""
    return [
        *(value if isfinite(value) else None for value in (figure.value, figure.low, figure.high)),
        figure.n,
    ]
