"""The choices that change numbers; docs/reference/event-logs.md explains each one."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

NO_PARTY = frozenset(
    {"", "-", "?", "MISSING", "None", "UNDEFINED", "__INVALID__", "missing", "nan"}
)


class Missing(StrEnum):
    """What an event without a party does to the chain of its case."""

    SKIP = "skip"  # it is left out; the hand-over goes from the one before to the one after
    BREAK = "break"  # it cuts the chain: an unknown hand in between is nobody's hand-over


class Pairing(StrEnum):
    """Which event before is the one that handed over."""

    NEIGHBOUR = "neighbour"  # the one completed just before in the same case
    ENABLING = "enabling"  # the last one completed before this one began and not parallel to it


@dataclass(frozen=True)
class Options:
    """`transition`: "" takes every event, "auto" takes only `complete` where the log has it (or,
    with start times, everything), anything else only that life-cycle step.

    `return_within` limits how long a return may take, from the first hand-over to the way back;
    `planned_revisits` are triples (A, B, A) that are no returns. `system_parties` are named
    machines; with `collapse_system` their events are left out of the chains. With a
    `pseudonym_key` every party is replaced by "P-" and a keyed hash while it is being read.
    `zone` is the zone of times without an offset, `time_format` how times are written when that
    cannot be found out (%d %m %Y %H ...). `distance_decay` (0 < b <= 1) asks for
    hand-overs with distance as well; `together` for who worked on the same cases.
    """

    missing: Missing = Missing.SKIP
    transition: str = ""
    pairing: Pairing = Pairing.NEIGHBOUR
    return_within: timedelta | None = None
    planned_revisits: frozenset[tuple[str, str, str]] = frozenset()
    system_parties: frozenset[str] = frozenset()
    collapse_system: bool = False
    pseudonym_key: bytes = b""
    zone: str = "UTC"
    time_format: str = ""
    distance_decay: float | None = None
    together: bool = False
    no_party: frozenset[str] = NO_PARTY

    def __post_init__(self) -> None:
        # Words from JSON or a form count as the choices they name.
        object.__setattr__(self, "missing", Missing(self.missing))
        object.__setattr__(self, "pairing", Pairing(self.pairing))
        if self.distance_decay is not None and not 0 < self.distance_decay <= 1:
            raise ValueError("distance_decay lies above 0 and not above 1")

    def as_dict(self) -> dict[str, Any]:
        """For JSON. The key of the pseudonyms is never told, only that there was one."""
        within = self.return_within
        return {
            "missing": str(self.missing),
            "transition": self.transition,
            "pairing": str(self.pairing),
            "return_within_s": None if within is None else within.total_seconds(),
            "planned_revisits": sorted(list(triple) for triple in self.planned_revisits),
            "system_parties": sorted(self.system_parties),
            "collapse_system": self.collapse_system,
            "pseudonymous": bool(self.pseudonym_key),
            "zone": self.zone,
            "time_format": self.time_format,
            "distance_decay": self.distance_decay,
            "together": self.together,
            "no_party": sorted(self.no_party),
        }
