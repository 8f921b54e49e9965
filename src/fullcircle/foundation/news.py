"""News travelling forward: the only indirect call in the house.

A frozen value is announced by an earlier room; handlers of later rooms stand in their `on_news.py`,
are wired in `config/news_wiring.py`, and run synchronously in the same transaction. A test lists them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class News:
    """`at`: when it happened; `by`: reference text of who did it."""

    at: datetime
    by: str


@dataclass(frozen=True)
class RequestCancelled(News):
    """A request was withdrawn while work for it may stand."""

    case_number: str
    reason: str


@dataclass(frozen=True)
class VisitCancelled(News):
    """A planned visit was taken away."""

    visit: int
    reason: str


@dataclass(frozen=True)
class AccountClosed(News):
    """A person left: sessions, links and codes follow."""

    person: int


Handler = Callable[[Any], None]
_handlers: dict[type[News], list[Handler]] = {}


def on(kind: type[News], handler: Handler) -> None:
    """Wire a handler. Called only from `config/news_wiring.py`; wiring twice changes nothing."""
    handlers = _handlers.setdefault(kind, [])
    if handler not in handlers:
        handlers.append(handler)


def announce(news: News) -> None:
    """Hand the news to each handler, in the order of wiring, in the caller's transaction."""
    for handler in _handlers.get(type(news), []):
        handler(news)


def wired() -> dict[type[News], tuple[Handler, ...]]:
    return {kind: tuple(handlers) for kind, handlers in _handlers.items()}
