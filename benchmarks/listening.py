"""Two hundred open boards: how long until each hears of a change that was committed."""

from __future__ import annotations

import asyncio
import time

from django.db import connection

from benchmarks.visiting import newcomer, sign_in
from fullcircle.foundation import feed
from fullcircle.registry.people.states import Seat

SUBSCRIBERS = 200
DISPATCHERS = 8


def delays(port: int, changes: int) -> list[float]:
    """Milliseconds from the commit to the last byte at each listener, for each change."""
    accounts = [newcomer(f"Dispatcher {n}", Seat.DISPATCHER) for n in range(DISPATCHERS)]
    return asyncio.run(_listen(port, [sign_in(one) for one in accounts], changes))


async def _listen(port: int, sessions: list[str], changes: int) -> list[float]:
    told: dict[int, float] = {}
    heard: list[tuple[int, float]] = []
    ready = asyncio.Semaphore(0)
    tasks = [
        asyncio.create_task(_board(port, sessions[n % DISPATCHERS], ready, heard))
        for n in range(SUBSCRIBERS)
    ]
    for _ in range(SUBSCRIBERS):
        await asyncio.wait_for(ready.acquire(), 60)
    for number in range(1, changes + 1):
        # Uneven pauses, so that changes fall anywhere between two looks of the reader.
        await asyncio.sleep(0.31 + 0.037 * (number % 7))
        told[number] = await asyncio.to_thread(_change, number)
    until = time.perf_counter() + 10
    while len(heard) < SUBSCRIBERS * changes and time.perf_counter() < until:
        await asyncio.sleep(0.05)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    if len(heard) < SUBSCRIBERS * changes:
        raise RuntimeError(f"{SUBSCRIBERS * changes - len(heard)} changes were not heard")
    return [(at - told[number]) * 1000 for number, at in heard]


def _change(number: int) -> float:
    try:
        feed.publish([feed.BOARD], kind="visit", reference=f"visit:{number}", version=number)
        return time.perf_counter()
    finally:
        connection.close()


async def _board(
    port: int, session: str, ready: asyncio.Semaphore, heard: list[tuple[int, float]]
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    asked = f"GET /events?topics=board HTTP/1.1\r\nHost: localhost\r\nCookie: sessionid={session}"
    writer.write(f"{asked}\r\n\r\n".encode())
    try:
        while line := await reader.readline():
            if line.startswith(b"event: hello"):
                ready.release()
            elif line.startswith(b'data: {"topic"'):
                at = time.perf_counter()
                heard.append((int(line.split(b'"version":')[1].split(b"}")[0].split(b",")[0]), at))
    finally:
        writer.close()
