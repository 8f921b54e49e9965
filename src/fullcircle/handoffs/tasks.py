"""Background entry points of the baton; each calls one action and may run twice."""

from datetime import timedelta

from fullcircle.foundation import clock
from fullcircle.handoffs.actions import mark_silent
from fullcircle.handoffs.models import Return
from fullcircle.handoffs.rules import silence_after
from fullcircle.handoffs.states import LinkKey
from fullcircle.registry.people.actor import worker

# Links whose receiver answers of his own accord. Inside the loop the next act comes anyway, and a
# hand-off that waits there is late, not silent.
MAY_FALL_SILENT = (LinkKey.VISIT, LinkKey.ANSWER)
LOOKED_AT = 500


def notice_silence() -> int:
    """Mark what has had no word for too long. Returns how many hand-offs."""
    return sum(_of_link(link) for link in MAY_FALL_SILENT)


def _of_link(link: LinkKey) -> int:
    rows = Return.objects.filter(handoff__link__key=link).order_by("-asked_at")
    waits: list[timedelta] = [
        asked - given
        for asked, given in rows.values_list("asked_at", "handoff__given_at")[:LOOKED_AT]
    ]
    before = clock.now() - silence_after(waits)
    return mark_silent(by=worker("silence"), link=link, given_before=before)
