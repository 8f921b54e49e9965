"""One word per thing: what has a table has a line in the glossary."""

from __future__ import annotations

import re

from tests.architecture.test_foreign_keys import our_models
from tests.architecture.tree import ROOT


def unexplained(names: set[str], glossary: str) -> set[str]:
    return names - set(re.findall(r"`(\w+)`", glossary))


def _glossary() -> str:
    return (ROOT / "docs/glossary.md").read_text(encoding="utf-8")


def _names() -> set[str]:
    return {model.__name__ for model in our_models() if not model._meta.auto_created}


def test_every_kind_of_row_has_a_line_in_the_glossary() -> None:
    missing = unexplained(_names(), _glossary())
    assert not missing, f"say in docs/glossary.md, in a sentence, what one of them says: {missing}"


def test_the_glossary_explains_no_rows_that_are_gone() -> None:
    rows = _glossary().split("## Every kind of row")[1]
    gone = set(re.findall(r"`([A-Z]\w+)`", rows)) - _names()
    assert not gone, f"take them out of docs/glossary.md: {gone}"


def test_an_unexplained_row_is_seen() -> None:
    assert unexplained({"Visit", "Gossip"}, "| `Visit` | A gossip |") == {"Gossip"}
