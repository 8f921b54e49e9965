"""How many clocks were met, of how many that count."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from fullcircle.foundation.values.target_clock.reading import ClockReading
from fullcircle.foundation.values.target_clock.states import ClockState


@dataclass(frozen=True, slots=True)
class Compliance:
    """Met of decided. Void, merged, not needed and undecided clocks stand outside.

    `not_ours` are among the decided: the result stays and has its own column.
    """

    met: int
    breached: int
    outside: int
    undecided: int
    not_ours: int

    @property
    def decided(self) -> int:
        """The denominator."""
        return self.met + self.breached

    @property
    def share(self) -> Fraction | None:
        """Met of decided, exactly; None where there is nothing to divide by: no data is not 0 %."""
        return Fraction(self.met, self.decided) if self.decided else None


_OUTSIDE = frozenset({ClockState.VOID, ClockState.MERGED, ClockState.NOT_NEEDED})
_DECIDED = frozenset({ClockState.MET, ClockState.BREACHED})


def compliance(readings: Iterable[ClockReading]) -> Compliance:
    """Count the readings of one kind of clock."""
    seen = tuple(readings)
    states = [reading.state for reading in seen]
    outside = sum(state in _OUTSIDE for state in states)
    decided = sum(state in _DECIDED for state in states)
    return Compliance(
        met=states.count(ClockState.MET),
        breached=states.count(ClockState.BREACHED),
        outside=outside,
        undecided=len(states) - outside - decided,
        not_ours=sum(reading.not_ours and reading.state in _DECIDED for reading in seen),
    )
