"""The bytes of a log, plain or gzipped: a regular file, and bounds on what unpacking may cost.

Whoever reads a log opens it here, so that a folder, a device, a file without permission, a torn
archive or one made to explode is told in one sentence, before any parser sees it.
"""

import gzip
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from fullcircle.engines.eventlog.refusals import LogNotReadable

GZIP = b"\x1f\x8b"
PIECE = 1 << 18
# Event logs repeat themselves and pack 20 to 50 times smaller; nought but bombs packs 400 times.
RATIO = 400
RATIO_FROM = 64 << 20

AGAIN = "Export the log again, or copy it again from where it came"


def check_file(path: Path) -> int:
    """Size of the log in bytes; LogNotReadable when there is no file to be read."""
    try:
        found = path.stat()
    except OSError as error:
        raise _not_opened(path, error) from error
    if stat.S_ISDIR(found.st_mode):
        raise LogNotReadable(
            "This is a folder, not a log", str(path), "Name one file inside the folder"
        )
    if not stat.S_ISREG(found.st_mode):
        raise LogNotReadable(
            "This is a pipe or a device, not a file",
            str(path),
            "Save the log as a file first: it is read more than once",
        )
    if not found.st_size:
        raise LogNotReadable("The file is empty: 0 bytes", str(path), AGAIN)
    return found.st_size


def _not_opened(path: Path, error: OSError) -> LogNotReadable:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return LogNotReadable("There is no such file", str(path), "Check the name and the folder")
    if isinstance(error, PermissionError):
        return LogNotReadable(
            "The file may not be read", str(path), "Give yourself the right to read it"
        )
    reason = error.strerror or type(error).__name__
    return LogNotReadable(f"The file cannot be read: {reason}", str(path), AGAIN)


class LogBytes:
    """The unpacked bytes of a log, from beginning to end; `done` of `size` counts packed bytes."""

    def __init__(self, path: Path) -> None:
        self.size = check_file(path)
        self.unpacked = 0
        self._path = path
        try:
            self._file: BinaryIO = path.open("rb")
            self.packed = self._file.read(2) == GZIP
            self._file.seek(0)
        except OSError as error:
            raise _not_opened(path, error) from error
        self._from = gzip.GzipFile(fileobj=self._file) if self.packed else self._file

    @property
    def done(self) -> int:
        return min(self.size, self._file.tell())

    def read(self, size: int = PIECE) -> bytes:
        """The next bytes, none at the end; LogNotReadable when the archive is torn or a bomb."""
        try:
            piece = self._from.read(size)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise self._torn(error) from error
        except OSError as error:
            raise _not_opened(self._path, error) from error
        self._check(piece)
        self.unpacked += len(piece)
        return piece

    def _check(self, piece: bytes) -> None:
        if not self.packed:
            return
        if not self.unpacked and piece.startswith(GZIP):
            raise LogNotReadable(
                "The log is packed twice", "the first bytes of the archive", "Unpack it once"
            )
        if self.unpacked > RATIO_FROM and self.unpacked > RATIO * max(1, self.done):
            raise LogNotReadable(
                f"The archive unpacks to more than {RATIO} times its size; no log does",
                f"after {self.unpacked >> 20} MB",
                "If you trust it, unpack it yourself and read the unpacked file",
            )

    def _torn(self, error: Exception) -> LogNotReadable:
        place = f"after {self.unpacked:,} unpacked bytes"
        if isinstance(error, EOFError):
            return LogNotReadable("The gzip archive ends in the middle", place, AGAIN)
        return LogNotReadable(f"The gzip archive is damaged: {error}", place, AGAIN)

    def pieces(self) -> Iterator[bytes]:
        """All bytes, in pieces of a quarter of a megabyte."""
        while piece := self.read():
            yield piece

    def close(self) -> None:
        if self._from is not self._file:
            self._from.close()
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def head_of(path: Path, size: int = 1 << 16) -> bytes:
    """The first unpacked bytes of a log, to recognise it by."""
    with LogBytes(path) as log:
        head = b""
        while len(head) < size and (piece := log.read(size - len(head))):
            head += piece
    return head
