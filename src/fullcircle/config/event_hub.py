"""Hands rows of the feed to the screens that listen. Lives in the event loop of one process."""

import asyncio
import json
from collections import deque
from dataclasses import dataclass, field

from fullcircle.config.event_limits import MOST_LISTENERS, MOST_PER_ACCOUNT, MOST_WAITING
from fullcircle.config.event_reader import EventReader
from fullcircle.foundation.event_reading import FeedRow, Position


@dataclass(eq=False)
class Listener:
    """One open screen. `overrun` when it reads too slowly: it is told to load the page again."""

    account: int
    topics: list[str]
    waiting: deque[tuple[Position, bytes]] = field(default_factory=deque)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    overrun: bool = False

    def put(self, position: Position, frame: bytes) -> None:
        if len(self.waiting) >= MOST_WAITING:
            self.overrun = True
        else:
            self.waiting.append((position, frame))
        self.news.set()


class Hub:
    def __init__(self) -> None:
        self._by_topic: dict[str, set[Listener]] = {}
        self._per_account: dict[int, int] = {}
        self._reader: EventReader | None = None
        self.closing = asyncio.Event()

    def has_room_for(self, account: int) -> bool:
        mine = self._per_account.get(account, 0)
        return mine < MOST_PER_ACCOUNT and sum(self._per_account.values()) < MOST_LISTENERS

    async def add(self, listener: Listener) -> None:
        """From the return on, every newly committed row of its topics reaches the listener."""
        self._per_account[listener.account] = self._per_account.get(listener.account, 0) + 1
        for topic in listener.topics:
            self._by_topic.setdefault(topic, set()).add(listener)
        reader = self._started_reader()
        if not await asyncio.to_thread(reader.wait_until_following):
            listener.overrun = True

    def remove(self, listener: Listener) -> None:
        left = self._per_account.get(listener.account, 1) - 1
        if left > 0:
            self._per_account[listener.account] = left
        else:
            self._per_account.pop(listener.account, None)
        for topic in listener.topics:
            listeners = self._by_topic.get(topic, set())
            listeners.discard(listener)
            if not listeners:
                self._by_topic.pop(topic, None)

    def close(self) -> None:
        self.closing.set()
        if self._reader is not None:
            self._reader.stop()

    def _started_reader(self) -> EventReader:
        if self._reader is None:
            loop = asyncio.get_running_loop()

            def deliver(rows: list[FeedRow]) -> None:
                if not loop.is_closed():
                    loop.call_soon_threadsafe(self._spread, rows)

            self._reader = EventReader(deliver)
            self._reader.start()
        return self._reader

    def _spread(self, rows: list[FeedRow]) -> None:
        for row in rows:
            listeners = self._by_topic.get(row.topic)
            if listeners:
                frame = frame_of(row)  # encoded once, however many listen
                for listener in listeners:
                    listener.put(row.position, frame)


def frame_of(row: FeedRow) -> bytes:
    """One message of the stream. Without an event name: `onmessage` of the browser receives it."""
    told: dict[str, object] = {
        "topic": row.topic,
        "kind": row.kind,
        "reference": row.reference,
        "version": row.version,
    }
    if row.payload:
        told["payload"] = row.payload
    text = json.dumps(told, separators=(",", ":"))
    return f"id: {row.position}\ndata: {text}\n\n".encode()
