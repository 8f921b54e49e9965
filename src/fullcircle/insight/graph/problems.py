"""What went wrong with a log, for the person who dropped it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """`what` is wrong, at which `place`, and the `remedy`. Sentences without a full stop."""

    what: str
    place: str = ""
    remedy: str = ""


INTERRUPTED = Problem(
    "The study was interrupted before it was finished",
    remedy="Start it again: what you dropped is still here",
)
CANCELLED = Problem("It was cancelled before its columns were known", remedy="Drop it again")
TOO_LONG = Problem(
    "The study took too long and was ended",
    remedy="Study a part of the log, or use the command `fullcircle graph` on your own machine",
)
TOO_MUCH_MEMORY = Problem(
    "The study ended without an answer, most likely for want of memory",
    remedy="Study a part of the log, or raise LOG_IMPORT_MEMORY_MB",
)
BROKEN_OFF = Problem(
    "Reading broke off, and that is our mistake",
    remedy="Tell us the format of the log; another log, or a part of this one, may be read",
)
