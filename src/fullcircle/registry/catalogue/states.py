"""Kinds of closing-form items, prices, trades."""

from enum import StrEnum


class Trade(StrEnum):
    HOME_SERVICE = "home_service"
    BUILDING_CARE = "building_care"
    IT = "it"


class ItemKind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    CHECK = "check"
    READING = "reading"
    PHOTO = "photo"
    SIGNATURE = "signature"


class PriceKind(StrEnum):
    LABOUR = "labour"
    PART = "part"
    FEE = "fee"
    SERVICE = "service"
