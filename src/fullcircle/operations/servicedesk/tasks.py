"""Background entry points of the desk; each calls one action and may run twice."""

from datetime import timedelta

from fullcircle.foundation import clock
from fullcircle.operations.servicedesk.actions import fall_silent
from fullcircle.registry.people.actor import worker

# After this long without a word the circle is silent, which is not confirmed.
NO_WORD_FOR = timedelta(days=7)


def notice_silent_circles() -> int:
    return fall_silent(by=worker("silence"), done_before=clock.now() - NO_WORD_FOR)
