"""How a CSV file is written: encoding, delimiter, quotes, header. Found out, never asked."""

import codecs
import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from fullcircle.engines.eventlog.bytes_reader import LogBytes, head_of
from fullcircle.engines.eventlog.refusals import LogNotReadable

HEAD = 1 << 18
LOOKED_AT = 200
DELIMITERS = (",", ";", "\t", "|")
EXCEL_SAYS = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
LIKE_A_TIME = re.compile(
    r"\s*(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})(?!\d)"
)
DAMAGED = "\ufffd"


@dataclass(frozen=True)
class CsvShape:
    """`columns` are the names of the header, or "column 1" ... without one; doubled names get a
    number. `damaged`: some bytes are not in the `encoding`. `skipped` lines come before the
    header; `lines` are all lines of the file. `old_line_ends`: they end with a carriage return."""

    encoding: str
    damaged: bool
    delimiter: str
    quote: str
    columns: tuple[str, ...]
    has_header: bool
    skipped: int
    lines: int
    packed: bool
    old_line_ends: bool = False
    notes: tuple[str, ...] = ()

    @property
    def plain(self) -> bool:
        """DuckDB can read it as it stands."""
        odd = self.damaged or self.packed or self.skipped or self.old_line_ends
        return self.encoding == "utf-8" and not odd


def shape_of(path: Path) -> CsvShape:
    """Reads the file once for its encoding and its lines. Raises LogNotReadable."""
    encoding, damaged, lines, packed = _encoding(path)
    head = head_of(path, HEAD)
    text = codecs.getincrementaldecoder(encoding)("replace").decode(head)
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise LogNotReadable("The file holds nothing but blanks", str(path), "Export the log again")
    said = EXCEL_SAYS.match(text)
    body = text[said.end() :] if said else text
    quote = _quote(body)
    delimiter = said.group(1) if said else _delimiter(body, quote)
    rows = _rows(body, delimiter, quote)
    if not rows:
        raise LogNotReadable("No row can be made out", "line 1", "Check that this is a CSV file")
    has_header = not any(LIKE_A_TIME.match(cell) for cell in rows[0])
    columns = _names(rows[0], has_header=has_header)
    if len(columns) < 2:
        raise LogNotReadable(
            "Only one column can be made out",
            "line 1",
            "Separate the columns by comma, semicolon, tab or bar, and name them in the first line",
        )
    notes = [] if has_header else ["the first line holds values: columns are called by number"]
    if encoding == "cp1252":
        notes.append("the file is not UTF-8; it was read as Windows-1252")
    return CsvShape(
        encoding=encoding,
        damaged=damaged,
        delimiter=delimiter,
        quote=quote,
        columns=columns,
        has_header=has_header,
        skipped=1 if said else 0,
        lines=lines,
        packed=packed,
        old_line_ends=lines == 1 and "\r" in text.rstrip(),
        notes=tuple(notes),
    )


def _encoding(path: Path) -> tuple[str, bool, int, bool]:
    """Encoding, whether some of it is damaged, number of lines, and whether it is packed."""
    with LogBytes(path) as log:
        first = log.read(1 << 16)
        encoding = _wide(first) or "utf-8"
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        lines = foreign = broken = 0
        last, piece = "", first
        while piece:
            text = decoder.decode(piece)
            lines += text.count("\n")
            if not text.isascii():
                bad = text.count(DAMAGED)
                broken += bad
                foreign += sum(not sign.isascii() for sign in text) - bad
            last = text[-1:] or last
            piece = log.read(1 << 20)
        broken += bool(decoder.decode(b"", True))
        lines += last != "\n"
        if broken and encoding == "utf-8" and broken >= foreign:
            return "cp1252", False, lines, log.packed
        return encoding, bool(broken), lines, log.packed


def _wide(first: bytes) -> str:
    """The encoding of two bytes a sign: by its mark, or by a nought in every other byte."""
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    looked_at = first[: len(first) // 2 * 2]
    odd, even = looked_at[1::2].count(0), looked_at[::2].count(0)
    if max(odd, even) * 10 < len(looked_at) * 4 or min(odd, even):
        return ""
    return "utf-16-le" if odd else "utf-16-be"


def _quote(text: str) -> str:
    if '"' in text:
        return '"'
    lines = text.splitlines()[:LOOKED_AT]
    single = sum(bool(re.search(r"(^|[,;\t|])'[^']*'([,;\t|]|$)", line)) for line in lines)
    return "'" if single * 2 > len(lines) else '"'


def _delimiter(text: str, quote: str) -> str:
    def score(delimiter: str) -> tuple[float, int]:
        widths = Counter(len(row) for row in _rows(text, delimiter, quote))
        width, often = widths.most_common(1)[0] if widths else (1, 0)
        return (round(often / max(1, widths.total()), 1) if width > 1 else 0.0, width)

    return max(DELIMITERS, key=score)


def _rows(text: str, delimiter: str, quote: str) -> list[list[str]]:
    """The first records; the last line of the head may be torn and is left out."""
    whole = text if len(text) < HEAD // 2 else text[: text.rfind("\n") + 1] or text
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(whole, newline=""), delimiter=delimiter, quotechar=quote)
    try:
        for row in reader:
            if row:
                rows.append(row)
            if len(rows) >= LOOKED_AT:
                break
    except csv.Error:
        pass  # the study says where; here the rows before it are enough
    return rows


def _names(first: list[str], *, has_header: bool) -> tuple[str, ...]:
    if not has_header:
        return tuple(f"column {number}" for number in range(1, len(first) + 1))
    taken: Counter[str] = Counter()
    names = []
    for number, cell in enumerate(first, 1):
        name = cell.strip().removeprefix("\ufeff") or f"column {number}"
        taken[name] += 1
        names.append(name if taken[name] == 1 else f"{name} ({taken[name]})")
    return tuple(names)
