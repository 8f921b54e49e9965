from fullcircle.operations.dispatch.models.assignment import Assignment
from fullcircle.operations.dispatch.models.briefing import Briefing
from fullcircle.operations.dispatch.models.position import Position

__all__ = ["Assignment", "Briefing", "Position"]
