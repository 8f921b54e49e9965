"""What every page's frame needs to know. The database is asked only for what the frame shows."""

from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest

from fullcircle.foundation import clock
from fullcircle.web.shell import navigation

THEMES = ("light", "dark")


class Frame:
    """Read by shell/page.html as `shell`. Views may set `request.seats` (list of texts) and
    `request.display_name`; without them the rail stays empty and the account's text is shown."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def seats(self) -> list[str]:
        return [str(seat) for seat in getattr(self._request, "seats", ())]

    @cached_property
    def entries(self) -> list[navigation.Entry]:
        return navigation.entries(self._request, self.seats)

    @cached_property
    def name(self) -> str:
        given = getattr(self._request, "display_name", "")
        if given:
            return str(given)
        user = getattr(self._request, "user", None)
        return str(user) if user is not None and user.is_authenticated else ""

    @cached_property
    def theme(self) -> str:
        chosen = self._request.COOKIES.get("theme", "")
        return chosen if chosen in THEMES else ""

    @property
    def demo(self) -> bool:
        return bool(getattr(settings, "DEMO", False))

    @property
    def now(self) -> datetime:
        return clock.now()

    @property
    def find_url(self) -> str:
        return navigation.address("find")

    @property
    def home_url(self) -> str:
        return navigation.address("home") or "/"

    @property
    def sign_out_url(self) -> str:
        return navigation.address("sign-out")

    @property
    def demo_clock_url(self) -> str:
        return navigation.address("demo-clock")

    @property
    def demo_replay_url(self) -> str:
        return navigation.address("demo-replay")


def shell(request: HttpRequest) -> dict[str, Frame]:
    """Context processor."""
    return {"shell": Frame(request)}
