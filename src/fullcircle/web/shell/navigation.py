"""What stands in the rail, as data. An entry shows for its seats, when its address exists."""

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVERY_SEAT = ("*",)


@dataclass(frozen=True)
class Item:
    """`url_name` opens it, `seats` may see it."""

    url_name: str
    label: str | Promise
    icon: str
    seats: tuple[str, ...] = EVERY_SEAT


@dataclass(frozen=True)
class Entry:
    """An item ready to be shown."""

    url: str
    label: str
    icon: str
    current: bool


ITEMS = (
    Item("agent-calls", _("Calls"), "phone", ("agent",)),
    Item("dispatcher-board", _("Board"), "layout-list", ("dispatcher",)),
    Item("dispatcher-inbox", _("Inbox"), "inbox", ("dispatcher",)),
    Item(
        "technician-day",
        _("My day"),
        "route",
        ("technician", "crew_lead", "crew_member", "contractor"),
    ),
    Item("backoffice-review", _("Review"), "clipboard-check", ("bookkeeper",)),
    Item("backoffice-unbilled", _("Not billed"), "receipt-2", ("bookkeeper",)),
    Item("manager-loop", _("The loop"), "circles-relation", ("manager", "supervisor")),
    Item(
        "manager-unconfirmed", _("To confirm"), "user-question", ("manager", "supervisor", "agent")
    ),
    Item("figures-home", _("Figures"), "chart-dots", ("manager", "supervisor")),
    Item("graph-home", _("Who serves whom"), "affiliate", ("manager", "supervisor")),
    Item("whatif-home", _("What if"), "scale", ("manager", "supervisor")),
    Item("requester-home", _("My requests"), "message-2", ("requester", "building_contact")),
    Item(
        "customers",
        _("Customers"),
        "users",
        ("agent", "dispatcher", "bookkeeper", "manager", "supervisor"),
    ),
    Item("administrator-home", _("Company"), "settings", ("administrator",)),
    Item("my-customers", _("My customers"), "heart-handshake"),
    Item("asks", _("Asks"), "message-circle-question"),
)


def entries(request: HttpRequest, seats: list[str]) -> list[Entry]:
    """The rail for somebody with these seats; empty for somebody without a seat."""
    if not seats:
        return []
    found = [
        (item, url) for item in ITEMS if _offered(item, seats) and (url := address(item.url_name))
    ]
    current = _current(request.path, [url for _item, url in found])
    return [Entry(url, str(item.label), item.icon, url == current) for item, url in found]


def address(url_name: str) -> str:
    """Address of a named page, or an empty text where this company has no such page."""
    return _address(url_name, get_resolver())


@lru_cache(maxsize=256)
def _address(url_name: str, _pages: URLResolver) -> str:
    # Every page's rail asks for the same dozen; the pages themselves are those of the whole process.
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def _offered(item: Item, seats: list[str]) -> bool:
    return item.seats == EVERY_SEAT or any(seat in item.seats for seat in seats)


def _current(path: str, urls: list[str]) -> str:
    """The longest address that the path starts with."""
    return max((url for url in urls if path.startswith(url)), key=len, default="")
