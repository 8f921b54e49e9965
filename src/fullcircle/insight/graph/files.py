"""The private folder of an imported log: files 0600 in DATA_DIR/logs/, keys apart from them."""

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from django.conf import settings

from fullcircle.insight.graph.refusals import LogTooLarge, NothingInIt
from fullcircle.insight.graph.states import LogFile

KEY_BYTES = 32
# The end of a name tells the engine the format; any other end is left to what stands in the file.
KNOWN_ENDS = (
    ".csv", ".tsv", ".txt", ".csv.gz", ".xes", ".xes.gz", ".xml", ".xml.gz", ".json", ".json.gz",
    ".jsonocel", ".xmlocel", ".sqlite", ".sqlite3", ".db", ".parquet", ".gz",
)  # fmt: skip


def folder_of(folder: str) -> Path:
    return Path(settings.DATA_DIR) / "logs" / folder


def key_file(folder: str) -> Path:
    """The key of the pseudonyms of one log: not in its folder, so that no one copies both at once."""
    return Path(settings.DATA_DIR) / "log-keys" / f"{folder}.key"


def original_name(name: str) -> str:
    """How the original is called in its folder: never what somebody else chose."""
    lower = name.lower()
    ends = sorted(KNOWN_ENDS, key=len, reverse=True)
    return "original" + next((end for end in ends if lower.endswith(end)), "")


def keep_original(folder: str, name: str, chunks: Iterable[bytes]) -> int:
    """Write what comes, bounded, under a name of ours; returns the bytes. Refused: nothing stays."""
    most_mb = int(settings.LOG_IMPORT_MB)
    directory = folder_of(folder)
    directory.mkdir(parents=True, mode=0o700)
    size = 0
    try:
        with private_file(directory / name) as file:
            for chunk in chunks:
                size += len(chunk)
                if size > most_mb * 1_000_000:
                    raise LogTooLarge(most_mb)
                file.write(chunk)
        if not size:
            raise NothingInIt
    except BaseException:
        remove_folder(folder)
        raise
    return size


def there_is_room() -> bool:
    """For one more of the largest, with its study beside it, and a gigabyte for everybody else."""
    needed = 3 * int(settings.LOG_IMPORT_MB) * 1_000_000 + 1_000_000_000
    return shutil.disk_usage(settings.DATA_DIR).free > needed


def private_file(path: Path) -> IO[bytes]:
    """A new file for the owner alone; FileExistsError when there is one."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def pseudonym_key(folder: str) -> bytes:
    return kept_key(key_file(folder))


def kept_key(path: Path) -> bytes:
    """A key in a file of its own, made when it is first needed. Whoever asks twice gets the same."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    if not path.exists():
        with private_file(fresh) as file:
            file.write(secrets.token_bytes(KEY_BYTES))
        # A link fails where another was faster, and never shows half a key.
        with contextlib.suppress(FileExistsError):
            os.link(fresh, path)
        fresh.unlink()
    return path.read_bytes()


def study_folder(folder: str, attempt: int) -> Path:
    """Where one study leaves its results. Each has its own: a study that was cancelled and still
    writes spoils nothing."""
    return folder_of(folder) / f"study-{attempt}"


def remove_other_studies(folder: str, attempt: int) -> None:
    for path in folder_of(folder).glob("study-*"):
        if path.name != f"study-{attempt}":
            shutil.rmtree(path, ignore_errors=True)


def read_result(folder: str, attempt: int, name: LogFile) -> str | None:
    try:
        return (study_folder(folder, attempt) / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def remove_original(folder: str, name: str) -> None:
    if name:
        (folder_of(folder) / name).unlink(missing_ok=True)


def folders() -> Iterator[Path]:
    """Those of all logs, whether they still have a row or not."""
    directory = Path(settings.DATA_DIR) / "logs"
    return directory.iterdir() if directory.is_dir() else iter(())


def remove_folder(folder: str) -> None:
    """Everything of a log, its key too. Nothing there is no trouble: it may run twice."""
    shutil.rmtree(folder_of(folder), ignore_errors=True)
    key_file(folder).unlink(missing_ok=True)
