"""What the composer hands back: sentences for the voice, lines for the card behind it."""

from dataclasses import dataclass

from fullcircle.operations.dispatch.wording.facts import PartKey


@dataclass(frozen=True, slots=True)
class Sentence:
    """One spoken sentence. `key` is the card part it serves, `also` further parts it serves:
    "No-cool call at 120 Maple." is *what* and also *where*."""

    key: PartKey
    text: str
    also: tuple[PartKey, ...] = ()


@dataclass(frozen=True, slots=True)
class SpokenBriefing:
    """A briefing ready to be read aloud. `seconds` is an estimate; `left_out` names the parts
    of which something was shortened, dropped or never meant for the voice."""

    sentences: tuple[Sentence, ...]
    text: str
    seconds: float
    left_out: tuple[PartKey, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence before the time budget. The ranks say at which step it is shortened to
    `short` and at which it goes; a lower rank goes earlier, None means never."""

    sentence: Sentence
    short: str = ""
    shorten_at: int | None = None
    drop_at: int | None = None


@dataclass(frozen=True, slots=True)
class ScreenLine:
    """One line of the card: `icon` is a Tabler icon name, `detail` the second, quieter line,
    `badge` a chip beside the text. `faded` lines are shown quietly and never spoken."""

    key: PartKey
    icon: str
    text: str
    detail: str = ""
    badge: str = ""
    faded: bool = False
