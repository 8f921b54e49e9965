"""Another person's page inside a frame of the replay. In a demo only, reading only."""

import re
from typing import Any
from urllib.parse import urlencode

from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.base import SessionBase
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.template.response import SimpleTemplateResponse
from django.urls import Resolver404, resolve, reverse
from django.utils.html import escape
from django_htmx.middleware import HtmxDetails

from fullcircle.registry.people.models import Account
from fullcircle.web.components.assets import address as asset_address

LOOK_FOR = "look-for"  # parameter of the frame's address: words to underline
# These belong to the person at the screen, or never end.
_CLOSED = ("/replay", "/events", "/sign-", "/sit-down", "/demo-")
_LINK = re.compile(r'(<(?:a|img)\b[^>]*?\s(?:href|src)=")/(?!/|static/)')
_SCRIPT = re.compile(r"<script\b[^>]*></script>")
_BODY = re.compile(r'<body class="')


class _Forgetful(SessionBase):
    """A session of nobody: readable, and gone with the answer."""

    def exists(self, session_key: str) -> bool:
        return False

    def create(self) -> None:
        """Nothing is kept."""

    def save(self, must_create: bool = False) -> None:
        """Nothing is kept."""

    def delete(self, session_key: str | None = None) -> None:
        """Nothing is kept."""

    def load(self) -> dict[str, Any]:
        return {}


def page_of(request: HttpRequest, account: Account, path: str) -> HttpResponseBase:
    """The page at `path` as this account sees it, with its links leading on as the same person.

    Raises Http404 for addresses that are not pages to be looked at.
    """
    if path.startswith(_CLOSED):
        raise Http404
    try:
        found = resolve(path)
    except Resolver404 as unknown:
        raise Http404 from unknown
    inner = _request_of(request, account, path)
    inner.resolver_match = found
    answer: HttpResponseBase = found.func(inner, *found.args, **found.kwargs)
    if isinstance(answer, SimpleTemplateResponse):
        answer = answer.render()
    return _on_the_same_way(answer, account, request.GET.get(LOOK_FOR, ""))


def _request_of(request: HttpRequest, account: Account, path: str) -> HttpRequest:
    inner = HttpRequest()
    inner.method = "GET"
    inner.META = {**request.META, "PATH_INFO": path, "REQUEST_METHOD": "GET"}
    inner.path = inner.path_info = path
    inner.COOKIES = request.COOKIES
    asked = request.GET.copy()
    asked.pop(LOOK_FOR, None)
    inner.GET = QueryDict(asked.urlencode())
    inner.user = account
    inner.session = _Forgetful()
    inner._messages = CookieStorage(inner)  # type: ignore[attr-defined]  # where the framework looks
    inner.htmx = HtmxDetails(inner)  # type: ignore[attr-defined]  # what its middleware does
    return inner


def _on_the_same_way(answer: HttpResponseBase, account: Account, words: str) -> HttpResponseBase:
    here = reverse("demo-replay-as-start", args=[account.person_id])
    if answer.get("Location", "").startswith("/"):
        answer["Location"] = here + answer["Location"].removeprefix("/")
    if not isinstance(answer, HttpResponse) or "text/html" not in answer.get("Content-Type", ""):
        return answer
    text = answer.content.decode()
    text = _LINK.sub(lambda hit: hit[1] + here, text)
    text = _SCRIPT.sub("", text)
    text = _BODY.sub('<body class="in-replay no-rail ', text, count=1)
    text = text.replace(
        "</head>", f'<link rel="stylesheet" href="{asset_address("replay.css")}"></head>', 1
    )
    answer.content = underline(text, words).encode()
    return answer


def underline(html: str, words: str) -> str:
    """The first place in the page's work where these words stand as text, made easy to find."""
    start = html.find("<main")
    if not words or start < 0:
        return html
    head, work = html[:start], html[start:]
    wanted = re.escape(escape(words))
    inside = re.compile(rf"(<(?!option|textarea|title)[a-z][^>]*>[^<]*?)({wanted})", re.IGNORECASE)
    marked = r'\1<mark class="replay-mark" id="look">\2</mark>'
    return head + inside.sub(marked, work, count=1)


def address(person: int, path: str, words: str) -> str:
    """Where a frame finds a page as this person, with the words to underline."""
    asked = f"?{urlencode({LOOK_FOR: words})}" if words else ""
    return reverse("demo-replay-as", args=[person, path.removeprefix("/")]) + asked
