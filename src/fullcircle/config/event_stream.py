"""`GET /events?topics=board,case-12&since=POSITION`: server-sent events, native asynchronous.

The stream starts with `event: hello` and an id. After a gap the browser sends that id as
Last-Event-ID and receives what it missed; when it missed too much it gets `event: reload`.
The stream ends by itself every few minutes: the browser reconnects, and rights are asked again.
"""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.contrib.auth import get_user
from django.db import close_old_connections
from django.http import HttpRequest
from django.utils.module_loading import import_string

from fullcircle.config import live
from fullcircle.config.event_hub import Hub, Listener, frame_of
from fullcircle.config.event_limits import MOST_MISSED
from fullcircle.foundation.event_reading import Position, latest_position, rows_after

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

HEARTBEAT = 15.0
LONGEST = 300.0
RELOAD = b"event: reload\ndata: {}\n\n"


class Refused(Exception):
    """The subscription is answered with this status and word."""

    def __init__(self, status: int, word: str) -> None:
        self.status, self.word = status, word
        super().__init__(word)


async def answer(scope: Scope, receive: Receive, send: Send, *, hub: Hub) -> None:
    try:
        topics, since = _asked(scope)
        account = await asyncio.to_thread(_admitted, _cookie(scope), topics)
        if not hub.has_room_for(account):
            raise Refused(503, "too many open streams")
    except Refused as refusal:
        await plain(send, refusal.status, refusal.word)
        return
    listener = Listener(account, topics)
    gone = asyncio.create_task(_until_gone(receive))
    try:
        await hub.add(listener)
        await _start(send)
        async for chunk in _chunks(listener, since, hub=hub, gone=gone):
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        if not gone.done():
            await send({"type": "http.response.body", "body": b""})
    finally:
        hub.remove(listener)
        gone.cancel()
        with contextlib.suppress(asyncio.CancelledError, Exception):
            await gone


async def plain(send: Send, status: int, text: str, *, content_type: str = "text/plain") -> None:
    """A short answer outside Django, never kept by a cache."""
    headers = [
        (b"content-type", f"{content_type}; charset=utf-8".encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text.encode()})


async def _chunks(
    listener: Listener, since: Position | None, *, hub: Hub, gone: asyncio.Task[None]
) -> AsyncIterator[bytes]:
    missed, position = await asyncio.to_thread(_catch_up, listener.topics, since)
    pause = random.randint(1000, 3000)  # noqa: S311  spreads the reconnects after a restart
    yield f"retry: {pause}\nevent: hello\nid: {position}\ndata: {{}}\n\n".encode()
    if missed is None or listener.overrun:
        yield RELOAD
    elif missed:
        yield b"".join(missed)
    until = asyncio.get_running_loop().time() + LONGEST * random.uniform(0.8, 1.2)  # noqa: S311  spread
    closing = asyncio.create_task(hub.closing.wait())
    try:
        while not (gone.done() or closing.done() or asyncio.get_running_loop().time() > until):
            news = asyncio.create_task(listener.news.wait())
            await asyncio.wait(
                {news, gone, closing}, timeout=HEARTBEAT, return_when=asyncio.FIRST_COMPLETED
            )
            news.cancel()
            if listener.overrun:
                yield RELOAD
                return
            fresh = _taken(listener, position)
            if gone.done():
                return
            yield fresh or b": still here\n\n"
    finally:
        closing.cancel()


def _taken(listener: Listener, caught_up_to: Position) -> bytes:
    listener.news.clear()
    frames = [frame for position, frame in listener.waiting if position > caught_up_to]
    listener.waiting.clear()
    return b"".join(frames)


def _catch_up(topics: list[str], since: Position | None) -> tuple[list[bytes] | None, Position]:
    """What was missed (None: too much), and the position up to which all is told."""
    close_old_connections()
    try:
        position = latest_position()
        if since is None or since == position:
            return [], position
        if since > position:  # another database than the one the screen knew: a restored copy
            return None, position
        rows = rows_after(since, topics=topics, limit=MOST_MISSED + 1)
        if len(rows) > MOST_MISSED:
            return None, position
        return [frame_of(row) for row in rows], max(
            position, rows[-1].position if rows else position
        )
    finally:
        close_old_connections()


def _asked(scope: Scope) -> tuple[list[str], Position | None]:
    if scope["method"] != "GET":
        raise Refused(405, "use GET")
    query = parse_qs(scope["query_string"].decode("latin-1"), max_num_fields=20)
    topics = [word for part in query.get("topics", []) for word in part.split(",") if word]
    topics = list(dict.fromkeys(topics))
    if not topics or len(topics) > live.MOST_TOPICS or not all(map(live.is_topic, topics)):
        raise Refused(400, "name the topics")
    headers = dict(scope["headers"])
    text = headers.get(b"last-event-id", b"").decode("latin-1") or query.get("since", [""])[0]
    return topics, Position.from_text(text)


def _cookie(scope: Scope) -> str:
    headers = dict(scope["headers"])
    try:
        cookies = SimpleCookie(headers.get(b"cookie", b"").decode("latin-1"))
    except CookieError:
        return ""
    kept = cookies.get(settings.SESSION_COOKIE_NAME)
    return kept.value if kept else ""


def _admitted(session_key: str, topics: list[str]) -> int:
    """The account behind the cookie, if it may listen to all topics. Runs in a thread."""
    if not session_key:
        raise Refused(401, "sign in")
    close_old_connections()
    try:
        request = HttpRequest()
        request.session = import_string(settings.SESSION_ENGINE + ".SessionStore")(session_key)
        account = get_user(request)
        if not account.is_authenticated or account.pk is None:
            raise Refused(401, "sign in")
        number = int(account.pk)
        if not all(live.may_subscribe(number, topic) for topic in topics):
            raise Refused(403, "not for you")
        return number
    finally:
        close_old_connections()


async def _start(send: Send) -> None:
    headers = [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})


async def _until_gone(receive: Receive) -> None:
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
