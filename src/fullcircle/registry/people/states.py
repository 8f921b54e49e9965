"""Seats and relations: the words of the policy table."""

from enum import StrEnum


class Seat(StrEnum):
    AGENT = "agent"
    DISPATCHER = "dispatcher"
    TECHNICIAN = "technician"
    CREW_MEMBER = "crew_member"
    CREW_LEAD = "crew_lead"
    SUPERVISOR = "supervisor"
    BOOKKEEPER = "bookkeeper"
    PARTS_ROOM = "parts_room"
    MANAGER = "manager"
    HR = "hr"
    REQUESTER = "requester"
    BUILDING_CONTACT = "building_contact"
    CONTRACTOR = "contractor"
    ADMINISTRATOR = "administrator"


# Kinds of acting party that are not people with a seat.
class Party(StrEnum):
    PERSON = "person"
    LINK_HOLDER = "link"
    WORKER = "worker"


class Relation(StrEnum):
    """How the row relates to who asks, from narrow to wide."""

    OWN = "own"
    TEAM = "team"
    FOREIGN = "foreign"
    SUBJECT = "subject"


class ShiftKind(StrEnum):
    REGULAR = "regular"
    ON_CALL = "on_call"
    OVERNIGHT = "overnight"


class AbsenceKind(StrEnum):
    HOLIDAY = "holiday"
    SICK = "sick"
    TRAINING = "training"
    OTHER = "other"
