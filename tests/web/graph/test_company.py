"""Our own company as a graph: declared beside seen, both sides say yes, people are not scored."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fullcircle.foundation import clock
from fullcircle.handoffs.states import LinkKey
from fullcircle.insight.models import OwnWord, ProposedLink
from tests.factories.company import Company
from tests.rooms.insight.graph.test_proposals import proposed, seen_dealings
from tests.rooms.insight.rows_by_hand import a_handoff
from tests.web.cards.desk import sit_down
from tests.web.graph.dropping import file_of, page

pytestmark = pytest.mark.django_db
HOME = reverse("graph-home")


def _a_month(company: Company, rows: int) -> None:
    for number in range(rows):
        given_at = clock.now() - timedelta(hours=2 + number % 600)
        a_handoff(company, LinkKey.CLOSEOUT, given_at=given_at)


def test_without_a_history_the_log_of_another_system_is_offered(manager: Client) -> None:
    shown = page(manager, HOME)
    assert "No hand-overs of our own yet" in shown
    assert f'href="{reverse("graph-drop")}"' in shown


def test_only_those_who_see_the_graph_open_it(company: Company) -> None:
    assert sit_down(company.technician).get(HOME).status_code == 403
    assert sit_down(company.manager).get(HOME).status_code == 200


def test_declared_links_carry_figures_and_seen_ones_a_proposal(
    manager: Client, company: Company
) -> None:
    _a_month(company, 12)
    seen_dealings(company)
    shown = page(manager, HOME)
    assert "right the first time" in shown
    assert "Our Summers" in shown
    assert f'action="{reverse("graph-propose")}"' in shown
    assert "not scored" in page(manager, HOME, measure="returns")


def test_proposed_confirmed_by_both_and_never_by_the_same_twice(
    manager: Client, company: Company
) -> None:
    seen_dealings(company)
    told = {"supplier": "agent", "customer": "bookkeeper"}
    manager.post(reverse("graph-propose"), told)
    proposal = ProposedLink.objects.get()
    at = reverse("graph-decide", args=[proposal.pk])
    agent, bookkeeper = sit_down(company.agent), sit_down(company.bookkeeper)
    assert "Yes, so it is" in page(agent, reverse("graph-between-us"))
    agent.post(at, {"answer": "yes", "side": "supplier", "version": proposal.version})
    proposal.refresh_from_db()
    again = {"answer": "yes", "side": "customer", "version": proposal.version}
    assert "two sides" in agent.post(at, again, follow=True).content.decode()
    bookkeeper.post(at, again)
    assert "both said yes" in page(manager, reverse("graph-between-us"))


def test_what_was_not_seen_cannot_be_proposed_by_a_form(manager: Client) -> None:
    told = {"supplier": "agent", "customer": "manager"}
    answer = manager.post(reverse("graph-propose"), told, follow=True)
    assert "Seen too seldom" in answer.content.decode()
    assert not ProposedLink.objects.exists()


def test_a_proposal_of_others_is_not_there(company: Company) -> None:
    at = reverse("graph-decide", args=[proposed(company).pk])
    assert sit_down(company.technician).post(at, {"answer": "no"}).status_code == 404


def test_by_person_there_are_counts_alone_and_no_rows(manager: Client, company: Company) -> None:
    _a_month(company, 12)
    shown = page(manager, HOME, by="person")
    assert "people are not scored" in shown
    assert "came straight back" not in shown
    query = {
        "by": "person",
        "from": f"person:{company.technician.pk}",
        "to": f"person:{company.bookkeeper.pk}",
    }
    opened = page(manager, reverse("graph-own-open"), **query)
    assert "what lies behind is for the two" in opened
    assert "No cool" not in opened


def test_an_arrow_opens_its_hand_offs_and_they_open_their_case(
    manager: Client, company: Company
) -> None:
    row = a_handoff(company)
    query = {"from": "technician", "to": "bookkeeper"}
    opened = page(manager, reverse("graph-own-open"), **query)
    assert reverse("case-card", args=[row.case.number]) in opened
    table = file_of(manager, reverse("graph-own-arrows"))
    assert "Technicians,Bookkeepers,1,1" in table


def test_our_history_is_taken_along_with_nobody_named(manager: Client, company: Company) -> None:
    a_handoff(company)
    answer = manager.post(reverse("graph-history"), {"format": "csv"})
    told = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined, arg-type]  # a streamed answer
    assert "technician" in told
    assert company.technician.name not in told
    assert manager.post(reverse("graph-history"), {"format": "exe"}).status_code == 404


def test_ones_own_word_is_said_replaced_and_taken_back(company: Company) -> None:
    at, bookkeeper = reverse("graph-word"), sit_down(company.bookkeeper)
    bookkeeper.post(at, {"text": "Photos help <b>most</b>"})
    assert "Photos help &lt;b&gt;most&lt;/b&gt;" in page(bookkeeper, reverse("graph-between-us"))
    bookkeeper.post(at, {"text": "  "})
    assert OwnWord.objects.filter(withdrawn_at__isnull=True).count() == 1
    bookkeeper.post(at, {"text": "x", "withdraw": "1"})
    assert not OwnWord.objects.filter(withdrawn_at__isnull=True).exists()


def test_queries_do_not_grow_with_the_history(manager: Client, company: Company) -> None:
    numbers = []
    for rows in (50, 450):
        _a_month(company, rows)
        page(manager, HOME)
        with CaptureQueriesContext(connection) as counted:
            page(manager, HOME)
        numbers.append(len(counted))
    assert numbers[0] == numbers[1]
