"""Dropping a file as a browser without script does, and the worker's part."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from fullcircle.insight.models import LogImport
from tests.rooms.insight.graph.dropped import work_through

# Sure enough to be read at once; one line in the middle is broken.
SMALL = (
    "ticket,step,who,team,done_at\n"
    "1,take call,Ann Lee,desk,2026-03-02T09:00:00Z\n"
    "1,plan,Sue Day,office,2026-03-02T10:00:00Z\n"
    "1,repair,Tom Fox,field,2026-03-02T12:00:00Z\n"
    "2,take call,Ann Lee,desk,2026-03-09T09:00:00Z\n"
    "2,plan,Sue Day,office,2026-03-09T09:30:00Z\n"
    "2,take call,Ann Lee,desk,2026-03-09T09:40:00Z\n"
    + "".join(f"{n},take call,Ann Lee,desk,2026-03-{n}T09:00:00Z\n" for n in range(10, 30))
    + "31,repair,Bob Ray,field,not a time\n"
)

HOSTILE = (
    "ticket,step,who,done_at\n"
    "1,a,<script>alert(1)</script>,2026-03-02T09:00:00Z\n"
    "1,b,=cmd|' /C calc'!A0,2026-03-02T10:00:00Z\n"
    "1,c,<script>alert(1)</script>,2026-03-02T11:00:00Z\n"
    "2,a,=cmd|' /C calc'!A0,2026-03-03T09:00:00Z\n"
    "2,b,Sue Day,2026-03-03T09:10:00Z\n"
)


def dropped(client: Client, text: str = SMALL, *, name: str = "last year.csv", **more: str) -> str:
    """Where the browser is sent to."""
    answer = post(client, text.encode(), name=name, **more)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return answer.headers["Location"]


def post(client: Client, content: bytes, *, name: str = "log.csv", **more: str) -> HttpResponse:
    file = SimpleUploadedFile(name, content, "text/csv")
    answer: HttpResponse = client.post(reverse("graph-drop"), {"log": file, **more})  # type: ignore[assignment]  # the test client's own type
    return answer


def studied(client: Client, text: str = SMALL, **more: str) -> str:
    """The address of the graph, after the worker has done its part."""
    at = dropped(client, text, **more)
    work_through(LogImport.objects.latest("pk"))
    return at


def page(client: Client, at: str, **query: str) -> str:
    answer = client.get(at, query)
    assert answer.status_code == 200, (at, answer.status_code)
    return answer.content.decode()


def file_of(client: Client, at: str, **query: str) -> str:
    answer = client.get(at, query)
    assert answer.status_code == 200, (at, answer.status_code)
    return b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined, arg-type]  # a streamed answer
