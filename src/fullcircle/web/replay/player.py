"""Who plays the scenes: plugged in by the composition root, because screens do not know the demo."""

from collections.abc import Mapping
from typing import Protocol


class NotPlayable(Exception):
    """The day went another way, so this scene cannot happen any more. The message says why."""


class Player(Protocol):
    """Tells scenes into the living company, in their order; what was told stands."""

    def play(self, scene: str) -> None:
        """Tell the day up to this scene. Raises NotPlayable; then nothing was changed."""

    def played(self) -> set[str]:
        """Keys of the scenes that have happened."""

    def parts(self) -> Mapping[str, int]:
        """Part in the story ("dispatcher", "dana") -> number of the person who plays it."""

    def names(self) -> Mapping[str, str]:
        """What addresses of scenes speak of: "maple-case" -> a case's number, as text."""


_plugged: list[Player] = []


def plug_in(player: Player) -> None:
    _plugged[:] = [player]


def plugged_in() -> Player | None:
    """None in a company that is no demo."""
    return _plugged[0] if _plugged else None
