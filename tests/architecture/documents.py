"""Reading our own pages: headings, links, named files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from posixpath import normpath

from tests.architecture.tree import Finding, Source

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)|!\[[^\]]*\]\(\s*([^)\s]+)[^)]*\)")
FENCE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
FILE = re.compile(r"[\w.-]+(?:/[\w.-]+)*/?")
NEAR = (
    "", "docs/", "src/fullcircle/", "src/fullcircle/operations/", "src/fullcircle/registry/",
)  # fmt: skip
FILE_ENDS = (".py", ".md", ".toml", ".html", ".ts", ".css", ".json", ".importlinter", "/")


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def prose(page: Source) -> str:
    """The page without its blocks of code; line numbers stay."""
    return FENCE.sub(_blank, page.text)


def anchor(heading: str) -> str:
    """The address that hosts of repositories give to a heading."""
    words = re.sub(r"[`*_]|\[|\]\([^)]*\)", "", heading).strip().lower()
    return re.sub(r"[^\w\- ]", "", words).replace(" ", "-")


def anchors(page: Source) -> set[str]:
    return {anchor(heading) for heading in re.findall(r"^#+\s+(.+?)\s*#*$", prose(page), re.M)}


def links(page: Source) -> Iterator[tuple[int, str]]:
    """Links that stay inside the checkout, with their line."""
    text = CODE.sub(_blank, prose(page))
    for match in LINK.finditer(text):
        target = match[1] or match[2]
        if not re.match(r"[a-z]+:", target):
            yield page.line_of(match.start()), target


def resolved(page: Source, target: str) -> tuple[str, str]:
    """(path from the root of the checkout, anchor) that a link of this page means."""
    path, _, place = target.partition("#")
    if not path:
        return page.path, place
    return normpath((PurePosixPath(page.path).parent / path).as_posix()), place


def dead_links(
    page: Source, pages: dict[str, Source], exists: Callable[[str], bool]
) -> Iterator[Finding]:
    for line, target in links(page):
        path, place = resolved(page, target)
        if not exists(path):
            yield page.finding(line, f"{target} leads nowhere")
        elif place and path in pages and place not in anchors(pages[path]):
            yield page.finding(line, f"{target}: no such heading there")


def unlinked(pages: dict[str, Source]) -> set[str]:
    """Pages below docs/ that no other page leads to."""
    led_to = {
        resolved(page, target)[0]
        for page in pages.values()
        for _, target in links(page)
        if resolved(page, target)[0] != page.path
    }
    return {path for path in pages if path.startswith("docs/")} - led_to


def missing_files(page: Source, exists: Callable[[str], bool]) -> Iterator[Finding]:
    """Files named in `code` that are neither in the checkout nor in the package."""
    for match in CODE.finditer(prose(page)):
        name = match[1]
        is_file = "/" in name.rstrip("/") and FILE.fullmatch(name) and name.endswith(FILE_ENDS)
        if is_file and not any(exists(normpath(start + name)) for start in NEAR):
            yield page.finding(page.line_of(match.start()), f"`{name}` is not there")


def unknown_names(page: Source, code: str) -> Iterator[Finding]:
    """Names of functions and classes in `code` that occur nowhere in ours."""
    known = set(re.findall(r"\w+", code))
    for match in CODE.finditer(prose(page)):
        is_name = re.fullmatch(r"[a-z]+(?:_[a-z]+)+|(?:[A-Z][a-z]+){2,}", match[1])
        if is_name and match[1] not in known:
            yield page.finding(page.line_of(match.start()), f"nothing is called {match[1]}")
