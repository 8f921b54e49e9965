"""Every figure has a page, a table as a file, and rows; for those who see figures, of nobody alone."""

import csv
import io
import re

import pytest
from django.test import Client
from django.urls import reverse

from fullcircle.foundation import clock
from fullcircle.handoffs.states import HandoffState, LinkKey
from fullcircle.insight.reports.definitions import definition
from fullcircle.insight.reports.measures import By, Measure
from fullcircle.registry.catalogue.models import Service
from fullcircle.registry.customers.models import Customer, Location
from fullcircle.registry.people.models import Team
from fullcircle.registry.people.states import Seat
from tests.factories.company import Company, a_person
from tests.rooms.insight.reports.histories import a_chain, a_mixed_history, ago
from tests.rooms.insight.rows_by_hand import a_case, a_handoff
from tests.web.cards.desk import at_most, sit_down

PAGES = ("/reports/", "/reports/chain", "/reports/favours", "/reports/seats",
         "/reports/goes-together")  # fmt: skip
RIGHT = "/reports/of/right-first-time"


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def lines_of(client: Client, address: str) -> list[list[str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    text = b"".join(answer.streaming_content).decode()
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.parametrize("address", [*PAGES, RIGHT, f"{RIGHT}/rows", f"{RIGHT}/rows.csv"])
def test_figures_are_for_managers_and_supervisors(company, address):
    for seat in (Seat.AGENT, Seat.TECHNICIAN, Seat.ADMINISTRATOR, Seat.HR):
        assert sit_down(a_person("Una Berg", seat)).get(address).status_code == 403
    assert sit_down(a_person("Sue Park", Seat.SUPERVISOR)).get(address).status_code == 200
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize("address", PAGES)
def test_pages_without_data_say_so_and_never_nought_percent(manager, address):
    page = page_of(manager, address)
    assert not re.search(r"(?<![\d.])0 %", page)
    assert any(
        word in page for word in ("No data yet", "No promise in this time", "Too few to say")
    )


@pytest.mark.parametrize("measure", list(Measure))
def test_every_figure_opens_by_everything_with_and_without_data(company, manager, measure):
    for by in definition(measure, at=clock.now()).splits:
        assert "No data yet" in page_of(manager, f"/reports/of/{measure}?by={by}")
    a_mixed_history(company, rows=12, seed=3)
    for by in definition(measure, at=clock.now()).splits:
        page_of(manager, f"/reports/of/{measure}?by={by}&months=12")
    page_of(manager, f"/reports/of/{measure}/rows?months=12")
    assert lines_of(manager, f"/reports/of/{measure}/rows.csv?months=12")
    assert lines_of(manager, f"/reports/of/{measure}/table.csv?months=12")


def test_a_number_stands_with_interval_n_formula_and_what_was_left_out(company, manager):
    a_handoff(company)
    a_handoff(company, fixed_first_at=ago(hours=1))
    a_handoff(company, state=HandoffState.SILENT)
    page = page_of(manager, f"{RIGHT}?by=link")
    assert "50 %" in page
    assert "n 2, few cases" in page
    assert "divided by those whose outcome is known" in page
    assert "1 no word for too long" in page
    assert "1 fixed by the receiver" in page
    assert "If all silent ones were bad it would be 33 %, if all were good 67 %" in page


def test_every_count_opens_as_many_rows(company, manager):
    for _ in range(3):
        a_handoff(company)
    a_handoff(company, LinkKey.INTAKE, state=HandoffState.GIVEN)
    page = page_of(manager, f"{RIGHT}?by=link")
    found = re.findall(r'<a href="(/reports/of/[^"]*/rows[^"]*)">(\d+)', page)
    assert len(found) > 3
    for address, count in found:
        rows = page_of(manager, address.replace("&amp;", "&"))
        assert rows.count('class="row-title"') == int(count)


def test_rows_say_how_each_of_them_counts(company, manager):
    a_handoff(company)
    a_handoff(company, returned_first_at=ago(hours=1))
    a_handoff(company, state=HandoffState.SILENT)
    page = page_of(manager, f"{RIGHT}/rows")
    for word in ("counts", "does not", "left out"):
        assert page.count(f'clip">{word}<') == 1
    assert page_of(manager, f"{RIGHT}/rows?show=against").count('class="row-title"') == 1
    assert page_of(manager, f"{RIGHT}/rows?show=left-out").count('class="row-title"') == 1


def test_rows_come_25_at_a_time_and_go_on_where_they_stopped(company, manager):
    for place in range(30):
        a_handoff(company, given_at=ago(minutes=place + 1))
    first = page_of(manager, f"{RIGHT}/rows")
    assert first.count('class="row-title"') == 25
    (more,) = re.findall(r'<a class="btn" href="([^"]*after=[^"]*)"', first)
    second = page_of(manager, more.replace("&amp;", "&"))
    assert second.count('class="row-title"') == 5


def test_cells_stand_by_name_never_by_what_they_score(company, manager):
    service = company.job_type.service
    Service.objects.filter(pk=service.pk).update(name="Zinc roofs")
    crew, desk = Team.objects.create(name="Zebra crew"), Team.objects.create(name="Ant crew")
    crew.people.add(company.technician, company.other_technician)
    desk.people.add(company.agent, company.dispatcher)
    for giver in (company.technician, company.other_technician):
        a_handoff(company, giver=giver)
    for giver in (company.agent, company.dispatcher):
        a_handoff(company, giver=giver, fixed_first_at=ago(hours=1))
    page = page_of(manager, f"{RIGHT}?by=team")
    assert page.index("Ant crew") < page.index("Zebra crew")


def test_a_long_table_comes_in_parts_by_name(company, manager):
    for place in range(60):
        a_told_handoff(company, f"House {place:02d}")
    first = page_of(manager, f"{RIGHT}?by=customer")
    assert "House 00" in first
    assert "House 55" not in first
    assert "1 of 2, by name" in first
    (after,) = re.findall(r'<a class="btn" href="([^"]*part=2[^"]*)"', first)
    assert "House 55" in page_of(manager, after.replace("&amp;", "&"))
    assert len(lines_of(manager, f"{RIGHT}/table.csv?by=customer")) == 62


def a_told_handoff(company: Company, name: str) -> None:
    case = a_case(company)
    case.customer = Customer.objects.create(number=name, name=name, kind="person", side="outside")
    case.save()
    a_handoff(company, case=case)


def test_no_page_of_figures_names_a_person_or_ranks(company, manager):
    a_mixed_history(company, rows=40, seed=5)
    for team, people in (("Crew", [company.technician, company.other_technician]),
                         ("Desk", [company.agent, company.dispatcher])):  # fmt: skip
        Team.objects.create(name=team).people.add(*people)
    addresses = [*PAGES, *(f"/reports/of/{measure}?months=12" for measure in Measure),
                 f"{RIGHT}?by=team&months=12"]  # fmt: skip
    for address in addresses:
        page = page_of(manager, address)
        content = page[page.index('id="content"') : page.rindex("</aside>")].lower()
        for person in (company.technician, company.other_technician, company.agent):
            assert person.name.lower() not in content
        for word in (
            "ranking",
            "best team",
            "worst",
            "top 10",
            "league",
            "leaderboard",
            "score of",
        ):
            assert word not in content, (address, word)


def test_a_team_of_one_has_no_address(company, manager):
    team = Team.objects.create(name="Books")
    team.people.add(company.bookkeeper)
    a_handoff(company, giver=company.bookkeeper)
    page = page_of(manager, f"{RIGHT}?by=link&in-team={team.pk}")
    assert "This is the work of one person" in page
    assert "100 %" not in page
    assert manager.get(f"{RIGHT}/rows?in-team={team.pk}").status_code == 404
    assert manager.get(f"{RIGHT}/rows.csv?in-team={team.pk}").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/reports/of/nonsense",
        f"{RIGHT}?by=person",
        f"{RIGHT}?in-service=x",
        f"{RIGHT}?in-customer=1;2",
        f"{RIGHT}?in-team=x",
        f"{RIGHT}?in-month=2031-01",
        f"{RIGHT}?in-month=x",
        "/reports/of/first-promise?by=link",
        "/reports/choose?measure=nonsense",
    ],
)
def test_what_is_no_figure_is_not_found(manager, address):
    assert manager.get(address).status_code == 404


