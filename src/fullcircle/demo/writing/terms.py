"""Links, cards with all their versions, and the targets of the clocks."""

from __future__ import annotations

from datetime import UTC, datetime

import holidays

from fullcircle.demo.cast.people import ZONE
from fullcircle.demo.past import CardVersion
from fullcircle.demo.writing.index import Index
from fullcircle.foundation import clock
from fullcircle.handoffs import actions as handoffs
from fullcircle.handoffs.completeness import CardPart
from fullcircle.handoffs.models import ExpectationCard, Link
from fullcircle.operations.servicedesk import actions as servicedesk
from fullcircle.registry.people.actor import Actor

BEFORE_THE_PAST = datetime(2024, 7, 1, 12, tzinfo=UTC)
YEARS = range(2024, 2028)


def write_terms(index: Index, versions: tuple[CardVersion, ...], *, by: Actor) -> None:
    """As shipped when the company began to work with this, then each change at its day."""
    with clock.standing_at(BEFORE_THE_PAST):
        handoffs.lay_out_links(by=by)
        days = sorted(day.isoformat() for day in holidays.country_holidays("US", years=YEARS))
        servicedesk.lay_out_targets(by=by, zone=ZONE.key, holidays=days)
    index.links.update({link.key: link.pk for link in Link.objects.all()})
    for version in sorted(versions, key=lambda one: one.version):
        if version.version > 1:
            _write_version(index, version)
    for card in ExpectationCard.objects.select_related("link"):
        index.cards[card.link.key, card.trade, card.version] = card


def _write_version(index: Index, version: CardVersion) -> None:
    before = ExpectationCard.objects.get(
        link_id=index.links[version.link], trade=version.trade, version=version.version - 1
    )
    ExpectationCard.objects.filter(pk=before.pk).update(retired_at=version.in_force_from)
    first = ExpectationCard.objects.get(link=before.link_id, trade=version.trade, version=1)
    ExpectationCard.objects.create(
        link_id=before.link_id,
        trade=version.trade,
        version=version.version,
        parts=[*first.parts, *(CardPart(key, label).as_row() for key, label in version.adds)],
        duties=first.duties,
        promised_minutes=first.promised_minutes,
        in_force_from=version.in_force_from,
        written_by=index.people.get(version.written_by),
        because=version.because,
    )
