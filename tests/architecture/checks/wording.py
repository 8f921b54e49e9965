"""All visible text can be translated. It is looked for in templates, where nearly all of it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.architecture.checks.check import Check
from tests.architecture.tree import Finding, Source

NOT_SHOWN = re.compile(
    r"\{#.*?#\}|<!--.*?-->|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}"
    r"|\{%\s*blocktrans(?:late)?\b.*?%\}.*?\{%\s*endblocktrans(?:late)?\s*%\}"
    r"|\{%\s*block\s+\w*(?:class|width)\s*%\}.*?\{%\s*endblock\b.*?%\}"
    r"|<(script|style|svg|code|kbd|samp)\b.*?</\1\s*>|<!doctype[^>]*>",
    re.DOTALL | re.IGNORECASE,
)
LANGUAGE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
TAG = re.compile(r"</?[a-zA-Z](?:\"[^\"]*\"|'[^']*'|[^'\">])*>")
SPOKEN = re.compile(
    r"\s(?:aria-label|aria-description|aria-roledescription|alt|title|placeholder|hx-confirm)"
    r"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')"
)
ENTITY = re.compile(r"&#?\w+;")
WORD = re.compile(r"[^\W\d_]{2,}")
NAMES = {"fullcircle", "OpenStreetMap", "min", "px", "km", "am", "pm", "UTC"}


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _words(text: str) -> list[str]:
    return [word for word in WORD.findall(ENTITY.sub(" ", text)) if word not in NAMES]


def untranslated(source: Source) -> Iterator[Finding]:
    markup = LANGUAGE.sub(_blank, NOT_SHOWN.sub(_blank, source.text))
    for tag in TAG.finditer(markup):
        for match in SPOKEN.finditer(tag[0]):
            if words := _words(match[1] or match[2] or ""):
                line = source.line_of(tag.start() + match.start())
                yield source.finding(line, f"`{' '.join(words)}`: put it into {{% translate %}}")
    for number, text in enumerate(TAG.sub(_blank, markup).splitlines(), start=1):
        if words := _words(text):
            yield source.finding(number, f"`{' '.join(words)}`: put it into {{% translate %}}")


def _page(path: str) -> bool:
    """Every template but the style page, whose sample texts are ours alone."""
    style_page = "/templates/shell/look" in path
    return path.startswith("src/fullcircle/") and path.endswith(".html") and not style_page


CHECKS = [Check("untranslated", _page, untranslated)]