def test_a_key_of_nothing_gives_an_empty_page_and_no_error(company, manager):
    assert "No data yet" in page_of(manager, f"{RIGHT}?in-service=999999&in-customer=999999")


def test_the_form_leads_to_the_address_and_mends_a_split_the_figure_lacks(manager):
    asked = "/reports/choose?measure=first-promise&by=link&months=12&in-kind=person"
    answer = manager.get(asked)
    assert answer.status_code == 302
    assert answer["Location"] == "/reports/of/first-promise?by=team&months=12&in-kind=person"


def test_files_are_tables_without_formulas(company, manager):
    Location.objects.filter(pk=company.location.pk).update(spoken="=HYPERLINK(1)")
    a_handoff(company)
    Service.objects.filter(pk=company.job_type.service_id).update(name="+cooling")
    rows = lines_of(manager, f"{RIGHT}/rows.csv")
    assert rows[1][1] == "'=HYPERLINK(1)"
    table = lines_of(manager, f"{RIGHT}/table.csv?by=kind")
    assert table[0][1:5] == ["value", "low", "high", "n"]
    assert table[-1][0] == "all"
    assert table[-1][1] == "1.0"


def test_the_chain_names_a_link_only_when_it_can_be_told(company, manager):
    for _ in range(4):
        a_chain(company)
    assert "cannot be told yet" in page_of(manager, "/reports/chain")
    for _ in range(60):
        a_chain(company, closeout="fixed")
    page = page_of(manager, "/reports/chain")
    assert "The weakest link is the close-out." in page
    assert "over 99" in page


def test_the_wording_of_what_goes_together_is_fixed(manager):
    page = page_of(manager, "/reports/goes-together?months=24")
    assert "Too few to say." in page
    for word in ("because of", "leads to", "causes", "drives", "impact"):
        assert word not in page


def test_pages_keep_to_their_queries(company, manager):
    a_mixed_history(company, rows=30, seed=9)
    budgets = {"/reports/": 10, "/reports/chain": 7, "/reports/favours": 8, "/reports/seats": 7,
               "/reports/goes-together": 9, f"{RIGHT}?by=team": 6, f"{RIGHT}/rows": 5}  # fmt: skip
    for address, budget in budgets.items():
        manager.get(address)
        with at_most(budget):
            manager.get(address)


def test_addresses_do_not_collide_with_those_of_the_links(company, manager):
    assert reverse("figures-report", args=["seen"]) == "/reports/of/seen"
    assert manager.get("/figures/closeout/volume?whose=all").status_code == 200
    assert By.LINK in definition(Measure.SEEN, at=clock.now()).splits
    assert a_case(company).number
