"""XML as a stream, and nothing but elements: no document type, no entities of its own, no depth.

Names come without their prefix when the prefix is the root's (`<x:log>` holds `<x:trace>`), so a
log in one namespace, under a prefix or in none reads alike; elements of others keep their prefix
and so are no elements of ours.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from xml.parsers import expat

from fullcircle.engines.eventlog.bytes_reader import AGAIN, LogBytes
from fullcircle.engines.eventlog.refusals import LogNotReadable

DEPTH = 100
LONGEST_TAG = 16 << 20

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class XmlReader:
    """Reads the elements of one file; `start`, `end` and `text` are called as they come."""

    def __init__(self, path: Path) -> None:
        self.root = ""
        self.bytes = LogBytes(path)
        self._depth = 0
        self._prefix = ""
        self._fed = 0
        parser = self._parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._document_type

    @property
    def line(self) -> int:
        return self._parser.CurrentLineNumber

    @property
    def place(self) -> str:
        return f"line {self._parser.CurrentLineNumber}, column {self._parser.CurrentColumnNumber}"

    def elements(self, start: Start, end: End, text: Text | None = None) -> Iterator[None]:
        """Feeds the file, and gives control back after every piece of it."""
        local: dict[str, str] = {}

        def started(name: str, attributes: dict[str, str]) -> None:
            self._depth += 1
            if self._depth > DEPTH:
                raise self._refused(f"Elements are nested deeper than {DEPTH} levels")
            if self._depth == 1:
                self._is_root(name)
            known = local.get(name)
            if known is None:
                known = local[name] = name.removeprefix(self._prefix)
            start(known, attributes)

        def ended(name: str) -> None:
            self._depth -= 1
            end(local[name])

        self._parser.StartElementHandler = started
        self._parser.EndElementHandler = ended
        if text is not None:
            self._parser.CharacterDataHandler = text
        for piece in self.bytes.pieces():
            self._feed(piece, last=False)
            yield
        self._feed(b"", last=True)
        yield

    def close(self) -> None:
        self.bytes.close()

    def _is_root(self, name: str) -> None:
        prefix, colon, self.root = name.rpartition(":")
        self._prefix = prefix + colon

    def _feed(self, piece: bytes, *, last: bool) -> None:
        try:
            self._parser.Parse(piece, last)
        except expat.ExpatError as error:
            raise self._broken(error, last=last) from error
        except (LookupError, ValueError) as error:
            raise LogNotReadable(
                f"The encoding that the XML declares cannot be read: {error}",
                "line 1",
                "Save the log as UTF-8",
            ) from error
        self._fed += len(piece)
        if self._fed - max(0, self._parser.CurrentByteIndex) > LONGEST_TAG:
            raise self._refused(f"One tag is longer than {LONGEST_TAG >> 20} MB")

    def _broken(self, error: expat.ExpatError, *, last: bool) -> LogNotReadable:
        why = expat.ErrorString(error.code) or "unknown error"
        place = f"line {error.lineno}, column {error.offset}"
        if error.code == expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN]:
            return LogNotReadable(
                "The XML holds characters that may not stand there, or another encoding than it"
                " declares",
                place,
                "Save the log as UTF-8, or declare its encoding in the first line",
            )
        if last:
            return LogNotReadable(
                f"The XML ends before its last element is closed ({why})", place, AGAIN
            )
        return LogNotReadable(f"The XML is broken: {why}", place, AGAIN)

    def _document_type(self, *_: object) -> None:
        raise LogNotReadable(
            "The XML declares a document type or entities, which may hide other files or endless"
            " text; they are never followed",
            self.place,
            "Take the <!DOCTYPE ...> out; no event log needs it",
        )

    def _refused(self, what: str) -> LogNotReadable:
        return LogNotReadable(what, self.place, AGAIN)
