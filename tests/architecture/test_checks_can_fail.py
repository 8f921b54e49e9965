"""A check that cannot fail checks nothing: each one is shown bad and good examples."""

from __future__ import annotations

import pytest

from tests.architecture import checks, examples, exceptions
from tests.architecture.tree import Finding, Source

BAD = [(rule, *example) for rule, group in sorted(examples.BAD.items()) for example in group]
GOOD = [(rule, *example) for rule, group in sorted(examples.GOOD.items()) for example in group]


def _found(rule: str, path: str, text: str) -> list[Finding]:
    return list(checks.ALL[rule].over([Source(path, text)]))


def test_every_check_has_bad_and_good_examples() -> None:
    assert set(examples.BAD) == set(checks.ALL) == set(examples.GOOD)


@pytest.mark.parametrize(("rule", "path", "text"), BAD)
def test_a_bad_example_is_refused(rule: str, path: str, text: str) -> None:
    assert _found(rule, path, text), f"{rule} does not see:\n{path}\n{text[:200]}"


@pytest.mark.parametrize(("rule", "path", "text"), GOOD)
def test_a_good_example_passes(rule: str, path: str, text: str) -> None:
    assert not _found(rule, path, text)


LONG = """
[[exception]]
rule = "file length"
path = "src/fullcircle/demo/people.py"
limit = 320
reason = "a table of names that reads best in one piece"
"""


def _long(lines: int) -> Finding:
    return Finding("src/fullcircle/demo/people.py", 1, "long", measure=lines)


def test_an_exception_excuses_up_to_its_limit_and_only_its_file() -> None:
    excuses = exceptions.read(LONG)
    elsewhere = Finding("src/fullcircle/demo/town.py", 1, "long", measure=310)
    findings = [_long(320), _long(321), elsewhere]
    assert exceptions.unexcused("file length", findings, excuses) == [_long(321), elsewhere]
    assert exceptions.unexcused("http", [_long(320)], excuses) == [_long(320)]


def test_an_exception_that_covers_nothing_is_unneeded() -> None:
    excuses = exceptions.read(LONG)
    assert exceptions.unneeded({"file length": []}, excuses) == excuses
    assert exceptions.unneeded({"file length": [_long(310)]}, excuses) == []


@pytest.mark.parametrize(
    ("asked", "instead"),
    [("limit = 320", "limit = 401"), ("a table of names that reads best in one piece", "needed")],
)
def test_hard_limits_and_missing_reasons_are_refused(asked: str, instead: str) -> None:
    with pytest.raises(ValueError, match=r"hard|say why"):
        exceptions.read(LONG.replace(asked, instead))
