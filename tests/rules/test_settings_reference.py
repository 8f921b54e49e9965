"""The page of settings names each one that the programme reads, and no other."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READ = re.compile(r"environment\s*\.\s*(?:text|flag|whole_number|words)\(\s*\"([A-Z_]+)\"")
READ_INSIDE = re.compile(r"\b(?:text|flag|whole_number|words)\(\s*\"([A-Z_]+)\"")


def read_by_programme() -> set[str]:
    names: set[str] = set()
    for source in (ROOT / "src" / "fullcircle").rglob("*.py"):
        pattern = READ_INSIDE if source.parent.name == "config" else READ
        names |= set(pattern.findall(source.read_text(encoding="utf-8")))
    return names


def named_on_page() -> set[str]:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    programme, _, _tests = page.partition("## Building and testing")
    return set(re.findall(r"^\| `([A-Z_]+)` \|", programme, re.MULTILINE))


def test_every_setting_stands_on_the_page_and_the_page_names_no_other() -> None:
    assert read_by_programme() == named_on_page()
