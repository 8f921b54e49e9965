"""The briefing as it would be spoken now, and how complete it is on the technician's own card."""

from dataclasses import dataclass

from fullcircle.foundation import clock
from fullcircle.handoffs.completeness import CardPart, measure
from fullcircle.handoffs.queries import card_in_force
from fullcircle.handoffs.states import LinkKey
from fullcircle.operations.dispatch import facts as record
from fullcircle.operations.dispatch import wording
from fullcircle.operations.scheduling.models import Visit
from fullcircle.registry.people.models import Person


@dataclass(frozen=True)
class Preview:
    """`present` of `total` parts of the reader's card; `missing` in words, required ones first."""

    sentences: tuple[wording.Sentence, ...]
    seconds: int
    present: int
    total: int
    missing: tuple[str, ...]
    optional: tuple[str, ...]

    @property
    def complete(self) -> bool:
        return not self.missing


def preview(visit: Visit, *, reader: Person, line: str, line_by: str) -> Preview:
    """Composed as at dispatch, but nothing is written."""
    facts, spoken, _records = record.compose_now(visit, reader=reader, line=line, line_by=line_by)
    parts = {str(key): present for key, present in wording.card_parts(facts).items()}
    card = card_in_force(LinkKey.BRIEFING, visit.job.case.trade, clock.now())
    rows = [CardPart.from_row(row) for row in card.parts] if card is not None else []
    measured = measure(rows, parts)
    absent = [part for part in measured.parts if not part["present"]]
    return Preview(
        sentences=tuple(spoken.sentences),
        seconds=round(spoken.seconds),
        present=len(measured.parts) - len(absent),
        total=len(measured.parts),
        missing=tuple(str(part["label"]) for part in absent if part["required"]),
        optional=tuple(str(part["label"]) for part in absent if not part["required"]),
    )
