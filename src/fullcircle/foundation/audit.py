"""The audit log: written by actions, never changed."""

from datetime import datetime

from fullcircle.foundation import clock
from fullcircle.foundation.models import AuditEntry


def record(
    *,
    by: str,
    verb: str,
    subject: str,
    case_number: str = "",
    before: str = "",
    after: str = "",
    on_behalf_of: str = "",
    source: str = "",
    reason: str = "",
    device_at: datetime | None = None,
) -> AuditEntry:
    """One line of who did what. Arguments are references and state names, never personal text."""
    return AuditEntry.objects.create(
        at=clock.now(),
        device_at=device_at,
        by=by,
        on_behalf_of=on_behalf_of,
        verb=verb,
        subject=subject,
        case_number=case_number,
        before=before,
        after=after,
        source=source,
        reason=reason[:200],
    )
