"""Rules about the project as a whole: dependencies, migrations, binaries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from tests.architecture.tree import ROOT, paths

LARGEST = 400_000
REQUIREMENT = re.compile(r'"[A-Za-z0-9][\w.-]*(?:\[[\w,-]+\])?\s*(?:[~=<>!].*?)?"')


def without_reason(pyproject: str) -> list[str]:
    """Lines that name a dependency of the product and have no comment beside it."""
    bare, inside = [], False
    for line in pyproject.splitlines():
        if re.match(r"(?:dependencies|test|dev)\s*=\s*\[", line):
            inside = True
        elif line.startswith("]"):
            inside = False
        elif inside and REQUIREMENT.search(line) and not re.search(r"#.*\w{3,}", line):
            bare.append(line.strip())
    return bare


def forks(migrations: Iterable[str]) -> list[str]:
    """Rooms in which two migrations carry one number."""
    counted: Counter[str] = Counter()
    for path in migrations:
        if match := re.fullmatch(r"(.*)/migrations/(\d{4})_\w+\.py", path):
            counted[f"{match[1]} {match[2]}"] += 1
    return [place for place, count in counted.items() if count > 1]


def too_large(sizes: dict[str, int]) -> list[str]:
    locked = {"package-lock.json"}
    return [path for path, size in sizes.items() if size > LARGEST and path not in locked]


def test_each_dependency_has_its_reason_beside_it() -> None:
    bare = without_reason((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert not bare, "say what it is for, in a comment on its line:\n" + "\n".join(bare)


def test_migrations_of_a_room_stand_in_one_line() -> None:
    assert not forks(paths()), "renumber the later one and set its dependency"


def test_no_large_files_are_kept() -> None:
    sizes = {path: (ROOT / path).stat().st_size for path in paths()}
    assert not too_large(sizes), "built or bought? Make it at build time, or from a seed"


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="ascii")
    assert "Apache License" in text.split("\n")[1]
    assert "END OF TERMS AND CONDITIONS" in text
    assert len(text) == 11_358


def test_a_bare_dependency_is_seen() -> None:
    assert without_reason('dependencies = [\n  "django~=6.1",\n]\n') == ['"django~=6.1",']
    assert without_reason('test = [\n  "mypy~=2", "django-stubs[compatible-mypy]~=6",\n]\n')
    assert not without_reason('dependencies = [\n  "django~=6.1",  # web\n]\nsee = ["b"]\n')


def test_two_migrations_of_one_number_are_seen() -> None:
    one, two = "src/a/migrations/0002_one.py", "src/a/migrations/0002_two.py"
    assert forks([one, two]) == ["src/a 0002"]
    assert not forks([one, "src/b/migrations/0002_two.py", "src/a/migrations/0001_two.py"])


def test_a_large_file_is_seen() -> None:
    assert too_large({"a.bin": LARGEST + 1, "b.bin": LARGEST}) == ["a.bin"]
