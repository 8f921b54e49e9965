"""A small reader of the event stream, as a browser's EventSource reads it."""

import http.client
import json
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlencode

from tests.running_server import RunningServer


@dataclass
class Message:
    event: str = "message"
    id: str = ""
    data: Any = None


@dataclass
class Stream:
    server: RunningServer
    session: str
    topics: str
    since: str = ""
    status: int = 0
    _connection: http.client.HTTPConnection | None = field(default=None, repr=False)
    _answer: http.client.HTTPResponse | None = field(default=None, repr=False)

    def __enter__(self) -> Self:
        self._connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        headers = {"Cookie": f"sessionid={self.session}"}
        if self.since:
            headers["Last-Event-ID"] = self.since
        self._connection.request(
            "GET", f"/events?{urlencode({'topics': self.topics})}", headers=headers
        )
        self._answer = self._connection.getresponse()
        self.status = self._answer.status
        return self

    def __exit__(self, *_: object) -> None:
        assert self._connection is not None
        self._connection.close()

    def next(self) -> Message | None:
        """The next message; None when the server has ended the stream."""
        assert self._answer is not None
        message, seen = Message(), False
        while line := self._answer.readline():
            word, _, value = line.decode().rstrip("\n").partition(": ")
            if not word and seen:
                return message
            if word == "data":
                message.data, seen = json.loads(value), True
            elif word in {"event", "id"}:
                setattr(message, word, value)
        return None
