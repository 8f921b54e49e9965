"""Files that are no logs, packed wrongly, or not to be had."""

import gzip
import os
import zlib
from pathlib import Path

from tests.rules.eventlog.broken.cases import GOOD, HEADER, XES, Broken, Refused, Whole
from tests.rules.eventlog.readers.logs import event, log, packed, trace

PLAIN = (HEADER + GOOD).encode()
LONG = (HEADER + GOOD * 20_000).encode()
XES_LOG = log(trace("1", event("plan"), event("do", "Bob", 5))).encode()


def folder(where: Path) -> Path:
    return where


def missing(where: Path) -> Path:
    return where / "nowhere.csv"


def in_a_file(where: Path) -> Path:
    (where / "file").write_text("x")
    return where / "file" / "log.csv"


def pipe(where: Path) -> Path:
    os.mkfifo(where / "log.csv")
    return where / "log.csv"


def device(where: Path) -> Path:
    return Path("/dev/zero")


def loop(where: Path) -> Path:
    (where / "log.csv").symlink_to(where / "log.csv")
    return where / "log.csv"


def bomb() -> bytes:
    """100 MB of blanks in 100 kB."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, 31)
    parts = [squeeze.compress(XES_LOG[:43])]
    parts += [squeeze.compress(b" " * (1 << 20)) for _ in range(100)]
    return b"".join([*parts, squeeze.flush()])


AGAIN = "again"
FILES = [
    Broken("a folder", folder, Refused("folder", "", "one file")),
    Broken("a missing file", missing, Refused("no such file", "nowhere.csv", "name")),
    Broken("a path through a file", in_a_file, Refused("no such file", "log.csv", "folder")),
    Broken("a pipe", pipe, Refused("pipe or a device", "log.csv", "Save the log as a file")),
    Broken("a device", device, Refused("pipe or a device", "/dev/zero", "Save the log")),
    Broken("a link to itself", loop, Refused("cannot be read", "log.csv", AGAIN)),
    Broken("no bytes", b"", Refused("empty", "log.csv", AGAIN)),
    Broken("blanks only", b"\n \r\n\t\n", Refused("blanks", "log.csv", AGAIN)),
    Broken("packed nothing", gzip.compress(b""), Refused("", "", AGAIN)),
    Broken(
        "gz cut in the middle",
        packed(LONG)[:-200],
        Refused("ends in the middle", "unpacked bytes", AGAIN),
    ),
    Broken(
        "gz without its end",
        packed(PLAIN)[:-8],
        Refused("ends in the middle", "unpacked bytes", AGAIN),
    ),
    Broken(
        "gz of nothing but a head",
        packed(PLAIN)[:12],
        Refused("ends in the middle", "after 0", AGAIN),
    ),
    Broken(
        "gz with a flipped byte",
        packed(LONG)[:500] + b"\xff\xff" + packed(LONG)[502:],
        Refused("damaged", "unpacked bytes", AGAIN),
    ),
    Broken(
        "gz with a wrong checksum", packed(PLAIN)[:-8] + b"\0" * 8, Refused("damaged", "", AGAIN)
    ),
    Broken("gz with something behind", packed(PLAIN) + b"more", Refused("damaged", "", AGAIN)),
    Broken("gz of a gz", packed(packed(PLAIN)), Refused("packed twice", "first bytes", "once")),
    Broken("gz that explodes", bomb(), Refused("400 times", "after", "unpack it yourself"), XES),
    Broken(
        "XES cut in its gz",
        packed(XES_LOG)[:-30],
        Refused("ends in the middle", "unpacked", AGAIN),
        XES,
    ),
    Broken("gz called csv", packed(PLAIN), Whole(2)),
    Broken("csv called gz", PLAIN, Whole(2), file="log.csv.gz"),
    Broken("XES called csv", XES_LOG, Whole(2), XES),
    Broken("csv called xes", PLAIN, Whole(2), file="log.xes"),
    Broken(
        "a web page",
        b"<!DOCTYPE html>\n<html><body>Sign in</body></html>",
        Refused("web page", "first bytes", "download it again"),
    ),
    Broken(
        "a web page without type",
        b"\r\n <html><h1>502 Bad Gateway</h1></html>",
        Refused("web page", "first bytes", "sign-in or error"),
    ),
    Broken(
        "an Excel workbook",
        b"PK\x03\x04\x14\x00\x06\x00" + b"[Content_Types].xml" * 9,
        Refused("Excel", "first bytes", "save the sheet as CSV"),
    ),
    Broken(
        "an old Excel file",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        Refused("Excel", "first bytes", "CSV"),
    ),
    Broken(
        "a PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", Refused("a PDF", "first bytes", "CSV")
    ),
    Broken(
        "a picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 90, Refused("picture", "first bytes", "CSV")
    ),
    Broken(
        "packed with another packer",
        b"\xfd7zXZ\x00\x00\x04",
        Refused("xz", "first bytes", "Unpack"),
    ),
    Broken("bytes by chance", bytes(range(256)) * 40, Refused("", "", "")),
    Broken("zeros only", b"\0" * 5_000, Refused("", "", "")),
]
