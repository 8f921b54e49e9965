"""The trades as people say them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TRADES: dict[str, str | Promise] = {
    "home_service": _("home service"),
    "building_care": _("building care"),
    "it": _("IT"),
}


def trade(key: str) -> str:
    return str(TRADES.get(key, key.replace("_", " ")))
