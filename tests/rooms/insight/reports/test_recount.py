"""Any figure, split by anything, is what a recount over the rows behind it gives."""

from collections import Counter

import pytest

from fullcircle.foundation import clock
from fullcircle.handoffs.models import Handoff
from fullcircle.handoffs.rules import Outcome, is_known, is_right_first_time
from fullcircle.handoffs.states import HandoffState
from fullcircle.insight.reports.counting import Counted
from fullcircle.insight.reports.definitions import definition
from fullcircle.insight.reports.measures import By, Kind, Measure, Standing
from fullcircle.insight.reports.report import Wanted, report
from fullcircle.insight.reports.report_rows import Row, Show, lines_for_file, row_of, rows_behind
from fullcircle.insight.reports.spans import Span
from fullcircle.registry.people.models import Team
from tests.factories.company import TUESDAY, ZONE, a_company
from tests.rooms.insight.reports.histories import a_mixed_history

pytestmark = pytest.mark.django_db
# Of hand-offs and questions; promises, requests and visits have their histories by hand.
MEASURES = (
    Measure.COMPLETENESS,
    Measure.COMPLETE,
    Measure.RIGHT_FIRST_TIME,
    Measure.RIGHT_LENIENT,
    Measure.SENT_BACK,
    Measure.FIXED,
    Measure.IN_TIME,
    Measure.SEEN,
    Measure.WAIT,
    Measure.ANSWER,
    Measure.CLEAN,
)


@pytest.fixture
def company():
    with clock.standing_at(TUESDAY):
        made = a_company()
        crew, desk = Team.objects.create(name="Crew"), Team.objects.create(name="Desk")
        crew.people.add(made.technician, made.other_technician)
        desk.people.add(made.agent, made.dispatcher, made.technician)
        a_mixed_history(made, rows=160, seed=20_261_122)
        yield made


def behind(wanted: Wanted, show: Show = Show.ALL) -> list[Row]:
    meant, rows = rows_behind(wanted, at=clock.now(), zone=ZONE, show=show)
    return [row_of(meant, values) for values in rows]


def recount(rows: list[Row]) -> tuple[int, int, Counter[Standing]]:
    """Rows that count for, n, and those left out by reason."""
    out = Counter(row.standing for row in rows if row.counts == "left-out")
    inside = [row for row in rows if row.counts != "left-out"]
    return sum(row.standing is Standing.FOR for row in inside), len(inside), out


def agrees(figure: Counted, rows: list[Row]) -> None:
    hits, n, out = recount(rows)
    assert (figure.hits, figure.n, Counter(figure.left_out)) == (hits, n, out)
    assert figure.rows == len(rows)
    if figure.kind is Kind.SHARE and n:
        assert figure.value == hits / n
    if figure.kind is Kind.TIME:
        assert figure.wait is not None
        assert figure.wait.n + figure.wait.still_open == n


@pytest.mark.parametrize("measure", MEASURES)
def test_every_cell_of_every_split_is_the_recount_of_its_rows(company, measure):
    for by in definition(measure, at=clock.now()).splits:
        found = report(Wanted(measure, by, Span.TWELVE), at=clock.now(), zone=ZONE)
        agrees(found.whole, behind(Wanted(measure, by, Span.TWELVE)))
        assert found.cells
        for cell in found.cells:
            agrees(cell.figure, behind(Wanted(measure, by, Span.TWELVE, {by: cell.key})))


@pytest.mark.parametrize("by", [By.LINK, By.SERVICE, By.KIND, By.CUSTOMER, By.MONTH, By.SERVER])
def test_the_cells_of_a_split_add_up_to_the_whole(company, by):
    found = report(Wanted(Measure.RIGHT_FIRST_TIME, by, Span.TWELVE), at=clock.now(), zone=ZONE)
    assert sum(cell.figure.n for cell in found.cells) == found.whole.n
    assert sum(cell.figure.hits for cell in found.cells) == found.whole.hits
    assert sum(cell.figure.rows for cell in found.cells) == found.whole.rows


def test_the_yield_is_that_of_the_rules_of_the_baton(company):
    """Not by the condition that counted: by the rule that decides each row in Python."""
    start = report(
        Wanted(Measure.RIGHT_FIRST_TIME, By.MONTH, Span.TWELVE), at=clock.now(), zone=ZONE
    )
    known = right = 0
    for row in Handoff.objects.filter(given_at__gte=start.period.start):
        outcome = Outcome(
            state=HandoffState(row.state),
            returned=row.returned_first_at is not None,
            fixed=row.fixed_first_at is not None,
            later=row.later,
        )
        known += is_known(outcome)
        right += is_known(outcome) and is_right_first_time(outcome)
    assert (start.whole.hits, start.whole.n) == (right, known)


def test_completeness_is_the_mean_over_its_rows(company):
    wanted = Wanted(Measure.COMPLETENESS, By.MONTH, Span.TWELVE)
    shares = [
        row.details["present weight"] / row.details["total weight"]
        for row in behind(wanted)
        if row.details["total weight"]
    ]
    found = report(wanted, at=clock.now(), zone=ZONE).whole
    assert found.value == pytest.approx(sum(shares) / len(shares))


def test_the_tabs_of_the_rows_part_them(company):
    wanted = Wanted(Measure.RIGHT_FIRST_TIME, By.MONTH, Span.TWELVE)
    against, out = behind(wanted, Show.AGAINST), behind(wanted, Show.LEFT_OUT)
    assert {row.counts for row in against} == {"against"}
    assert {row.counts for row in out} == {"left-out"}
    rest = [row for row in behind(wanted) if row.counts == "for"]
    assert len(against) + len(out) + len(rest) == len(behind(wanted))


def test_a_file_has_a_line_for_each_row_and_no_name_of_a_person(company):
    wanted = Wanted(Measure.WAIT, By.MONTH, Span.TWELVE)
    lines = list(lines_for_file(*rows_behind(wanted, at=clock.now(), zone=ZONE)))
    assert len(lines) == len(behind(wanted)) + 1
    assert all(len(line) == len(lines[0]) for line in lines)
    said = " ".join(str(cell) for line in lines for cell in line)
    for person in (company.technician, company.agent, company.dispatcher):
        assert person.name not in said
        assert person.call_name not in said
