"""Structured logs: a JSON object a line, or readable lines on a terminal. No bodies or queries."""

import logging
import sys
from typing import Any

import structlog

from fullcircle.config import environment

SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
]


# Values of variables may be somebody's text.
WITHOUT_LOCALS = structlog.processors.ExceptionRenderer(
    structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
)
LINK_PAGES = ("/s/", "/set-up/")


def told_path(path: str) -> str:
    """The address of a link page is a secret itself: only its prefix is told."""
    hidden = next((prefix for prefix in LINK_PAGES if path.startswith(prefix)), None)
    return f"{hidden}..." if hidden else path[:200]


class HidePaths(logging.Filter):
    """The framework logs the paths of failed requests; of link pages only the prefix may stay."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(
                told_path(word) if isinstance(word, str) else word for word in record.args
            )
        return True


def _wants_json() -> bool:
    chosen = environment.text("LOG_FORMAT", "auto").lower()
    if chosen not in {"auto", "json", "console"}:
        raise environment.SettingNotUnderstood(f"LOG_FORMAT={chosen!r}: use json, console or auto")
    return chosen == "json" or (chosen == "auto" and not sys.stderr.isatty())


def configuration() -> dict[str, Any]:
    """For Django's LOGGING. Also sets up structlog itself, so call it once, from the settings."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": SHARED,
        "processors": _renderers(),
    }
    handler = {
        "class": "logging.StreamHandler",
        "formatter": "structured",
        "filters": ["hide_paths"],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"structured": formatter},
        "filters": {"hide_paths": {"()": HidePaths}},
        "handlers": {"stderr": handler},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "fullcircle": {"level": _level()},
            "django": {"level": "WARNING"},
            "django.request": {"level": "ERROR"},
            "django_tasks_db": {"level": "WARNING"},
            "django.tasks": {"level": "WARNING"},
        },
    }


def _renderers() -> list[Any]:
    without_meta = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    if _wants_json():
        return [without_meta, WITHOUT_LOCALS, structlog.processors.JSONRenderer()]
    plain = structlog.dev.plain_traceback  # the richer one prints values of variables
    colours = sys.stderr.isatty()
    return [
        without_meta,
        structlog.dev.ConsoleRenderer(colors=colours, exception_formatter=plain),
    ]


def _level() -> str:
    level = environment.text("LOG_LEVEL", "INFO").upper()
    if level not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise environment.SettingNotUnderstood(
            f"LOG_LEVEL={level!r}: use DEBUG, INFO, WARNING or ERROR"
        )
    return level
