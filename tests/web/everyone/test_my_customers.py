"""My customers: what the page says, to whom, and how many questions it asks the database."""

from datetime import timedelta

import pytest
from django.test import Client

from fullcircle.foundation import clock
from fullcircle.handoffs.actions import ask_about, ask_colleague, say_thanks
from fullcircle.handoffs.models import Link
from fullcircle.handoffs.states import AskKind, HandoffState, LinkKey
from fullcircle.registry.people.models import PersonSeat, Team, TeamMembership
from fullcircle.registry.people.states import Seat
from tests.factories.company import a_person
from tests.rooms.insight.rows_by_hand import a_case, a_handoff
from tests.web.cards.desk import BUDGET, at_most, sit_down

RETURNED = {"returned_first_at": clock.wall_time()}


def page_of(client: Client, address: str = "/my-customers/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_it_says_whom_i_serve_and_who_serves_me(company, bookkeeper):
    page = page_of(bookkeeper)
    assert "you serve 1, and 1 serves you" in page
    assert page.index("Who I serve") < page.index("Dispatchers") < page.index("Who serves me")
    assert page.index("Who serves me") < page.index("Technicians")


def test_on_day_three_there_is_no_data_and_a_way_to_begin(company):
    page = page_of(sit_down(a_person("Kofi Newman", Seat.TECHNICIAN)))
    assert "Nothing handed over in this time" in page
    assert "no data" in page
    assert "0 %" not in page
    assert "100 %" not in page


def test_a_figure_stands_with_its_interval_and_n(company, bookkeeper):
    for _ in range(9):
        a_handoff(company)
    a_handoff(company, **RETURNED)
    page = page_of(bookkeeper)
    assert "90 %" in page
    assert "60–98" in page
    assert "n 10" in page


def test_few_cases_are_greyed(company, bookkeeper):
    a_handoff(company)
    assert "interval-few" in page_of(bookkeeper)


def test_the_items_missed_most_are_named(company, bookkeeper):
    for _ in range(3):
        a_handoff(company, missing=("notes",))
    assert "most missed: <strong>notes</strong> 3" in page_of(bookkeeper)


def test_what_came_back_waits_on_me_with_its_question(company):
    row = a_handoff(company, state=HandoffState.SEEN)
    ask_about(by=company.by_bookkeeper, handoff=row, item_key="notes", question="What was done?")
    page = page_of(sit_down(company.technician))
    assert "came back: notes" in page
    assert "sent back" in page


def test_what_was_given_to_me_says_when_it_is_due_or_late(company, bookkeeper):
    early = clock.now() - timedelta(hours=3)
    a_handoff(company, state=HandoffState.GIVEN, given_at=early, due_at=early + timedelta(hours=1))
    page = page_of(bookkeeper)
    assert "chip-late" in page


def test_somebody_elses_work_does_not_wait_on_me(company):
    a_handoff(company, state=HandoffState.GIVEN)
    assert "Nobody waits for anything from you" in page_of(sit_down(company.dispatcher))


def test_where_a_role_is_one_person_the_page_says_so(company, bookkeeper):
    assert "You are the only one here" in page_of(bookkeeper)
    PersonSeat.objects.create(person=company.manager, seat=Seat.BOOKKEEPER)
    assert "You are the only one here" not in page_of(bookkeeper)


def test_thanks_are_signed_and_tied_to_a_place(company, bookkeeper):
    say_thanks(
        by=company.by_dispatcher,
        text="Your note about the gate saved me twenty minutes.",
        to_person=company.bookkeeper,
        case=a_case(company),
    )
    page = page_of(bookkeeper)
    assert "Your note about the gate saved me twenty minutes." in page
    assert "Summer, about 120 Maple" in page


def test_an_open_wish_stands_on_its_link(company, bookkeeper):
    ask_colleague(
        by=company.by_dispatcher,
        kind=AskKind.WISH,
        text="Notes on filters help us most.",
        link=Link.objects.get(key=LinkKey.RECORD),
        to_person=company.bookkeeper,
    )
    page = page_of(bookkeeper)
    assert "Notes on filters help us most." in page
    assert "waiting for you" in page


def test_half_a_year_ago_is_compared_only_with_enough_cases(company, bookkeeper):
    before = clock.now() - timedelta(days=183)
    for _ in range(12):
        a_handoff(company)
        a_handoff(company, given_at=before, **RETURNED)
    page = page_of(bookkeeper)
    assert "went from 0 % (n 12) to 100 % (n 12)" in page
    assert "cannot be told apart" not in page


def test_the_page_of_a_team_adds_up_its_people(company):
    field = Team.objects.create(name="Field")
    for person in (company.technician, company.other_technician):
        TeamMembership.objects.create(team=field, person=person)
    a_handoff(company)
    a_handoff(company, giver=company.other_technician)
    page = page_of(sit_down(company.technician), f"/my-customers/team/{field.pk}")
    assert "2 given" in page
    assert page_of(sit_down(company.manager), f"/my-customers/team/{field.pk}")
    assert sit_down(company.agent).get(f"/my-customers/team/{field.pk}").status_code == 404
    assert sit_down(company.manager).get("/my-customers/team/9999").status_code == 404


def test_a_team_of_one_is_a_person_and_its_figures_are_his(company):
    alone = Team.objects.create(name="Night")
    TeamMembership.objects.create(team=alone, person=company.technician)
    address = f"/my-customers/team/{alone.pk}"
    assert sit_down(company.manager).get(address).status_code == 404
    assert sit_down(company.technician).get(address).status_code == 200


@pytest.mark.parametrize("rows", [50, 500])
def test_the_page_asks_eight_questions_at_any_size(company, bookkeeper, rows):
    case = a_case(company)
    for place in range(rows // 10):
        a_handoff(company, case=case, minutes=place, missing=("notes",))
    for place in range(rows // 50):
        row = a_handoff(company, state=HandoffState.SEEN)
        ask_about(by=company.by_bookkeeper, handoff=row, item_key="result", label=f"r{place}")
        say_thanks(by=company.by_agent, text="Thank you", to_person=company.bookkeeper)
    page_of(bookkeeper)
    with at_most(BUDGET):
        page_of(bookkeeper)
