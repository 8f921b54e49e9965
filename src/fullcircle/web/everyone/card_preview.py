"""What a changed card would have found in the last fifty hand-offs.

Values are not kept, only whether each part was there; so a part that nobody asked for before has no
data, and a changed check cannot be tried on the past.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from fullcircle.engines.statistics.intervals import Share, wilson
from fullcircle.handoffs.completeness import CardPart
from fullcircle.handoffs.models import Handoff


@dataclass(frozen=True)
class PartBefore:
    """`missing` of `asked` hand-offs; `asked` 0 means that nobody asked for it before."""

    label: str
    required: bool
    missing: int
    asked: int


@dataclass(frozen=True)
class Preview:
    """Shares of hand-offs with everything required: as frozen then, and by the changed card."""

    looked_at: int
    parts: tuple[PartBefore, ...]
    before: Share | None
    after: Share | None
    late: int | None
    timed: int


def preview_of(
    parts: Sequence[CardPart], promised_minutes: int | None, rows: Sequence[Handoff]
) -> Preview:
    """`late`: how many would have been later than promised, of `timed` with an outcome."""
    present = [{part["key"]: bool(part["present"]) for part in row.parts} for row in rows]
    carded = [(row, said) for row, said in zip(rows, present, strict=True) if said]
    required = [part.key for part in parts if part.required]
    complete = sum(all(said.get(key, True) for key in required) for _row, said in carded)
    lengths = [row.outcome_at - row.given_at for row in rows if row.outcome_at is not None]
    late = None
    if promised_minutes is not None:
        late = sum(length.total_seconds() > promised_minutes * 60 for length in lengths)
    return Preview(
        looked_at=len(rows),
        parts=tuple(_before(part, present) for part in parts),
        before=wilson(sum(not row.missing for row, _said in carded), len(carded)),
        after=wilson(complete, len(carded)),
        late=late,
        timed=len(lengths),
    )


def _before(part: CardPart, present: Sequence[dict[str, bool]]) -> PartBefore:
    asked = [said[part.key] for said in present if part.key in said]
    return PartBefore(part.label, part.required, asked.count(False), len(asked))
