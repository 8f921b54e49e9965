from fullcircle.operations.scheduling.models.job import Job
from fullcircle.operations.scheduling.models.promise import Promise
from fullcircle.operations.scheduling.models.visit import Visit, VisitStep

__all__ = ["Job", "Promise", "Visit", "VisitStep"]
