"""What kind of file a log is, by what it holds; its name is not asked."""

import re
from pathlib import Path
from xml.parsers import expat

from fullcircle.engines.eventlog.bytes_reader import head_of
from fullcircle.engines.eventlog.json_reader import JsonReader
from fullcircle.engines.eventlog.refusals import LogNotReadable

ACCEPTED = "CSV, XES, OCEL 2.0 (JSON, XML, SQLite) and Parquet are read, each also gzipped"
SQLITE = b"SQLite format 3\x00"
PARQUET = b"PAR1"
FOREIGN = {
    b"PK\x03\x04": ("a zip archive or an Excel workbook", "Unpack it, or save the sheet as CSV"),
    b"\xd0\xcf\x11\xe0": ("an old Excel or Word file", "Save the sheet as CSV"),
    b"%PDF": ("a PDF", "Export the log from the system itself as CSV"),
    b"BZh": ("packed with bzip2", "Unpack it first"),
    b"\xfd7zXZ": ("packed with xz", "Unpack it first"),
    b"\x28\xb5\x2f\xfd": ("packed with zstd", "Unpack it first"),
    b"7z\xbc\xaf": ("a 7-Zip archive", "Unpack it first"),
    b"Rar!": ("a RAR archive", "Unpack it first"),
    b"\x89PNG": ("a picture", "Export the log as CSV"),
    b"\xff\xd8\xff": ("a picture", "Export the log as CSV"),
    b"ARROW1": ("an Arrow file", "Save it as Parquet or CSV"),
    b"Obj\x01": ("an Avro file", "Save it as Parquet or CSV"),
    b"ORC": ("an ORC file", "Save it as Parquet or CSV"),
}
JSON_BEGINS = re.compile(rb'\{\s*["}]|\[\s*[\[\]{"\d]|\{\s*$|\[\s*$')
WEB_PAGE = re.compile(rb"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.I | re.S)
OCEL_KEYS = {"objectTypes", "eventTypes", "objects", "events"}
OCEL_XML = {"object-types", "event-types", "objects", "events"}


def kind_of(path: Path) -> str:
    """csv, xes, ocel-json, ocel-xml, ocel-sqlite or parquet; LogNotReadable for what is none."""
    head = head_of(path)
    if head.startswith(SQLITE):
        return "ocel-sqlite"
    if head.startswith(PARQUET):
        return "parquet"
    for magic, (what, remedy) in FOREIGN.items():
        if head.startswith(magic):
            raise _foreign(f"This is {what}, not an event log", remedy)
    text = _as_text(head)
    if WEB_PAGE.match(text):
        raise _foreign(
            "This is a web page, not an event log",
            "A sign-in or error page may have been saved instead of the log; download it again",
        )
    if text.startswith(b"<"):
        return _kind_of_xml(path)
    if JSON_BEGINS.match(text[:200]):
        return _kind_of_json(path)
    return "csv"


def _as_text(head: bytes) -> bytes:
    """The beginning without byte-order mark and blanks, in one byte per sign."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return head.decode(encoding, "replace").encode().removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith((b"<\x00", b"\x00<")):
        return head.replace(b"\x00", b"")
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()


def _foreign(what: str, remedy: str) -> LogNotReadable:
    return LogNotReadable(what, "the first bytes of the file", f"{remedy}. {ACCEPTED}")


class _Found(Exception):
    """Ends the look at an XML file: enough was seen."""


def _kind_of_xml(path: Path) -> str:
    seen: list[str] = []
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        seen.append(name.rpartition(":")[2])
        if len(seen) == 2:
            raise _Found

    def document_type(*_: object) -> None:
        raise _Found

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = document_type
    try:
        parser.Parse(head_of(path), False)
    except _Found:
        pass
    except (expat.ExpatError, LookupError, ValueError):
        # What is wrong is told where the file is read, with its line.
        return "xes"
    if not seen or seen[0] == "log":
        return "ocel-xml" if len(seen) > 1 and seen[1] in OCEL_XML else "xes"
    raise LogNotReadable(
        f"This is XML, but no event log: its first element is <{seen[0]}>",
        "the first element",
        f"Logs in XES and OCEL begin with <log>. {ACCEPTED}",
    )


def _kind_of_json(path: Path) -> str:
    """By the keys of the outermost object; what stands before a known key is read over."""
    keys: list[str] = []
    reader = JsonReader(path)
    try:
        depth = 0
        for part, value in reader.parts():
            depth += part in {"start_map", "start_array"}
            depth -= part in {"end_map", "end_array"}
            if part == "map_key" and depth == 1:
                keys.append(str(value))
                if value in OCEL_KEYS or keys[-1].startswith("ocel:"):
                    return "ocel-json"
            elif part == "start_array" and not keys:
                break
    finally:
        reader.close()
    inside = f"the keys {', '.join(keys[:5])}" if keys else "a plain list"
    raise LogNotReadable(
        f"This is JSON, but no event log: it holds {inside}",
        "the outermost value",
        "An object-centric log has the keys objectTypes, eventTypes, objects and events."
        f" Turn other JSON into CSV, one event a row. {ACCEPTED}",
    )
