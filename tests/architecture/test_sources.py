"""The checks over single files hold in this checkout, but for the listed exceptions."""

from __future__ import annotations

import pytest

from tests.architecture import checks, exceptions, tree


@pytest.mark.parametrize("rule", sorted(checks.ALL))
def test_the_rule_holds_in_every_file(rule: str) -> None:
    findings = checks.ALL[rule].over(tree.sources())
    broken = exceptions.unexcused(rule, findings, exceptions.listed())
    assert not broken, "\n".join([f"{rule}:", *map(str, broken)])


def test_every_exception_is_still_needed() -> None:
    found = {rule: list(check.over(tree.sources())) for rule, check in checks.ALL.items()}
    unneeded = exceptions.unneeded(found, exceptions.listed())
    assert not unneeded, "take out of tests/architecture/exceptions.toml:\n" + "\n".join(
        f"{excuse.rule}: {excuse.path} {excuse.name}" for excuse in unneeded
    )


def test_the_checks_see_the_whole_checkout() -> None:
    seen = set(tree.paths())
    assert "src/fullcircle/foundation/clock.py" in seen
    assert "tests/architecture/tree.py" in seen
    assert not [path for path in seen if ".venv" in path or "node_modules" in path]
