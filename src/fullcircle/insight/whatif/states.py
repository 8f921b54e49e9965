"""Words of trying things out."""

from enum import StrEnum


class RunState(StrEnum):
    """How far a trial is."""

    WAITING = "waiting"  # for the worker
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Trial(StrEnum):
    """What can be tried."""

    PUT_FIRST = "put_first"  # a class of customers, or one customer
    CAP = "cap"  # so many exceptions a day, urgent jobs included
    RESERVE = "reserve"  # a share of each shift kept free for urgent jobs
    ONE_MORE = "one_more"  # technician of a trade
    COMPLETE = "complete"  # a link on which nothing is left out
    MERGE = "merge"  # two roles of the office


class Trouble(StrEnum):
    """Why a trial has no result. Each has its remedy in words on the page."""

    TOO_LITTLE_HISTORY = "too_little_history"
    TOO_MUCH_WORK = "too_much_work"
    INTERRUPTED = "interrupted"
    BROKEN = "broken"


class Role(StrEnum):
    """Roles of the office that can be merged."""

    AGENT = "agent"
    DISPATCHER = "dispatcher"
    BOOKKEEPER = "bookkeeper"
