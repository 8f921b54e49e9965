"""From figures to what the page *My customers* says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fullcircle.handoffs.models import ExpectationCard, Link
from fullcircle.handoffs.queries import Word
from fullcircle.handoffs.states import AskState
from fullcircle.insight.figures import FEW, Measure
from fullcircle.insight.links import Item, LinkFigures
from fullcircle.insight.tallies import Side
from fullcircle.web.components.interval import percent
from fullcircle.web.components.seat_words import CUSTOMER, all_of, one
from fullcircle.web.components.trade_words import trade

GOOD = 0.9


@dataclass(frozen=True)
class CardLine:
    """One trade's card of a link."""

    trade: str
    name: str
    version: int
    objected: bool


@dataclass(frozen=True)
class LinkCard:
    """One arrow of mine. `other`: at the far end; `here`, `there`: left and right of the arrow."""

    link: Link
    side: Side
    other: str
    here: str
    there: str
    arrow: str
    figures: LinkFigures
    missed: tuple[Item, ...]
    words: tuple[Word, ...]
    cards: tuple[CardLine, ...]
    alone: str
    query: str = ""

    def _rows(self, measure: Measure) -> str:
        return f"{reverse('figures', args=[self.link.key, measure])}?{self.query}"

    @property
    def volume_url(self) -> str:
        return self._rows(Measure.VOLUME)

    @property
    def right_url(self) -> str:
        return self._rows(Measure.RIGHT_FIRST_TIME)

    @property
    def wait_url(self) -> str:
        return self._rows(Measure.WAIT)

    @property
    def items_url(self) -> str:
        return self._rows(Measure.RETURNS)

    @property
    def supplied(self) -> bool:
        return self.side is Side.SUPPLIED

    @property
    def outside(self) -> bool:
        return self.link.receiver_seat == CUSTOMER

    @property
    def owned(self) -> bool:
        """The card is mine: I am the receiver."""
        return self.side is Side.RECEIVED


@dataclass(frozen=True)
class Ends:
    """How many people sit at both ends of a link."""

    givers: int
    receivers: int


def links_of(cards: Iterable[ExpectationCard]) -> dict[str, Link]:
    return {card.link.key: card.link for card in cards}


def sides_of(link: Link, seats: Iterable[str]) -> list[Side]:
    """Which ends of a link somebody with these seats holds."""
    held = {str(seat) for seat in seats}
    found = [Side.SUPPLIED] if link.giver_seat in held else []
    return found + ([Side.RECEIVED] if link.receiver_seat in held else [])


def ends_of(cards: Iterable[ExpectationCard]) -> dict[str, Ends]:
    return {
        card.link.key: Ends(getattr(card, "givers", 0) or 0, getattr(card, "receivers", 0) or 0)
        for card in cards
    }


def link_card(
    link: Link,
    side: Side,
    figures: LinkFigures,
    *,
    cards: Iterable[ExpectationCard],
    words: Iterable[Word],
    ends: Ends,
    query: str = "",
) -> LinkCard:
    supplied = side is Side.SUPPLIED
    other = link.receiver_seat if supplied else link.giver_seat
    return LinkCard(
        link=link,
        side=side,
        other=all_of(other),
        here=one(link.giver_seat),
        there=one(link.receiver_seat),
        arrow=arrow_of(figures),
        figures=figures,
        missed=figures.items[:2],
        words=tuple(words)[:1],
        cards=tuple(
            CardLine(card.trade, trade(card.trade), card.version, card.objected_at is not None)
            for card in cards
            if card.link_id == link.pk
        ),
        alone=alone(link, side, ends),
        query=f"{query}&side={side}",
    )


def arrow_of(figures: LinkFigures) -> str:
    """Grey without cases, blue with few, green when nearly all are right, else amber and dashed."""
    share = figures.right_first_time
    if share.value is None:
        return "idle"
    if share.n < FEW:
        return "given"
    return "accepted" if share.value >= GOOD else "returned"


def alone(link: Link, side: Side, ends: Ends) -> str:
    """Where a role is one person the page says so: then figures of a link are figures of somebody."""
    mine, others = ends.givers, ends.receivers
    if side is Side.RECEIVED:
        mine, others = ends.receivers, ends.givers
    if side is Side.SUPPLIED and mine == 1:
        return _("You are the only one here: what is seen of this link is seen of you.")
    if side is Side.RECEIVED and others == 1:
        return _("One person does this: what you see here is about one person.")
    return ""


def words_on(words: Iterable[Word], link: Link) -> list[Word]:
    """Asks on this link, the open ones first, then the newest."""
    found = [word for word in words if word.link == link.key and word.kind != "thanks"]
    return sorted(found, key=lambda word: (word.state != AskState.OPEN, -word.at.timestamp()))


def summary(serving: int, served: int) -> str:
    """ "you serve 3, and 4 serve you"."""
    serve = ngettext("you serve %(n)d", "you serve %(n)d", serving) % {"n": serving}
    by = ngettext("%(n)d serves you", "%(n)d serve you", served) % {"n": served}
    return _("%(serve)s, and %(by)s") % {"serve": serve, "by": by}


@dataclass(frozen=True)
class Change:
    """How a link was half a year ago. `sure`: the two intervals do not touch."""

    other: str
    side: Side
    before: str
    after: str
    n_before: int
    n_after: int
    sure: bool
    because: str = ""
    version: int = 0


def change_since(
    card: LinkCard, before: LinkFigures, cards: Iterable[ExpectationCard], since: datetime
) -> Change | None:
    """None unless both spans have enough cases to be spoken of."""
    old, new = before.right_first_time, card.figures.right_first_time
    if old.value is None or new.value is None or old.few or new.few:
        return None
    assert old.low is not None
    assert old.high is not None
    assert new.low is not None
    assert new.high is not None
    newest = [row for row in cards if row.link_id == card.link.pk and row.in_force_from > since]
    changed = max(newest, key=lambda row: row.in_force_from, default=None)
    return Change(
        other=card.other,
        side=card.side,
        before=percent(old.value),
        after=percent(new.value),
        n_before=old.n,
        n_after=new.n,
        sure=old.low > new.high or new.low > old.high,
        because=changed.because if changed and changed.version > 1 else "",
        version=changed.version if changed and changed.version > 1 else 0,
    )


def greatest(changes: Mapping[str, Change]) -> list[Change]:
    """Sure ones first; two at most."""
    return sorted(changes.values(), key=lambda change: (not change.sure, change.other))[:2]
