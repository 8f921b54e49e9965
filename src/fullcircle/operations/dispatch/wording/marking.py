"""Texts marked for translation.

The functions carry the names that message extraction knows, so that the catalogue can be
collected for translators; the id is the context. A translation may move every placeholder.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """A text with named placeholders; `other` is the plural form when there is one."""

    id: str
    one: str
    other: str = ""


def pgettext(context: str, message: str) -> Message:
    """Mark a text for translation under its id."""
    return Message(context, message)


def npgettext(context: str, singular: str, plural: str) -> Message:
    """Mark a text with a plural form for translation under its id."""
    return Message(context, singular, plural)
