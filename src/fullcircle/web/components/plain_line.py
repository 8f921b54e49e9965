"""One line of a long list for browsers without script: a link and a chip, put together plainly.

A page has hundreds of them, and most browsers never show one: a template each costs too much.
"""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString

from fullcircle.web.components.tags import chip

type Line = SafeString


def plain_line(address: str, words: str, state: str) -> Line:
    """A list item; `address` and `words` are escaped here."""
    return SafeString(f'<li><a href="{escape(address)}">{escape(words)}</a> {chip(state)}</li>')


def together(lines: Iterable[Line]) -> SafeString:
    return SafeString("".join(lines))
