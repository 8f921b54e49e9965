"""The board as JSON for its island: short keys, minutes of the day, one letter per hand-off."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from fullcircle.foundation import clock
from fullcircle.foundation.values.window import TimeWindow
from fullcircle.handoffs.queries import Chain, chains_for
from fullcircle.operations.dispatch.facts import position_words
from fullcircle.operations.dispatch.queries import Board, BoardPerson, BoardVisit, board_of
from fullcircle.operations.scheduling.states import VisitState
from fullcircle.web.components.chain_ring import initials
from fullcircle.web.components.chips import look_of
from fullcircle.web.dispatcher.days import CLOSES, OPENS, Day
from fullcircle.web.dispatcher.wording import (
    TRADES,
    doing_words,
    promise_words,
    result_looks,
    risk_words,
)

LETTERS = {
    "idle": "i",
    "given": "g",
    "accepted": "a",
    "returned": "r",
    "fixed": "f",
    "late": "l",
    "silent": "s",
}


def feed_of(day: Day, *, at: datetime | None = None) -> tuple[dict[str, Any], Board]:
    """The feed and the board it was made of, in at most six queries for any number of visits."""
    now = at or clock.now()
    board = board_of(day.window, at=now)
    chains = chains_for((visit.case_id for visit in board.visits), at=now)
    return _feed(day, board, chains, now), board


def _feed(day: Day, board: Board, chains: dict[int, Chain], now: datetime) -> dict[str, Any]:
    opens, closes = _horizon(day, board)
    work: dict[int, list[BoardVisit]] = defaultdict(list)
    for visit in board.visits:
        for who in visit.people:
            work[who].append(visit)
    return {
        "day": day.iso,
        "now": day.minute(now) if day.is_today else None,
        "open": opens,
        "close": closes,
        "hours": day.hours(opens, closes),
        "people": [_person(row, work[row.person.pk], day) for row in board.people],
        "visits": [_visit(visit, chains[visit.case_id], day) for visit in board.visits],
    }


def _horizon(day: Day, board: Board) -> tuple[int, int]:
    """From seven to six at least; further where work stands, never beyond the day."""
    starts = [day.minute(visit.watched.start) for visit in board.visits]
    ends = [day.minute(visit.watched.end) for visit in board.visits]
    last = day.minute(day.window.end)
    opens = max(0, min([OPENS, *starts]))
    closes = min(last, max([CLOSES, *ends]))
    return opens - opens % 60, -(-closes // 60) * 60


def _person(row: BoardPerson, visits: list[BoardVisit], day: Day) -> dict[str, Any]:
    person, position = row.person, row.position
    doing, tone = doing_words(visits)
    return {
        "i": person.pk,
        "n": person.name,
        "t": str(TRADES.get(person.trade, person.trade)),
        "b": initials(person.name),
        "s": _spans(row.shifts, day),
        "a": _spans(row.away, day),
        "c": row.on_call and not row.shifts,
        "d": doing,
        "dt": tone,
        "p": position_words(position) if position else "",
        "pm": day.minute(position.at) if position else None,
    }


def _spans(windows: Iterable[TimeWindow], day: Day) -> list[list[int]]:
    return [[day.minute(window.start), day.minute(window.end)] for window in windows]


def _visit(visit: BoardVisit, chain: Chain, day: Day) -> dict[str, Any]:
    watched = visit.watched
    shown: dict[str, Any] = {
        "i": visit.pk,
        "v": visit.version,
        "t": visit.title,
        "w": visit.place,
        "s": day.minute(watched.start),
        "e": day.minute(watched.end),
        "st": str(watched.state),
        "l": visit.lead or 0,
        "g": "".join(LETTERS[arc.state] for arc in chain.arcs),
        "o": initials(chain.holder),
    }
    if visit.helpers:
        shown["h"] = list(visit.helpers)
    if visit.result:
        shown["z"] = visit.result
    if visit.pinned:
        shown["x"] = 1
    if visit.promise_start is not None and watched.window_end is not None:
        shown["p"] = [day.minute(visit.promise_start), day.minute(watched.window_end)]
        shown["pw"] = promise_words(
            visit.promise_kind, visit.promise_start, watched.window_end, visit.zone
        )
    if watched.arrived_at is not None:
        shown["f"] = [day.minute(watched.arrived_at), _left(visit, day)]
    if visit.risk is not None:
        shown["r"] = [visit.risk.minutes, risk_words(visit)]
    return shown


def _left(visit: BoardVisit, day: Day) -> int | None:
    return day.minute(visit.left_at) if visit.left_at is not None else None


def vocabulary() -> dict[str, Any]:
    """What the island says: states with tone, icon and word, and its sentences."""
    states = {str(state): look_of(state) for state in VisitState}
    said = {name: [look.tone, look.icon, str(look.word)] for name, look in states.items()}
    return {
        "states": said | result_looks(),
        "returned": _("sent back"),
        "away": _("away"),
        "onCall": _("on call"),
        "now": _("now"),
        "ago": _("{n} min ago"),
        "agoHours": _("{n} h ago"),
        "promised": _("promised {what}"),
        "minutes": _("{n} min"),
        "hours": _("{h} h {m}"),
        "lifted": _(
            "Moving {title}. Left and right change the time, up and down the person, "
            "Enter drops, Escape puts it back."
        ),
        "over": _("{who}, {from} to {until}"),
        "dropped": _("{title} is now with {who} at {from}."),
        "backAgain": _("Put back. Nothing was changed."),
        "notHere": _("It cannot be moved from here: somebody is on the way or it is pinned."),
        "fasterHead": _("Somebody was faster"),
        "faster": _(
            "{who} changed this in the meantime. Their change stands, yours was not written."
        ),
        "refused": _("Not possible"),
        "lookAgain": _("Placed; look again"),
        "failed": _("That did not reach us. The card is back where it was: try once more."),
        "changed": _("The board has changed."),
        "close": _("Close"),
        "empty": _("Nobody is on shift that day."),
    }
