"""CSV read line by line: slower than DuckDB, but it knows the line of everything that is wrong."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from fullcircle.engines.eventlog.bytes_reader import LogBytes
from fullcircle.engines.eventlog.csv_shape import DAMAGED, CsvShape
from fullcircle.engines.eventlog.graph import BadRow
from fullcircle.engines.eventlog.refusals import LogNotReadable

MOST_IN_A_FIELD = 16 << 20
SHOWN = 200


class CsvRows:
    """A `Source`; what cannot be a row is in `bad` with its line."""

    kind = "csv"

    def __init__(self, path: Path, shape: CsvShape, *, keep_bad: int = 1000) -> None:
        self.notes = shape.notes
        self.bad: list[BadRow] = []
        self.bad_count = 0
        self._path, self._shape, self._keep_bad = path, shape, keep_bad
        self._log = LogBytes(path)

    @property
    def columns(self) -> tuple[str, ...]:
        return self._shape.columns

    def share_read(self) -> float:
        return self._log.done / self._log.size

    def close(self) -> None:
        self._log.close()

    def rows(self, wanted: Sequence[str]) -> Iterator[tuple[int, tuple[str | None, ...]]]:
        places = [self.columns.index(name) for name in wanted]
        furthest = max(places, default=0)
        for line, row in self._records():
            why = self._unfit(row, furthest)
            if why:
                self._set_aside(line, "", self._shape.delimiter.join(row), why)
                continue
            values = tuple(row[place] for place in places)
            torn = next((n for n, value in enumerate(values) if DAMAGED in value), None)
            if self._shape.damaged and torn is not None:
                self._set_aside(line, wanted[torn], values[torn], "holds bytes that are not UTF-8")
                continue
            yield line, values

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        csv.field_size_limit(MOST_IN_A_FIELD)
        shape = self._shape
        reader = csv.reader(
            self._lines(), delimiter=shape.delimiter, quotechar=shape.quote, strict=True
        )
        passed = shape.skipped + shape.has_header
        while True:
            began = reader.line_num + 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                self._refuse_open_end(began, reader.line_num, error)
                self._set_aside(began, "", "", f"cannot be taken apart: {error}")
                continue
            if not row:
                continue
            if passed:
                passed -= 1
                continue
            yield began, row

    def _refuse_open_end(self, began: int, line: int, error: csv.Error) -> None:
        if "unexpected end of data" in str(error):
            raise LogNotReadable(
                f"A quote is opened and never closed, {line - began + 1:,} lines before the end",
                f"line {began}",
                "Close the quote, or export the log again",
            ) from error

    def _lines(self) -> Iterator[str]:
        """Pieces of text that end where a line ends; csv counts a piece as a line."""
        decoder = codecs.getincrementaldecoder(self._shape.encoding)("replace")
        rest, first, lines = "", True, 0
        while piece := self._log.read(1 << 20):
            text = rest + self._with_ends(decoder.decode(piece))
            if first:
                text, first = text.removeprefix("\ufeff"), False
            cut = text.rfind("\n") + 1
            yield from io.StringIO(text[:cut], newline="\n")
            rest = text[cut:]
            lines += text.count("\n")
            if len(rest) > 2 * MOST_IN_A_FIELD:
                raise LogNotReadable(
                    f"One line is longer than {len(rest) >> 20} MB",
                    f"line {lines + 1}",
                    "Check that the file is a CSV with one event a line",
                )
        rest += self._with_ends(decoder.decode(b"", True))
        yield from io.StringIO(rest, newline="\n")

    def _with_ends(self, text: str) -> str:
        return text.replace("\r", "\n") if self._shape.old_line_ends else text

    def _unfit(self, row: list[str], furthest: int) -> str:
        has, told = len(row), len(self.columns)
        if has > told and any(cell.strip() for cell in row[told:]):
            return f"has {has} fields where the header has {told}"
        if has <= furthest:
            return f"has only {has} fields where the header has {told}"
        return ""

    def _set_aside(self, line: int, column: str, value: str, why: str) -> None:
        self.bad_count += 1
        if len(self.bad) < self._keep_bad:
            self.bad.append(BadRow(line, column, value[:SHOWN], why))
