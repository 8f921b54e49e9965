"""From words to a sentence: its capital, its full stop, its place in the time budget."""

import re

from fullcircle.operations.dispatch.wording.facts import PartKey
from fullcircle.operations.dispatch.wording.spoken import Draft, Sentence


def finished(text: str) -> str:
    """One sentence: first letter large, one mark at the end, no doubled space or mark."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"\s+(?=[,;:.!?])", "", text)
    text = re.sub(r"[,;:.!?]+(?=[,;:])", "", text)
    text = re.sub(r"(?<=[,;:])[.!?]+", "", text)
    text = re.sub(r"[,;:\-–—\s]+$", "", text)
    if not text:
        return ""
    closing = text.rstrip("\"')]”’")
    if not closing.endswith((".", "!", "?")):
        text += "."
    return _capital(text)


def draft(
    key: PartKey,
    text: str,
    *,
    also: tuple[PartKey, ...] = (),
    short: str = "",
    shorten_at: int | None = None,
    drop_at: int | None = None,
) -> Draft:
    """A finished sentence with its place in the time budget."""
    return Draft(
        sentence=Sentence(key=key, text=finished(text), also=also),
        short=finished(short),
        shorten_at=shorten_at if short and finished(short) != finished(text) else None,
        drop_at=drop_at,
    )


def _capital(text: str) -> str:
    first = re.split(r"[\s\-]", text, maxsplit=1)[0]
    # iPhone and eBay keep the letter that their owners gave them.
    if any(letter.isupper() for letter in first[1:]) and first[0].islower():
        return text
    return text[0].upper() + text[1:]
