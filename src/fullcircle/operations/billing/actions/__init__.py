"""Every write of billing, one verb each."""

from fullcircle.operations.billing.actions.posting import post, record_payment
from fullcircle.operations.billing.actions.reviewing import (
    fix_close_out,
    open_review,
    send_back,
    set_lines,
)

__all__ = ["fix_close_out", "open_review", "post", "record_payment", "send_back", "set_lines"]
