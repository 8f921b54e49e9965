"""From the loop to what the manager reads. Links are named, never persons' figures."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fullcircle.handoffs.queries import Waiting
from fullcircle.handoffs.states import LinkKey
from fullcircle.insight.figures import Measure
from fullcircle.insight.hints import Hint, HintKind
from fullcircle.insight.loop import LinkToday, Loop
from fullcircle.insight.periods import PeriodKey
from fullcircle.web.components.chain_ring import link_words, ring_of
from fullcircle.web.components.ring import Ring
from fullcircle.web.components.seat_words import all_of
from fullcircle.web.components.times import duration
from fullcircle.web.manager.picture import Picture, picture_of, says, state_of


@dataclass(frozen=True)
class LinkRow:
    """One row of the table behind the picture."""

    today: LinkToday
    word: str
    between: str
    state: str
    says: str
    sent_back: str
    rows_url: str
    today_url: str


@dataclass(frozen=True)
class WaitingRow:
    ring: Ring
    title: str
    case: str
    place: str
    link: str
    holder: str
    since: datetime
    due: datetime | None
    state: str
    asked: str
    zone: str


@dataclass(frozen=True)
class HintRow:
    """One thing to fix: what was seen, why it was chosen, what could help, where the rows are."""

    title: str
    seen: str
    why: str
    help: str
    rows_url: str
    help_url: str
    help_word: str


@dataclass(frozen=True)
class LoopPage:
    picture: Picture
    rows: list[LinkRow]
    waiting: list[WaitingRow]
    hints: list[HintRow]
    waits: int
    late: int
    unbilled: LinkToday | None


def loop_page(loop: Loop, *, at: datetime) -> LoopPage:
    inside = [link for link in loop.links if link.link != LinkKey.VISIT]
    return LoopPage(
        picture=picture_of(loop.links),
        rows=[_row(link) for link in loop.links],
        waiting=[_waiting(row, at) for row in loop.waiting],
        hints=[_hint(hint, loop) for hint in loop.hints],
        waits=sum(link.waiting for link in inside),
        late=sum(link.late for link in inside),
        unbilled=next((link for link in inside if link.link == LinkKey.CLOSEOUT), None),
    )


def rows_url(link: str, measure: Measure, **more: str) -> str:
    query = {"whose": "all", "side": "supplied", "period": str(PeriodKey.DAYS_30)} | more
    said = "&".join(f"{key}={value}" for key, value in query.items())
    return f"{reverse('figures', args=[link, measure])}?{said}"


def _row(link: LinkToday) -> LinkRow:
    back = ", ".join(f"{item.label} {item.asked}" for item in link.sent_back)
    return LinkRow(
        today=link,
        word=link_words()[link.link],
        between=_("%(givers)s to %(receivers)s")
        % {
            "givers": all_of(link.giver_seat).lower(),
            "receivers": all_of(link.receiver_seat).lower(),
        },
        state=state_of(link),
        says=says(link),
        sent_back=back,
        rows_url=rows_url(link.link, Measure.RIGHT_FIRST_TIME),
        today_url=rows_url(link.link, Measure.VOLUME),
    )


def _waiting(waiting: Waiting, at: datetime) -> WaitingRow:
    row = waiting.row
    late = row.due_at is not None and at > row.due_at
    receiver = row.receiver.call_name if row.receiver else all_of(row.link.receiver_seat)
    giver = row.giver.call_name if row.giver else all_of(row.link.giver_seat)
    return WaitingRow(
        ring=ring_of(waiting.chain, row.case.location.zone),
        title=row.case.title,
        case=row.case.number,
        place=row.case.location.spoken,
        link=link_words()[LinkKey(row.link.key)],
        holder=giver if waiting.asked else receiver,
        since=waiting.since,
        due=row.due_at,
        state="returned" if waiting.asked else "late" if late else row.state,
        asked=", ".join(asked.label for asked in waiting.asked),
        zone=row.case.location.zone,
    )


def _hint(hint: Hint, loop: Loop) -> HintRow:
    link = next(row for row in loop.links if row.link == hint.link)
    return _item(hint, link) if hint.kind is HintKind.ITEM else _queue(hint, link)


def _item(hint: Hint, link: LinkToday) -> HintRow:
    item = hint.item
    assert item is not None
    ends = {"givers": all_of(link.giver_seat), "receivers": all_of(link.receiver_seat)}
    card = reverse("card-of-link", args=[hint.link, "home_service"])
    on_card = _(
        "It is required on the card already. Ten minutes between %(givers)s and %(receivers)s "
        "would say why it does not come."
    )
    off_card = _(
        "It is not required on every card. A line on the card of the %(receivers)s would name it."
    )
    return HintRow(
        title=_("%(link)s: %(item)s")
        % {"link": link_words()[hint.link].capitalize(), "item": item.label},
        seen=_("In 14 days: missing %(a)d, sent back %(b)d, fixed by the receiver %(c)d.")
        % {"a": item.missing, "b": item.asked, "c": item.fixed},
        why=_(
            "Chosen because it weighs most: missing 1, fixed 2, sent back 3 points, %(w)d together."
        )
        % {"w": hint.weight},
        help=(on_card if hint.on_the_card else off_card) % ends,
        rows_url=rows_url(hint.link, Measure.RETURNS, period=str(PeriodKey.DAYS_14), item=item.key),
        help_url=card,
        help_word=_("Open the card"),
    )


def _queue(hint: Hint, link: LinkToday) -> HintRow:
    queue = hint.queue
    assert queue is not None
    count = ngettext("%(n)d waits", "%(n)d wait", queue.waiting) % {"n": queue.waiting}
    said = {
        "count": count,
        "late": queue.late,
        "oldest": duration(timedelta(minutes=hint.waited_minutes)),
        "promised": duration(timedelta(minutes=queue.promised_minutes or 0)),
    }
    return HintRow(
        title=_("%(link)s: the queue") % {"link": link_words()[hint.link].capitalize()},
        seen=_("%(count)s, %(late)d past the promise; the oldest for %(oldest)s.") % said,
        why=_("Chosen because its oldest is furthest past the promised %(promised)s.") % said,
        help=_("An hour of help for the %(receivers)s, or a promise that can be kept.")
        % {"receivers": all_of(link.receiver_seat).lower()},
        rows_url=rows_url(hint.link, Measure.WAIT, show="left-out"),
        help_url=reverse("card-of-link", args=[hint.link, "home_service"]),
        help_word=_("See the promise"),
    )
