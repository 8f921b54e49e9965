"""JSON as a stream, with bounds on its depth and on the length of one text."""

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ijson  # type: ignore[import-untyped]  # it ships no types; only this module uses it

from fullcircle.engines.eventlog.bytes_reader import AGAIN, PIECE, LogBytes
from fullcircle.engines.eventlog.refusals import LogNotReadable

DEPTH = 100
LONGEST_TEXT = 64 << 20
LARGEST_ITEM = 128 << 20
OPENING = {"start_map", "start_array"}


class JsonReader:
    """Reads the values of one file, as they come."""

    def __init__(self, path: Path) -> None:
        self.bytes = LogBytes(path)
        self._since = 0
        self._decoder: codecs.IncrementalDecoder | None = None

    def read(self, size: int = PIECE) -> bytes:
        """For the parser, which asks for bytes here."""
        self._since += size
        if self._since > LONGEST_TEXT:
            raise LogNotReadable(
                f"One text is longer than {LONGEST_TEXT >> 20} MB",
                self.place,
                "Leave the long texts out of the export",
            )
        first = not self.bytes.unpacked
        piece = self.bytes.read(size)
        if first and piece.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            self._decoder = codecs.getincrementaldecoder("utf-16")()
        if self._decoder is None:
            return piece.removeprefix(codecs.BOM_UTF8) if first else piece
        return self._recoded(piece)

    def _recoded(self, piece: bytes) -> bytes:
        """In UTF-8, which the parser takes alone; never empty before the end."""
        text = self._decoder.decode(piece, final=not piece) if self._decoder else ""
        while piece and not text:
            piece = self.bytes.read()
            text = self._decoder.decode(piece, final=not piece) if self._decoder else ""
        return text.encode()

    @property
    def place(self) -> str:
        return f"before byte {self.bytes.unpacked:,}"

    def parts(self) -> Iterator[tuple[str, object]]:
        """What comes, in the words of the parser: start_map, map_key, string, end_array ..."""
        depth = 0
        try:
            for part, value in ijson.basic_parse(self, buf_size=PIECE):
                self._since = 0
                if part in OPENING:
                    depth += 1
                    if depth > DEPTH:
                        raise LogNotReadable(
                            f"The JSON is nested deeper than {DEPTH} levels", self.place, AGAIN
                        )
                elif part in {"end_map", "end_array"}:
                    depth -= 1
                yield part, value
        except (ijson.JSONError, UnicodeDecodeError) as error:
            raise self._broken(error) from error

    def items(self, sections: set[str]) -> Iterator[tuple[str, str, Any]]:
        """Each item of the named lists and maps of the outermost object: the name of the list or
        map, the item's number from 1 on or its key, and the item itself."""
        builder: Any = None
        section, key, depth, number, begun = "", "", 0, 0, 0
        for part, value in self.parts():
            ends = part in {"end_map", "end_array"}
            depth -= ends
            if depth == 1 and part == "map_key":
                section, number = str(value), 0
            elif depth == 1 and not ends and section in sections and part not in OPENING:
                raise self._no_list(section)
            elif depth >= 2 and section in sections:
                if depth == 2 and part == "map_key":
                    key = str(value)
                else:
                    if builder is None:
                        number, begun = number + 1, self.bytes.unpacked
                        builder = ijson.ObjectBuilder()
                    builder.event(part, value)
                    self._check_size(begun)
                    if depth == 2 and part not in OPENING:
                        yield section, key or str(number), builder.value
                        builder, key = None, ""
            depth += part in OPENING

    def _no_list(self, section: str) -> LogNotReadable:
        return LogNotReadable(f"`{section}` is neither a list nor a map", self.place, AGAIN)

    def _check_size(self, begun: int) -> None:
        if self.bytes.unpacked - begun > LARGEST_ITEM:
            raise LogNotReadable(
                f"One event or object is larger than {LARGEST_ITEM >> 20} MB",
                self.place,
                "Leave the large attributes out of the export",
            )

    def close(self) -> None:
        self.bytes.close()

    def _broken(self, error: Exception) -> LogNotReadable:
        if "UTF8" in str(error) or isinstance(error, UnicodeDecodeError):
            return LogNotReadable(
                "The JSON holds bytes that are not UTF-8", self.place, "Save the log as UTF-8"
            )
        why = str(error).splitlines()[0].strip(" .")
        if "premature EOF" in why or why == "Incomplete JSON content":
            return LogNotReadable("The JSON ends in the middle", self.place, AGAIN)
        return LogNotReadable(f"The JSON is broken: {why}", self.place, AGAIN)
