from fullcircle.operations.fieldwork.models.attendance import Attendance
from fullcircle.operations.fieldwork.models.close_out import CloseOut, CloseOutPhoto, PartUsed

__all__ = ["Attendance", "CloseOut", "CloseOutPhoto", "PartUsed"]
