"""Pages are kept like code: what they point to is there, and each can be found."""

from __future__ import annotations

import re

import pytest

from tests.architecture import documents
from tests.architecture.tree import PACKAGE, ROOT, Source, sources

RECORD = re.compile(r"docs/decisions/(\d{4})-[a-z0-9-]+\.md")
NAMES_FILES = ["docs/architecture.md"]


def pages() -> dict[str, Source]:
    return {source.path: source for source in sources() if source.path.endswith(".md")}


def exists(path: str) -> bool:
    return (ROOT / path).exists()


def records() -> list[str]:
    return sorted(
        path for path in pages() if path.startswith("docs/decisions/") and "README" not in path
    )


def test_links_between_pages_lead_somewhere() -> None:
    dead = [
        str(f) for page in pages().values() for f in documents.dead_links(page, pages(), exists)
    ]
    assert not dead, "\n".join(dead)


def test_every_page_is_linked_from_another() -> None:
    lost = documents.unlinked(pages())
    assert not lost, f"link them, from README.md, docs/README.md or a page beside them: {lost}"


@pytest.mark.parametrize("path", NAMES_FILES)
def test_files_named_on_the_architecture_page_are_there(path: str) -> None:
    missing = [str(finding) for finding in documents.missing_files(pages()[path], exists)]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("path", NAMES_FILES)
def test_functions_named_on_the_architecture_page_are_there(path: str) -> None:
    code = "\n".join(each.text for each in sources() if each.path.startswith(PACKAGE))
    unknown = [str(finding) for finding in documents.unknown_names(pages()[path], code)]
    assert not unknown, "\n".join(unknown)


def test_decision_records_are_numbered_once_and_in_the_index() -> None:
    numbers = [match[1] for path in records() if (match := RECORD.fullmatch(path))]
    assert len(numbers) == len(records()), f"0000-what-was-decided.md, please: {records()}"
    assert len(numbers) == len(set(numbers)), f"two records have one number: {numbers}"
    index = pages()["docs/decisions/README.md"]
    listed = {documents.resolved(index, target)[0] for _, target in documents.links(index)}
    assert not set(records()) - listed, (
        f"add to docs/decisions/README.md: {set(records()) - listed}"
    )


def test_every_decision_record_says_what_holds_and_why() -> None:
    for path in records():
        headings = documents.anchors(pages()[path])
        missing = {"why", "decision", "what-follows"} - headings
        assert not missing, f"{path} lacks {missing}: see docs/decisions/README.md"
        assert re.search(r"^Status: (in force|replaced by \d{4})", pages()[path].text, re.M), path


HOME = Source("docs/home.md", "# Start here\n[all](rooms/all.md#two-doors) [me](#start-here)\n")
ROOM = Source("docs/rooms/all.md", "# All\n## Two *doors*\n[back](../home.md)\n")
PAGES = {page.path: page for page in (HOME, ROOM)}


def _dead(text: str) -> list[object]:
    page = Source("docs/rooms/new.md", text)
    return list(documents.dead_links(page, PAGES, PAGES.__contains__))


def test_a_link_that_leads_nowhere_is_seen() -> None:
    assert _dead("[a](all.md#one-door)")
    assert _dead("[a](other.md)")
    assert _dead("![a](picture.png)")
    assert not _dead("[a](all.md#two-doors) [b](https://example.org/) `[c](d.md)`")
    assert not _dead("```\n[a](nowhere.md)\n```\n")
    assert not list(documents.dead_links(HOME, PAGES, PAGES.__contains__))


def test_a_page_that_nobody_links_is_seen() -> None:
    lonely = Source("docs/lonely.md", "# Lonely\n[myself](lonely.md)\n")
    assert documents.unlinked(PAGES) == set()
    assert documents.unlinked({**PAGES, lonely.path: lonely}) == {"docs/lonely.md"}


def test_a_named_file_that_is_gone_is_seen() -> None:
    page = Source("docs/a.md", "`foundation/clock.py`, `and/or`, `people/gone.py`")
    found = list(documents.missing_files(page, "src/fullcircle/foundation/clock.py".__eq__))
    assert [finding.message for finding in found] == ["`people/gone.py` is not there"]


def test_a_named_function_that_is_gone_is_seen() -> None:
    page = Source("docs/a.md", "`take_request`, `WindowNotOffered`, `make_tea`, `post`")
    found = list(documents.unknown_names(page, "def take_request():\n    raise WindowNotOffered"))
    assert [finding.message for finding in found] == ["nothing is called make_tea"]
