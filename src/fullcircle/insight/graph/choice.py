"""What somebody chooses before a log is studied: which column is what, and the rules that change
numbers."""

from collections.abc import Mapping as Named
from dataclasses import asdict, dataclass
from typing import Any

from fullcircle.engines.eventlog.mapping import Mapping
from fullcircle.engines.eventlog.options import Missing, Options, Pairing


@dataclass(frozen=True)
class StudyChoice:
    """Plain values, kept with the log as JSON; docs/reference/event-logs.md explains each one."""

    missing: Missing = Missing.SKIP
    pairing: Pairing = Pairing.NEIGHBOUR
    transition: str = ""
    zone: str = "UTC"
    system_parties: tuple[str, ...] = ()
    collapse_system: bool = False
    works_council: bool = False

    def as_dict(self) -> dict[str, Any]:
        told = asdict(self)
        return {**told, "system_parties": list(self.system_parties)}

    @classmethod
    def from_dict(cls, told: Named[str, Any]) -> "StudyChoice":
        return cls(
            missing=Missing(told.get("missing", Missing.SKIP)),
            pairing=Pairing(told.get("pairing", Pairing.NEIGHBOUR)),
            transition=str(told.get("transition", "")),
            zone=str(told.get("zone", "UTC")),
            system_parties=tuple(str(name) for name in told.get("system_parties", ())),
            collapse_system=bool(told.get("collapse_system", False)),
            works_council=bool(told.get("works_council", False)),
        )

    def options(self, *, pseudonym_key: bytes = b"") -> Options:
        """For the engine. The key is never kept with the choice."""
        return Options(
            missing=self.missing,
            pairing=self.pairing,
            transition=self.transition,
            zone=self.zone,
            system_parties=frozenset(self.system_parties),
            collapse_system=self.collapse_system,
            pseudonym_key=pseudonym_key,
        )


def mapping_of(told: Named[str, Any]) -> Mapping:
    """From the texts of a form or of a kept row; missing ones are empty."""
    names = ("case", "activity", "party", "time", "start", "transition", "item")
    return Mapping(**{name: str(told.get(name, "") or "") for name in names})
