"""Which column of a log says what."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Mapping:
    """Names of columns of the log. `start`, `transition` and `item` are empty when there are none.

    `time` is when a step was completed, `start` when it was begun, `transition` the life-cycle
    step (start, complete ...), `item` what was handed over (an order, a part).
    """

    case: str
    activity: str
    party: str
    time: str
    start: str = ""
    transition: str = ""
    item: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are read, each once, in the order of the fields."""
        named = (self.case, self.activity, self.party, self.time, *self._further())
        return tuple(dict.fromkeys(name for name in named if name))

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    def _further(self) -> tuple[str, str, str]:
        return (self.start, self.transition, self.item)
