"""States of promise, visit and job; transitions are the visit's own machine."""

from enum import StrEnum


class PromiseKind(StrEnum):
    ASAP = "asap"
    FIRST_OF_MORNING = "first_of_morning"
    FIRST_OF_AFTERNOON = "first_of_afternoon"
    WINDOW = "window"
    ANY_TIME = "any_time"
    EXACT = "exact"


class VisitState(StrEnum):
    PLANNED = "planned"
    ASSIGNED = "assigned"
    DISPATCHED = "dispatched"
    SEEN = "seen"
    EN_ROUTE = "en_route"
    ARRIVED = "arrived"
    PAUSED = "paused"
    LEFT = "left"
    CANCELLED = "cancelled"


class VisitResult(StrEnum):
    FIXED = "fixed"
    TEMPORARY = "temporary"
    NEEDS_RETURN = "needs_return"
    WAITING_PART = "waiting_part"
    WAITING_APPROVAL = "waiting_approval"
    NO_ACCESS = "no_access"
    NO_SHOW = "no_show"
    DECLINED = "declined"
    UNSAFE = "unsafe"


class JobState(StrEnum):
    UNSCHEDULED = "unscheduled"
    SCHEDULED = "scheduled"
    IN_PROGRESS = "in_progress"
    ON_HOLD = "on_hold"
    WORK_DONE = "work_done"
    CANCELLED = "cancelled"


class Risk(StrEnum):
    """Why a visit stands among the promises at risk."""

    BROKEN = "broken"
    BREAKING = "breaking"
    NOT_DISPATCHED = "not_dispatched"
    NOT_SEEN = "not_seen"
    EN_ROUTE_LONG = "en_route_long"
    RUNNING_OVER = "running_over"
