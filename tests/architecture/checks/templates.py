"""Pages obey the strict content security policy, escape what people wrote, carry the token."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.architecture.checks.check import Check, ours
from tests.architecture.tree import Finding, Source

COMMENT = re.compile(
    r"\{#.*?#\}|<!--.*?-->|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}", re.DOTALL
)
LANGUAGE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
TAG = re.compile(r"<[a-zA-Z](?:\"[^\"]*\"|'[^']*'|[^'\">])*>")
LOADS = re.compile(
    r"\s(?:src|srcset|poster|data|action|formaction|background|xlink:href|hx-(?:get|post|put|patch|delete)"
    r"|sse-connect)\s*=\s*[\"']?\s*(?:https?:)?//",
    re.IGNORECASE,
)
LINKED = re.compile(
    r"<(?:link|use|image)\b[^>]*\shref\s*=\s*[\"']?\s*(?:https?:)?//", re.IGNORECASE
)
FORM = re.compile(r"<form\b[^>]*>.*?(?:</form>|\Z)", re.IGNORECASE | re.DOTALL)
POSTS = re.compile(r"<form\b[^>]*\b(?:method\s*=\s*[\"']?post|hx-post)", re.IGNORECASE)
UNSAFE = {
    "django.utils.safestring.mark_safe", "django.utils.safestring.SafeString",
    "django.utils.safestring.SafeText", "django.utils.html.format_html",
    "django.utils.html.format_html_join",
}  # fmt: skip


def _blank(match: re.Match[str]) -> str:
    """Same length, same line breaks: offsets keep their meaning."""
    return re.sub(r"[^\n]", " ", match[0])


def _markup(source: Source) -> str:
    return LANGUAGE.sub(_blank, COMMENT.sub(_blank, source.text))


def inline_code(source: Source) -> Iterator[Finding]:
    markup = _markup(source)
    for tag in TAG.finditer(markup):
        line, text = source.line_of(tag.start()), tag[0]
        if re.match(r"<style\b", text, re.IGNORECASE) or re.search(r"\sstyle\s*=", text, re.I):
            yield source.finding(line, "inline style is refused by the policy: use a class")
        if re.match(r"<script\b", text, re.I) and not re.search(r"\ssrc\s*=|json", text, re.I):
            yield source.finding(line, "inline script is refused by the policy: use frontend/")
        if re.search(r"\s(?:on[a-z]+|hx-on[^=\s]*)\s*=|javascript:", text, re.IGNORECASE):
            yield source.finding(line, "inline handlers are refused by the policy: use frontend/")
        if re.search(r"hx-(?:vals|headers)\s*=\s*[\"']?js:", text, re.IGNORECASE):
            yield source.finding(line, "js: needs eval, which the policy refuses: send a field")


def unescaped(source: Source) -> Iterator[Finding]:
    text = COMMENT.sub(_blank, source.text)
    for match in re.finditer(r"\|\s*safe(?:seq)?\b|\{%\s*autoescape\s+off", text):
        line = source.line_of(match.start())
        yield source.finding(line, "unescaped text: build markup in web/components, with a test")


def forms_carry_the_token(source: Source) -> Iterator[Finding]:
    text = COMMENT.sub(_blank, source.text)
    for form in FORM.finditer(_markup(source)):
        if POSTS.match(form[0]) and "csrf_token" not in text[form.start() : form.end()]:
            yield source.finding(source.line_of(form.start()), "add {% csrf_token %} to this form")


def other_hosts(source: Source) -> Iterator[Finding]:
    markup = _markup(source)
    for pattern in (LOADS, LINKED):
        for match in pattern.finditer(markup):
            line = source.line_of(match.start())
            yield source.finding(line, "nothing is loaded from another host: serve it ourselves")


def _html(path: str) -> bool:
    return path.startswith("src/fullcircle/") and path.endswith(".html")


def unsafe_markup(source: Source) -> Iterator[Finding]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom):
            names = {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Attribute):
            names = {source.dotted(node)}
        else:
            continue
        if names & UNSAFE:
            yield source.finding(node.lineno, "markup made in Python: only in web/components")


CHECKS = [
    Check("inline code", _html, inline_code),
    Check("unescaped", _html, unescaped),
    Check("forms carry the token", _html, forms_carry_the_token),
    Check("other hosts", _html, other_hosts),
    Check(
        "unsafe markup",
        lambda path: ours(path) and not path.startswith("src/fullcircle/web/components/"),
        unsafe_markup,
    ),
]
