"""What a reader of a format gives to the engine: rows of text, one after the other."""

from collections.abc import Iterator, Sequence
from typing import Protocol


class Source(Protocol):
    """An opened log. It is read once, as a stream, and closed by whoever opened it."""

    kind: str  # xes, ocel-json, ocel-xml, ocel-sqlite, csv
    notes: tuple[str, ...]  # what a reader should know about how the log was read; after `rows`

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of all columns; case-level attributes begin with "case:"."""

    def rows(self, wanted: Sequence[str]) -> Iterator[tuple[int, tuple[str | None, ...]]]:
        """Number of the line (or of the event, where lines mean nothing) and the texts in the
        order of `wanted`; None where the event has no such attribute. Raises LogNotReadable."""

    def share_read(self) -> float:
        """Share of the log read so far, between 0 and 1."""

    def close(self) -> None: ...
