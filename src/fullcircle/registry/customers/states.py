"""Kinds of customers, locations, equipment, agreements, records."""

from enum import StrEnum


class Side(StrEnum):
    """Inside: a department of ours that is served. Outside: somebody who pays."""

    INSIDE = "inside"
    OUTSIDE = "outside"


class CustomerKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    DEPARTMENT = "department"


class Channel(StrEnum):
    PHONE = "phone"
    TEXT = "text"
    EMAIL = "email"
    WALK_UP = "walk_up"
    RADIO = "radio"
    PORTAL = "portal"
    QR = "qr"
    API = "api"


class LocationKind(StrEnum):
    HOME = "home"
    SITE = "site"
    CAMPUS = "campus"
    BUILDING = "building"
    FLOOR = "floor"
    ROOM = "room"
    UNIT = "unit"


class FlagKind(StrEnum):
    DO_NOT_SERVICE = "do_not_service"
    CASH_ONLY = "cash_only"
    CREDIT_HOLD = "credit_hold"
    CARE = "care"  # infant, medical need: somebody who cannot wait


class RecordState(StrEnum):
    PROVISIONAL = "provisional"
    CONFIRMED = "confirmed"
