"""Settings are read from the environment here; a value that cannot be read stops the start."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


class SettingNotUnderstood(Exception):
    """A setting has a value that cannot be used; the message names it and says what it takes."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool = False) -> bool:
    value = text(name).lower()
    if value == "":
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise SettingNotUnderstood(f"{name}={value!r}: use 1 or 0")


def whole_number(name: str, default: int) -> int:
    value = text(name)
    if value == "":
        return default
    try:
        return int(value)
    except ValueError:
        raise SettingNotUnderstood(f"{name}={value!r}: use a whole number") from None


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def host_of(address: str) -> list[str]:
    """The host of a web address, as a list to add to others; empty for no address."""
    if not address:
        return []
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SettingNotUnderstood(f"PUBLIC_ADDRESS={address!r}: use https://host")
    return [parts.hostname]


def data_directory() -> Path:
    """Where keys, database and photos live. Made with mode 0700 when it is not there."""
    directory = Path(text("DATA_DIR") or "data").expanduser().absolute()
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    return directory


def kept_secret(directory: Path, name: str, *, size: int = 48) -> str:
    """A secret made at the first start and kept in its own file with mode 0600."""
    path = directory / name
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        kept = path.read_text(encoding="ascii").strip()
        if not kept:
            raise SettingNotUnderstood(f"{path} is empty: remove it or put the key back") from None
        return kept
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(size))
    return path.read_text(encoding="ascii").strip()


def database(directory: Path) -> dict[str, Any]:
    """Django's entry: PostgreSQL when DATABASE_URL says so, otherwise SQLite in `directory`."""
    address = text("DATABASE_URL")
    if not address or address.startswith("sqlite"):
        own = str(directory / "fullcircle.sqlite3")
        return _sqlite(unquote(urlsplit(address).path) if address else own)
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise SettingNotUnderstood(
            f"DATABASE_URL starts with {parts.scheme!r}: use postgresql://, or nothing for SQLite"
        )
    query = dict(parse_qsl(parts.query))
    # Only standing queries are prepared, and at once: their words never change. "none" is for a
    # pooler that gives each transaction another connection.
    prepare = query.pop("prepare_threshold", "0")
    if prepare != "none" and not prepare.isdigit():
        raise SettingNotUnderstood(f"prepare_threshold={prepare!r}: use none or a whole number")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        # A new connection plans every standing query anew.
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # Compiling a plan pays off after seconds; our queries end within milliseconds.
        "OPTIONS": {
            "options": "-c statement_timeout=30000 -c jit=off -c plan_cache_mode=force_generic_plan",
            "prepare_threshold": None if prepare == "none" else int(prepare),
            **query,
        },
    }


def _sqlite(path: str) -> dict[str, Any]:
    # Without IMMEDIATE most concurrent writers fail at once; without recursive_triggers
    # INSERT OR REPLACE walks past the append-only triggers.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA recursive_triggers=ON; PRAGMA cache_size=-32000;"
            ),
        },
    }
