"""The history carries a story that the metrics must find again."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime

from fullcircle.demo.past import Handoff, Past
from fullcircle.demo.past.cards import THIRD
from fullcircle.demo.past.clockwork import local_day, to_minute
from fullcircle.demo.past.weather import HOT
from fullcircle.handoffs.states import HandoffState, LinkKey
from fullcircle.registry.catalogue.states import Trade


def share(values: Iterable[bool]) -> float:
    found = list(values)
    assert len(found) >= 30
    return sum(found) / len(found)


def yields(past: Past, *, since: datetime | None = None) -> dict[LinkKey, float]:
    """Right first time of the known outcomes, per link."""
    known: dict[LinkKey, list[bool]] = defaultdict(list)
    for case in past.cases:
        for one in case.handoffs:
            if one.state is HandoffState.ACCEPTED and (since is None or one.given_at >= since):
                known[one.link].append(one.right_first_time)
    return {link: share(values) for link, values in known.items()}


def handoffs(past: Past, link: LinkKey) -> list[Handoff]:
    return [one for case in past.cases for one in case.handoffs if one.link is link]


def test_the_close_out_is_clearly_the_weakest_link(past: Past) -> None:
    found = yields(past)
    others = [value for link, value in found.items() if link is not LinkKey.CLOSEOUT]
    assert found[LinkKey.CLOSEOUT] < min(others) - 0.05


def test_briefing_and_visit_cannot_be_told_apart(past: Past) -> None:
    found = yields(past)
    assert abs(found[LinkKey.BRIEFING] - found[LinkKey.VISIT]) < 0.025


def test_serial_numbers_stop_missing_after_the_third_card(past: Past) -> None:
    before: list[bool] = []
    after: list[bool] = []
    for case in past.cases:
        for one in case.handoffs:
            closing = one.link is LinkKey.CLOSEOUT and case.trade is Trade.HOME_SERVICE
            if closing and "serial_number" in one.applies:
                here = after if one.given_at >= THIRD else before
                here.append("serial_number" in one.absent)
    assert share(before) > 0.18
    assert share(after) < 0.09


def test_promises_break_on_hot_days(past: Past) -> None:
    broken: dict[bool, list[bool]] = {True: [], False: []}
    for case in past.cases:
        if case.trade is Trade.HOME_SERVICE:
            visit = case.visits[0]
            day = local_day(to_minute(visit.arrived_at))
            hot = past.degrees[day] >= HOT
            broken[hot].append(visit.arrived_at > case.promises[0].window_end)
    assert share(broken[False]) < 0.07
    assert share(broken[True]) > 0.15


def test_callbacks_are_about_four_in_a_hundred_repairs(past: Past) -> None:
    repairs = [one for one in past.cases if not one.job_type.startswith(("tune-up", "estimate"))]
    assert 0.03 < sum(bool(one.callback_of) for one in repairs) / len(repairs) < 0.06


def test_the_night_crew_leaves_the_notes_out(past: Past) -> None:
    night = {"samuel", "abebe", "linh", "ifeoma"}
    gaps: dict[bool, list[bool]] = {True: [], False: []}
    for one in handoffs(past, LinkKey.CLOSEOUT):
        gaps[one.giver in night].append("notes" in one.absent)
    assert share(gaps[True]) > 5 * share(gaps[False])


def test_givers_differ_on_the_same_link(past: Past) -> None:
    right: dict[str, list[bool]] = defaultdict(list)
    for one in handoffs(past, LinkKey.INTAKE):
        right[one.giver].append(one.right_first_time)
    assert share(right["priya"]) > share(right["leon"]) > share(right["odile"])


def test_most_things_pass_through_summer(past: Past) -> None:
    given = Counter(one.giver for one in handoffs(past, LinkKey.BRIEFING))
    assert given["summer"] > sum(given.values()) / 2


def test_silence_is_there_and_is_not_success(past: Past) -> None:
    silent = share(one.state is HandoffState.SILENT for one in handoffs(past, LinkKey.VISIT))
    assert 0.1 < silent < 0.35


def test_heat_makes_the_phones_ring(past: Past) -> None:
    calls = Counter(
        local_day(to_minute(case.received_at))
        for case in past.cases
        if case.trade is Trade.HOME_SERVICE
    )
    hot = [calls[day] for day, high in past.degrees.items() if high >= HOT]
    mild = [calls[day] for day, high in past.degrees.items() if 60 <= high < 80]
    assert sum(hot) / len(hot) > 1.6 * sum(mild) / len(mild)


def test_mondays_are_the_busiest_and_sundays_the_quietest(past: Past) -> None:
    days = Counter(local_day(to_minute(case.received_at)).weekday() for case in past.cases)
    assert max(days, key=lambda day: days[day]) == 0
    assert min(days, key=lambda day: days[day]) == 6


def test_most_repairs_are_done_in_one_visit(past: Past) -> None:
    repairs = [one for one in past.cases if one.job_type in ("no-cool", "no-heat", "pc-dead")]
    assert 0.8 < share(len(one.visits) == 1 for one in repairs) < 0.95


def test_the_third_card_is_in_force_on_the_tuesday(past: Past) -> None:
    tuesday = datetime(2026, 7, 14, 13, 0, tzinfo=UTC)
    force = [
        (card.link, card.trade)
        for card in past.cards
        if card.in_force_from <= tuesday and card.retired_at is None
    ]
    assert len(force) == len(set(force))
    third = next(card for card in past.cards if card.version == 3)
    assert (third.link, third.retired_at) == (LinkKey.CLOSEOUT, None)
