"""News is the only indirect call of the house, so its handlers are listed here, all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pytest

from fullcircle.foundation import news
from tests.architecture.checks.check import calls, public_functions
from tests.architecture.test_foreign_keys import FLOORS
from tests.architecture.tree import PACKAGE, Source, sources

# What is announced -> who hears it, in the order of wiring. A new handler is a new line here.
HANDLERS: dict[str, list[str]] = {
    "RequestCancelled": ["scheduling.on_news.on_request_cancelled"],
    "VisitCancelled": ["dispatch.on_news.on_visit_cancelled"],
}

type Wired = Mapping[str, Iterable[str]]


def wired() -> dict[str, list[str]]:
    return {
        kind.__name__: [_short(f"{each.__module__}.{each.__qualname__}") for each in handlers]
        for kind, handlers in news.wired().items()
    }


def _short(name: str) -> str:
    return name.removeprefix("fullcircle.").removeprefix("operations.").removeprefix("registry.")


def room(name: str) -> str:
    """The room of a module or path; `config` and others that are no room stay as they are."""
    parts = name.removeprefix(PACKAGE).replace("/", ".").split(".")
    return next((part for part in parts if part in FLOORS), parts[0])


def handlers_in(files: Iterable[Source]) -> set[str]:
    """Public functions of all `on_news.py`, named like the list above."""
    found = set()
    for source in files:
        if source.path.startswith(PACKAGE) and source.path.endswith("/on_news.py"):
            module = source.path.removeprefix("src/").removesuffix(".py").replace("/", ".")
            found |= {_short(f"{module}.{verb.name}") for verb in public_functions(source.tree)}
    return found


def announced_in(files: Iterable[Source]) -> Iterator[tuple[str, str]]:
    """(room, kind of news) for every place that makes news."""
    for source in files:
        for name in _called_of_news(source):
            if name[0].isupper():
                yield room(source.path), name


def wiring_elsewhere(files: Iterable[Source]) -> list[str]:
    """Files that wire handlers, but for the one that shows them all."""
    wiring = {source.path for source in files if "on" in _called_of_news(source)}
    return sorted(wiring - {f"{PACKAGE}config/news_wiring.py"})


def _called_of_news(source: Source) -> set[str]:
    if not source.path.startswith(PACKAGE) or not source.path.endswith(".py"):
        return set()
    names = (source.dotted(call.func).rpartition(".") for call in calls(source.tree))
    return {last for module, _, last in names if module == "fullcircle.foundation.news"}


def backwards(announced: Iterable[tuple[str, str]], heard: Wired) -> list[str]:
    """News that is heard in the room that announces it, or in an earlier one."""
    return [
        f"{kind}: announced in {giver}, heard by {handler}"
        for giver, kind in announced
        for handler in heard.get(kind, [])
        if FLOORS.index(room(handler)) <= FLOORS.index(giver)
    ]


def unfrozen(kinds: Iterable[type]) -> list[str]:
    """Kinds of news that a handler could change for the next one."""
    return [
        kind.__name__
        for kind in kinds
        if not getattr(vars(kind).get("__dataclass_params__"), "frozen", False)
    ]


def test_every_handler_is_listed_here() -> None:
    assert wired() == HANDLERS, "bring HANDLERS in this file up to date: nothing listens unseen"


def test_every_handler_in_a_room_is_wired() -> None:
    heard = {handler for handlers in wired().values() for handler in handlers}
    assert handlers_in(sources()) == heard, "wire each public function of on_news.py, and no other"


def test_handlers_are_wired_in_one_file() -> None:
    assert not wiring_elsewhere(sources()), "move the wiring to config/news_wiring.py"


def test_news_travels_forward_only() -> None:
    found = backwards(announced_in(sources()), wired())
    assert not found, "call the earlier room's action instead:\n" + "\n".join(found)


def test_news_is_frozen() -> None:
    assert not unfrozen([news.News, *news.News.__subclasses__()]), "use @dataclass(frozen=True)"


GIVER = Source(
    "src/fullcircle/operations/servicedesk/actions.py",
    "from fullcircle.foundation import news\n"
    "def cancel():\n    news.announce(news.RequestCancelled(at=at, by=by.ref))\n",
)
HEARER = Source(
    "src/fullcircle/operations/scheduling/on_news.py",
    "def request_cancelled(news):\n    pass\ndef _find():\n    pass\n",
)


def test_handlers_and_announcements_are_found() -> None:
    assert handlers_in([GIVER, HEARER]) == {"scheduling.on_news.request_cancelled"}
    assert list(announced_in([GIVER, HEARER])) == [("servicedesk", "RequestCancelled")]


def test_wiring_in_another_file_is_seen() -> None:
    text = "from fullcircle.foundation import news\nnews.on(news.VisitCancelled, print)\n"
    elsewhere = Source(f"{PACKAGE}operations/dispatch/apps.py", text)
    assert wiring_elsewhere([GIVER, HEARER, elsewhere]) == [elsewhere.path]
    assert not wiring_elsewhere([Source(f"{PACKAGE}config/news_wiring.py", text)])


@pytest.mark.parametrize(
    ("handler", "wrong"),
    [
        ("scheduling.on_news.request_cancelled", False),
        ("servicedesk.on_news.request_cancelled", True),
        ("handoffs.on_news.request_cancelled", True),
    ],
)
def test_news_that_travels_backwards_is_seen(handler: str, wrong: bool) -> None:
    found = backwards(announced_in([GIVER]), {"RequestCancelled": [handler]})
    assert bool(found) is wrong


def test_news_that_can_change_is_seen() -> None:
    @dataclass
    class Thawed:
        by: str

    class Undecorated(news.RequestCancelled):
        pass

    assert unfrozen([Thawed, Undecorated, news.RequestCancelled]) == ["Thawed", "Undecorated"]
