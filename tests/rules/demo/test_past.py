"""The two years behind the Tuesday could have happened: order, places, people, references."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from fullcircle.demo.cast import Registry, catalogue, people, shifts
from fullcircle.demo.past import CASES, Past
from fullcircle.demo.past.clockwork import FIRST_DAY, LAST_DAY
from fullcircle.demo.past.day import OVERRUN
from fullcircle.handoffs.states import HandoffState, Known, LinkKey, ReturnKind
from fullcircle.operations.billing.states import InvoiceKind
from fullcircle.registry.customers.states import Side

FIRST = datetime(2024, 7, 15, 4, 0, tzinfo=UTC)
LAST = datetime(2026, 7, 14, 4, 0, tzinfo=UTC)  # midnight before the Tuesday, in the town
STAFF = {one.key for one in people()}


def test_there_are_eight_thousand_closed_cases_in_two_years(past: Past) -> None:
    assert len(past.cases) == CASES == 8000
    for case in past.cases:
        assert case.received_at >= FIRST
        assert case.closed_at < LAST
        assert case.circle_at <= case.closed_at
        assert all(invoice.posted_at <= case.closed_at for invoice in case.invoices)


def test_every_key_points_at_something(past: Past, registry: Registry) -> None:
    customers = {one.key: one for one in registry.customers}
    contacts = {one.key: one for one in registry.contacts}
    locations = {one.key: one for one in registry.locations}
    equipment = {one.key: one for one in registry.equipment}
    jobs = {one.code for one in catalogue().job_types}
    numbers = {case.number: case for case in past.cases}
    assert len(numbers) == CASES
    for case in past.cases:
        assert case.customer in customers
        assert contacts[case.ordered_by].customer == case.customer
        assert locations[case.location].customer == case.customer
        assert not case.equipment or equipment[case.equipment].location == case.location
        assert case.job_type in jobs
        assert not case.callback_of or numbers[case.callback_of].location == case.location


def test_everybody_in_the_history_works_here(past: Past) -> None:
    for case in past.cases:
        assert case.taken_by in STAFF
        for visit in case.visits:
            assert {visit.lead, *visit.helpers, visit.assigned_by, visit.dispatched_by} <= STAFF
        for one in case.handoffs:
            assert one.giver in STAFF
            assert one.receiver in STAFF or not one.receiver
            alone = {"odile", "kofi"}  # at night one person holds both seats
            assert one.giver != one.receiver or one.giver in alone


def test_a_visit_goes_from_the_board_to_the_books_in_order(past: Past) -> None:
    for case in past.cases:
        before = case.received_at
        for visit in case.visits:
            steps = [
                before, visit.assigned_at, visit.dispatched_at, visit.seen_at, visit.en_route_at,
                visit.arrived_at, visit.left_at, visit.close_out.submitted_at,
            ]  # fmt: skip
            assert steps == sorted(steps), case.number
            assert visit.planned_start < visit.planned_end
            before = visit.left_at


def test_a_handoff_is_given_then_seen_then_touched_then_decided(past: Past) -> None:
    for case in past.cases:
        for one in case.handoffs:
            at = one.given_at
            if one.seen_at is not None:
                assert at <= one.seen_at
                at = one.seen_at
            for touched in one.returns:
                assert at <= touched.asked_at < touched.answered_at, case.number
                at = touched.answered_at
            assert one.outcome_at is None or at <= one.outcome_at < LAST


def test_each_outcome_says_how_it_is_known(past: Past) -> None:
    allowed: dict[HandoffState, set[Known | None]] = {
        HandoffState.ACCEPTED: {Known.BY_ACT, Known.SAID},
        HandoffState.SILENT: {Known.SILENT},
        HandoffState.GIVEN: {None},
    }
    for case in past.cases:
        for one in case.handoffs:
            assert one.known in allowed[one.state]
            assert (one.outcome_at is None) == (one.state is HandoffState.GIVEN)
            assert one.state is not HandoffState.GIVEN or one.link is LinkKey.RECORD


def test_what_is_missing_stood_on_the_card(past: Past) -> None:
    for case in past.cases:
        for one in case.handoffs:
            assert len(set(one.applies)) == len(one.applies)
            assert set(one.absent) <= set(one.applies)
            for touched in one.returns:
                assert touched.question or touched.kind is ReturnKind.FIXED
                assert touched.answer


def test_each_visit_has_its_four_handoffs_and_each_case_its_intake(past: Past) -> None:
    after = [LinkKey.BRIEFING, LinkKey.VISIT, LinkKey.CLOSEOUT, LinkKey.RECORD]
    for case in past.cases:
        found = sorted((one.visit, one.link) for one in case.handoffs)
        due = [(visit.number, link) for visit in case.visits for link in after]
        assert found == sorted([(0, LinkKey.INTAKE), *due])


def test_nobody_is_in_two_places_at_once(past: Past) -> None:
    there: dict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
    plans: dict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
    for case in past.cases:
        for visit in case.visits:
            for person in (visit.lead, *visit.helpers):
                there[person].append((visit.en_route_at, visit.left_at))
                plans[person].append((visit.planned_start, visit.planned_end))
    for book in (there, plans):
        for spans in book.values():
            for (_, end), (start, _) in pairwise(sorted(spans)):
                assert end <= start


def test_work_happens_on_shift_with_some_overtime_at_its_end(past: Past) -> None:
    on: dict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
    for shift in shifts(FIRST_DAY - timedelta(days=1), LAST_DAY):
        on[shift.person].append((shift.starts_at, shift.ends_at))
    late = timedelta(minutes=OVERRUN + 10)
    for case in past.cases:
        for visit in case.visits:
            assert any(
                start <= visit.en_route_at and visit.left_at <= end + late
                for start, end in on[visit.lead]
            ), case.number


def test_calls_are_taken_and_visits_dispatched_by_somebody_on_duty(past: Past) -> None:
    on: dict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
    for shift in shifts(FIRST_DAY - timedelta(days=1), LAST_DAY):
        on[shift.person].append((shift.starts_at, shift.ends_at))

    def on_duty(person: str, at: datetime) -> bool:
        return any(start <= at < end for start, end in on[person])

    for case in past.cases[::11]:
        assert on_duty(case.taken_by, case.acknowledged_at), case.number
        for visit in case.visits:
            assert on_duty(visit.dispatched_by, visit.dispatched_at), case.number


def test_a_promise_is_superseded_never_two_at_once(past: Past) -> None:
    for case in past.cases:
        assert case.promises
        assert case.promises[-1].superseded_at is None
        for before, after in pairwise(case.promises):
            assert before.superseded_at == after.promised_at
            assert before.promised_at < after.promised_at
        assert all(one.window_start < one.window_end for one in case.promises)


def test_invoices_add_up_and_their_numbers_have_no_gap(past: Past, registry: Registry) -> None:
    sides = {one.key: one.side for one in registry.customers}
    numbers: dict[InvoiceKind, list[tuple[datetime, int]]] = defaultdict(list)
    for case in past.cases:
        for invoice in case.invoices:
            numbers[invoice.kind].append((invoice.posted_at, invoice.number))
            assert invoice.net_minor == sum(line.net_minor for line in invoice.lines)
            assert invoice.tax_minor == sum(line.tax_minor for line in invoice.lines)
            assert invoice.total_minor == invoice.net_minor + invoice.tax_minor
            if invoice.kind is InvoiceKind.NO_CHARGE:
                assert invoice.total_minor == 0
            else:
                inside = sides[case.customer] is Side.INSIDE
                assert (invoice.kind is InvoiceKind.CHARGE_BACK) == inside
                assert not inside or invoice.tax_minor == 0
    for posted in numbers.values():
        by_number = sorted(posted, key=lambda pair: pair[1])
        assert [number for _, number in by_number] == list(range(1, len(posted) + 1))
        assert [at for at, _ in by_number] == sorted(at for at, _ in posted)


def test_the_story_of_120_maple_is_in_the_record(past: Past) -> None:
    cases = {case.number: case for case in past.cases}
    fall, spring = cases[past.story["mary_thermocouple"]], cases[past.story["mary_tune_up"]]
    assert fall.records[-1].what == "a demand call for a bad thermocouple"
    assert (fall.visits[0].lead, fall.visits[0].left_at.month) == ("dana", 10)
    assert spring.records[-1].what == "a tune-up"
    assert (spring.visits[0].lead, spring.visits[0].left_at.month) == ("joe", 4)
    mine = [case for case in past.cases if case.customer == fall.customer]
    assert mine == [fall, spring]


def test_the_fourth_floor_has_reported_twice_in_the_week_before(past: Past) -> None:
    cases = {case.number: case for case in past.cases}
    reports = [cases[past.story[tag]] for tag in ("fourth_floor_1", "fourth_floor_2")]
    week = LAST - timedelta(days=7)
    assert all(week < case.received_at for case in reports)
    assert all("412" in case.title for case in reports)
    nine = cases[past.story["nine_days_ago"]]
    assert nine.visits[-1].left_at.date() == datetime(2026, 7, 5, tzinfo=UTC).date()
