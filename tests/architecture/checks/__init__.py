"""Each check is a function over one source, so that it can be shown a bad example."""

from tests.architecture.checks import (
    actions,
    borders,
    budgets,
    hygiene,
    impurity,
    models,
    names,
    reads,
    scripts,
    templates,
    wording,
)
from tests.architecture.checks.check import Check

MODULES = (
    actions, borders, budgets, hygiene, impurity, models, names, reads, scripts, templates, wording,
)  # fmt: skip
ALL: dict[str, Check] = {
    check.name: check
    for module in MODULES
    for check in module.CHECKS
}  # fmt: skip
