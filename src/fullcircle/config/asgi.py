"""What the server runs: Django in threads, the event stream and the probes beside it, one port."""

import asyncio
import atexit
import json
import logging
import os
import signal
from collections.abc import MutableMapping
from types import FrameType
from typing import Any, cast

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fullcircle.config.settings")
django.setup(set_prefix=False)

from a2wsgi import WSGIMiddleware  # noqa: E402  after Django's set-up
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402  after Django's set-up

from fullcircle.config import event_stream, probes  # noqa: E402  after Django's set-up
from fullcircle.config.environment import whole_number  # noqa: E402  after Django's set-up
from fullcircle.config.event_hub import Hub  # noqa: E402  after Django's set-up
from fullcircle.config.event_stream import Receive, Scope, Send  # noqa: E402  after Django's set-up

# a2wsgi and Django describe the same protocol with types that do not know each other.
_screens = WSGIMiddleware(cast(Any, WSGIHandler()), workers=whole_number("WEB_THREADS", 8))
_hub: Hub | None = None
_watch: asyncio.Task[None] | None = None


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        await _live(receive, send)
    elif scope["type"] != "http":
        await send({"type": "websocket.close", "code": 1000})
    elif scope["path"] == "/events":
        await event_stream.answer(scope, receive, send, hub=_the_hub())
    elif scope["path"] == "/healthz":
        await event_stream.plain(send, 200, "ok\n")
    elif scope["path"] == "/readyz":
        found = await asyncio.to_thread(probes.readiness)
        await event_stream.plain(
            send,
            200 if found.ready else 503,
            json.dumps(found.as_dict()) + "\n",
            content_type="application/json",
        )
    else:
        await _screens(cast(Any, scope), cast(Any, _as_coroutine(receive)), cast(Any, send))


def _as_coroutine(receive: Receive) -> Receive:
    # The server's receive returns an awaitable that is no coroutine; the bridge to the threads
    # hands it to the loop as one, and every form would fail.
    async def received() -> MutableMapping[str, Any]:
        return await receive()

    return received


async def _live(receive: Receive, send: Send) -> None:
    global _watch
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            _close_streams_at_the_end(_the_hub())
            _watch = asyncio.create_task(_end_with_parent(os.getppid()))
            atexit.register(_leave)
            await send({"type": "lifespan.startup.complete"})
        elif message["type"] == "lifespan.shutdown":
            _the_hub().close()
            if _watch is not None:
                _watch.cancel()
            await send({"type": "lifespan.shutdown.complete"})
            return


def _close_streams_at_the_end(hub: Hub) -> None:
    """Granian waits for open streams before it tells anybody that it ends; so hear it ourselves.

    Its own handlers sit in the event loop, which learns of a signal through its wake-up socket; a
    handler set with `signal.signal` comes beside them, not instead of them.
    """
    loop = asyncio.get_running_loop()

    def close(_number: int, _frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(hub.close)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, close)


def _leave() -> None:
    """Threads of the server may still ask for the interpreter; while it is taken down they abort."""
    logging.shutdown()
    os._exit(0)


async def _end_with_parent(parent: int) -> None:
    """A server whose starter was killed must not keep the port."""
    while os.getppid() == parent:
        await asyncio.sleep(1)
    os._exit(70)


def _the_hub() -> Hub:
    global _hub
    if _hub is None:
        _hub = Hub()
    return _hub
