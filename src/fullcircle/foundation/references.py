"""Text references: how a lower room names a row of a higher one, without a key upward."""

from dataclasses import dataclass


class ReferenceNotUnderstood(ValueError):
    """The text is not of the form kind:number."""


@dataclass(frozen=True)
class Reference:
    kind: str
    number: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.number}"


def parse(text: str) -> Reference:
    kind, colon, number = text.partition(":")
    if not (kind and colon and number.isdigit()):
        raise ReferenceNotUnderstood(text)
    return Reference(kind, int(number))
