"""Each check is a function over one source, so that it can be shown a bad example."""

from tests.architecture.checks import (
    actions,
    budgets,
    hygiene,
    impurity,
    models,
    names,
    reads,
    scripts,
    templates,
)
from tests.architecture.checks.check import Check

ALL: dict[str, Check] = {
    check.name: check
    for module in (
        actions, budgets, hygiene, impurity, models, names, reads, scripts, templates,
    )
    for check in module.CHECKS
}  # fmt: skip
