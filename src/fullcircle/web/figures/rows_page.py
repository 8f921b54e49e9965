"""What one row behind a figure says of itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from fullcircle.insight.reports.measures import STANDING_WORDS, Standing
from fullcircle.insight.reports.report_rows import Row, Show
from fullcircle.web.components.chain_ring import link_words
from fullcircle.web.components.ring import Ring
from fullcircle.web.components.times import duration


@dataclass(frozen=True)
class ShownRow:
    row: Row
    ring: Ring
    why: str
    said: list[str]
    times: list[tuple[str, datetime]]


def tabs() -> list[tuple[str, str]]:
    return [(Show.ALL, _("all")), (Show.AGAINST, _("against")), (Show.LEFT_OUT, _("left out"))]


def shown(row: Row, ring: Ring) -> ShownRow:
    details = row.details
    words = (_link(details), _missing(details), details.get("item", ""), _late(details))
    said = [word for word in words if word]
    times = [
        (word, details[head])
        for head, word in _times().items()
        if isinstance(details.get(head), datetime)
    ]
    # "Does not" stands in the chip already; any other reason is said.
    why = "" if row.standing is Standing.AGAINST else str(STANDING_WORDS[row.standing])
    return ShownRow(row, ring, why, said, times)


def _link(details: dict[str, Any]) -> str:
    key = details.get("link", "")
    return str(link_words().get(key, key))


def _missing(details: dict[str, Any]) -> str:
    parts = details.get("missing") or []
    if not parts:
        return ""
    return _("missing: %(parts)s") % {"parts": ", ".join(part["label"] for part in parts)}


def _late(details: dict[str, Any]) -> str:
    until, came = details.get("window until"), details.get("arrived at")
    if until is None or came is None or came <= until:
        return ""
    return _("%(length)s late") % {"length": duration(came - until)}


def _times() -> dict[str, str]:
    return {
        "window until": _("promised until"),
        "arrived at": _("arrived"),
        "acknowledged at": _("answered"),
        "answered at": _("answered"),
        "decided at": _("decided"),
        "posted at": _("posted"),
        "outcome at": _("decided"),
    }
