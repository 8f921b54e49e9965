from fullcircle.foundation.models.audit_entry import AuditEntry
from fullcircle.foundation.models.bucket import Bucket
from fullcircle.foundation.models.counter import Counter
from fullcircle.foundation.models.delivery import Delivery
from fullcircle.foundation.models.event import Event
from fullcircle.foundation.models.idempotency import KeptAnswer
from fullcircle.foundation.models.stored_file import StoredFile

__all__ = ["AuditEntry", "Bucket", "Counter", "Delivery", "Event", "KeptAnswer", "StoredFile"]
