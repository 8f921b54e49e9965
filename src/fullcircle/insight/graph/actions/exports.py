"""Who took our history with them."""

from fullcircle.foundation import audit
from fullcircle.foundation.models import AuditEntry
from fullcircle.foundation.transactions import action
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission, require


@action
def note_export(*, by: Actor, what: str, names: bool) -> AuditEntry:
    require(by, Permission.SEE_GRAPH)
    return audit.record(
        by=by.ref,
        verb="export history",
        subject="handoffs:0",
        after=what[:60],
        reason="with names" if names else "",
    )
