"""Reading the page: five queries for a person, however much was handed over."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from fullcircle.handoffs.models import ExpectationCard
from fullcircle.handoffs.queries import (
    Waiting,
    Word,
    cards_in_force,
    my_waiting,
    words_between,
    words_to_team,
)
from fullcircle.handoffs.states import LinkKey
from fullcircle.insight.links import LinkFigures, figures_of, touched_items
from fullcircle.insight.periods import HALF_A_YEAR, Period, PeriodKey, period_of
from fullcircle.insight.tallies import Side, Tally, tallies
from fullcircle.registry.people.actor import Actor
from fullcircle.web.components.chain_ring import link_words, ring_of
from fullcircle.web.components.ring import Ring
from fullcircle.web.everyone import presenters
from fullcircle.web.everyone.presenters import Change, LinkCard
from fullcircle.web.everyone.whose import Scope


@dataclass(frozen=True)
class WaitingLine:
    """One row of *Waiting on me*. `state`: returned (came back), late, new."""

    ring: Ring
    title: str
    case: str
    says: str
    state: str
    since: datetime
    due: datetime | None
    zone: str


@dataclass(frozen=True)
class MyPage:
    serve: list[LinkCard]
    served: list[LinkCard]
    waiting: list[WaitingLine]
    thanks: list[Word]
    changes: list[Change]
    period: Period
    period_key: PeriodKey

    @property
    def summary(self) -> str:
        return presenters.summary(len(self.serve), len(self.served))

    @property
    def nothing_yet(self) -> bool:
        return not any(card.figures.given for card in [*self.serve, *self.served])

    @property
    def alone(self) -> list[str]:
        return list(dict.fromkeys(card.alone for card in [*self.serve, *self.served] if card.alone))


def my_page(actor: Actor, scope: Scope, *, key: PeriodKey, at: datetime) -> MyPage:
    waiting = [_line(row, at) for row in my_waiting(actor, at=at)]
    words = words_between(actor, at=at)
    seats = [str(seat) for seat in actor.seats]
    return _page(scope, seats, key, at, words=words, waiting=waiting)


def team_page(team: int, seats: list[str], scope: Scope, *, key: PeriodKey, at: datetime) -> MyPage:
    return _page(scope, seats, key, at, words=words_to_team(team, at=at), waiting=[])


def _page(
    scope: Scope,
    seats: list[str],
    key: PeriodKey,
    at: datetime,
    *,
    words: list[Word],
    waiting: list[WaitingLine],
) -> MyPage:
    period = period_of(key, at=at, zone=settings.TIME_ZONE)
    spans = {"now": period, "before": period.earlier(HALF_A_YEAR)}
    cards = list(cards_in_force(at))
    counted = tallies(scope.whose, spans, at=at)
    touched = touched_items(scope.whose, {"now": period})
    links, ends = presenters.links_of(cards), presenters.ends_of(cards)
    found: list[LinkCard] = []
    changes: dict[str, Change] = {}
    for link in sorted(links.values(), key=lambda row: row.position):
        for side in presenters.sides_of(link, seats):
            counts = {name: counted.get((link.key, side, name), Tally()) for name in spans}
            card = presenters.link_card(
                link,
                side,
                figures_of(counts["now"], touched.get((link.key, side, "now"), {})),
                cards=cards,
                words=presenters.words_on(words, link),
                ends=ends[link.key],
                query=f"whose={scope.word}&period={key}",
            )
            found.append(card)
            _note_change(changes, card, figures_of(counts["before"]), cards, spans["before"].end)
    return MyPage(
        serve=[card for card in found if card.side is Side.SUPPLIED],
        served=[card for card in found if card.side is Side.RECEIVED],
        waiting=waiting,
        thanks=[word for word in words if word.kind == "thanks"][:3],
        changes=presenters.greatest(changes),
        period=period,
        period_key=key,
    )


def _note_change(
    changes: dict[str, Change],
    card: LinkCard,
    old: LinkFigures,
    cards: list[ExpectationCard],
    since: datetime,
) -> None:
    change = presenters.change_since(card, old, cards, since)
    if change is not None:
        changes[f"{card.link.key} {card.side}"] = change


def _line(waiting: Waiting, at: datetime) -> WaitingLine:
    row = waiting.row
    zone = row.case.location.zone
    late = row.due_at is not None and at > row.due_at
    what = link_words()[LinkKey(row.link.key)]
    came_back = ", ".join(asked.label for asked in waiting.asked)
    return WaitingLine(
        ring=ring_of(waiting.chain, zone),
        title=row.case.title,
        case=row.case.number,
        says=came_back or what,
        state="returned" if waiting.asked else "late" if late else "new",
        since=waiting.since,
        due=row.due_at,
        zone=zone,
    )
