"""Colour, icon and word of every state that a screen shows. Colour never stands alone."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Look:
    """`tone` names the colour (one of TONES), `icon` a symbol of the sprite."""

    tone: str
    icon: str
    word: str | Promise


LOOKS: dict[str, Look] = {
    # hand-offs
    "idle": Look("idle", "circle-dashed", _("not yet")),
    "given": Look("given", "arrow-forward-up", _("given")),
    "seen": Look("given", "eye", _("seen")),
    "accepted": Look("accepted", "check", _("got it")),
    "returned": Look("returned", "arrow-back-up", _("sent back")),
    "fixed": Look("accepted", "pencil", _("fixed by receiver")),
    "late": Look("late", "alert-triangle", _("late")),
    "silent": Look("idle", "dots", _("no word")),
    # requests
    "received": Look("given", "inbox", _("received")),
    "acknowledged": Look("accepted", "user-check", _("acknowledged")),
    "answered": Look("accepted", "message", _("answered")),
    "declined": Look("idle", "ban", _("declined")),
    "converted": Look("given", "arrow-narrow-right", _("became a job")),
    # the circle
    "open": Look("given", "circle", _("open")),
    "done": Look("accepted", "checks", _("done")),
    "confirmed": Look("accepted", "rosette-discount-check", _("confirmed")),
    "disputed": Look("late", "message-circle-question", _("something’s left")),
    "expired": Look("idle", "hourglass", _("no answer, expired")),
    "void": Look("idle", "x", _("void")),
    # visits
    "planned": Look("idle", "calendar", _("planned")),
    "assigned": Look("idle", "user", _("assigned")),
    "unassigned": Look("returned", "user-question", _("unassigned")),
    "dispatched": Look("given", "send", _("dispatched")),
    "en_route": Look("given", "navigation", _("on the way")),
    "arrived": Look("given", "map-pin", _("on site")),
    "paused": Look("returned", "player-pause", _("paused")),
    "left": Look("accepted", "check", _("left, with a result")),
    "cancelled": Look("idle", "ban", _("cancelled")),
    # jobs
    "unscheduled": Look("returned", "calendar-plus", _("unscheduled")),
    "scheduled": Look("idle", "calendar-event", _("scheduled")),
    "in_progress": Look("given", "progress", _("in progress")),
    "on_hold": Look("returned", "hand-stop", _("on hold")),
    "work_done": Look("accepted", "check", _("work done")),
    # paperwork
    "not_ready": Look("idle", "circle-dashed", _("not ready")),
    "submitted": Look("given", "file-text", _("to review")),
    "in_review": Look("given", "eye", _("in review")),
    "invoiced": Look("given", "file-invoice", _("invoiced")),
    "posted": Look("accepted", "checks", _("posted")),
    "exported": Look("accepted", "upload", _("exported")),
    "paid": Look("accepted", "cash", _("paid")),
    # notes of the record
    "provisional": Look("returned", "clock", _("not checked yet")),
    # clocks and promises
    "waiting": Look("returned", "hourglass", _("waiting")),
    "on_time": Look("accepted", "clock", _("on time")),
    "at_risk": Look("returned", "clock-exclamation", _("at risk")),
    "breached": Look("late", "alert-triangle", _("late")),
    "kept": Look("accepted", "check", _("kept")),
    "broken": Look("late", "x", _("broken")),
    "emergency": Look("late", "bolt", _("emergency")),
    "new": Look("given", "point", _("new")),
}

TONES = ("idle", "given", "accepted", "returned", "late", "aside")


def look_of(state: str) -> Look:
    """A state nobody described yet is shown quietly with its own word."""
    key = str(state).lower().replace("-", "_").replace(" ", "_")
    return LOOKS.get(key) or Look("idle", "point", key.replace("_", " "))
