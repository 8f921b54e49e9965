"""Parts people have in a visit; where a position comes from."""

from enum import StrEnum


class Part(StrEnum):
    LEAD = "lead"
    HELPER = "helper"


class PositionSource(StrEnum):
    RADIO = "radio"
    PHONE = "phone"
    TAP = "tap"
