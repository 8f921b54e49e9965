"""The card of a case: the thread through all stages, for those whose case it is."""

import pytest
from django.test import Client

from fullcircle.foundation.models import AuditEntry, Delivery
from fullcircle.handoffs.actions import say_thanks
from fullcircle.operations.billing.actions import open_review, post, send_back
from fullcircle.operations.fieldwork.actions import Answer, answer_returned
from fullcircle.operations.scheduling.models import Job
from fullcircle.operations.servicedesk.models import CaseMessage
from fullcircle.registry.customers import actions as registry
from tests.factories.company import (
    Company,
    a_closed_out_visit,
    a_dispatched_visit,
    a_promised_job,
    a_request,
    case_of,
)
from tests.web.cards.desk import BUDGET, at_most, many_words, sit_down


def the_whole_way(company: Company) -> Job:
    """One case through all five stages, with one item sent back and answered."""
    close_out = a_closed_out_visit(company)
    visit = close_out.visit
    open_review(by=company.by_bookkeeper, visit=visit)
    returned = send_back(
        by=company.by_bookkeeper, visit=visit, item_key="pressure", question="Is that psi?"
    )
    answer_returned(
        by=company.by_technician, visit=visit, returned=returned, answer=Answer(text="120 psi")
    )
    review = open_review(by=company.by_bookkeeper, visit=visit)
    post(by=company.by_bookkeeper, review=review, version=review.version)
    return visit.job


def page_of(client: Client, number: str) -> str:
    answer = client.get(f"/case/{number}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_thread_tells_every_stage(desk: Client, company: Company) -> None:
    page = page_of(desk, the_whole_way(company).case.number)
    for words in (
        "Mary Smith asked for help",
        "Promised: today 10:02 to 12:02",
        "The briefing, as it was told",
        "Joe closed out: fixed",
        "signed by Mary Smith",
        "Is that psi?",
        "120 psi",
        "Close-out, version 2",
        "Invoice 1 posted",
        "The record is checked",
    ):
        assert words in page, words


def test_the_thread_tells_day_and_time_where_it_happened(desk: Client, company: Company) -> None:
    page = page_of(desk, a_request(company).case.number)
    assert "Tuesday, 14 July 2026" in page
    assert ">09:02</time>" in page


def test_hand_offs_say_how_complete_and_how_it_is_known(desk: Client, company: Company) -> None:
    page = page_of(desk, the_whole_way(company).case.number)
    assert "by act: placed" in page
    assert "by act: posted" in page
    assert "asked back once" in page


def test_money_stands_only_for_those_who_see_it(company: Company) -> None:
    number = the_whole_way(company).case.number
    assert "Invoice 1 posted" in page_of(sit_down(company.bookkeeper), number)
    assert "Invoice 1 posted" not in page_of(sit_down(company.dispatcher), number)


def test_clocks_explain_their_due_time(desk: Client, company: Company) -> None:
    page = page_of(desk, a_request(company).case.number)
    assert "7 h 58 min counted from 09:02 until closing 17:00" in page
    assert "due " in page


def test_a_superseded_promise_stays_readable(desk: Client, company: Company) -> None:
    from datetime import timedelta

    from fullcircle.foundation import clock
    from fullcircle.operations.scheduling.actions import Window, promise_window
    from fullcircle.operations.scheduling.states import PromiseKind

    job = a_promised_job(company)
    later = clock.now() + timedelta(hours=5)
    promise_window(
        by=company.by_agent,
        job=job,
        window=Window(PromiseKind.WINDOW, later, later + timedelta(hours=2)),
        told_how="phone",
        reason="the part comes at noon",
    )
    page = page_of(desk, job.case.number)
    assert "<del>Promised: today 10:02 to 12:02</del>" in page
    assert "the part comes at noon" in page


def test_the_link_of_the_customer_is_not_given_away(desk: Client, company: Company) -> None:
    asked = a_request(company)
    told = Delivery.objects.get(about=asked.case.ref).text
    assert "/s/" not in CaseMessage.objects.get(case=asked.case).text
    token = told.rpartition("/s/")[2]
    assert len(token) > 16
    assert token not in page_of(desk, asked.case.number)


def test_a_word_is_added_to_the_thread(desk: Client, company: Company) -> None:
    number = a_request(company).case.number
    desk.post(f"/case/{number}/words", {"text": "She will be home at noon.", "channel": "radio"})
    page = page_of(desk, number)
    assert "She will be home at noon." in page


def test_an_empty_word_changes_nothing(desk: Client, company: Company) -> None:
    number = a_request(company).case.number
    before = CaseMessage.objects.count()
    desk.post(f"/case/{number}/words", {"text": "  ", "channel": "phone"})
    assert CaseMessage.objects.count() == before


def test_thanks_for_the_case_stand_in_it(desk: Client, company: Company) -> None:
    case = a_request(company).case
    say_thanks(
        by=company.by_dispatcher, text="Your note saved us", to_person=company.agent, case=case
    )
    assert "Your note saved us" in page_of(desk, case.number)


def test_a_technician_sees_the_case_he_was_sent_into(company: Company) -> None:
    visit = a_dispatched_visit(company)
    assert "In the caller" in page_of(sit_down(company.technician), case_of(visit).number)


def test_a_foreign_case_is_not_there_for_a_technician(company: Company) -> None:
    visit = a_dispatched_visit(company)
    foreign = sit_down(company.other_technician)
    number = case_of(visit).number
    assert foreign.get(f"/case/{number}").status_code == 404
    answer = foreign.post(f"/case/{number}/words", {"text": "hello", "channel": "radio"})
    assert answer.status_code == 404


def test_a_case_nobody_knows_is_not_there(desk: Client) -> None:
    assert desk.get("/case/C999999").status_code == 404


@pytest.mark.parametrize("rows", [50, 500])
def test_the_card_keeps_its_budget(desk: Client, company: Company, rows: int) -> None:
    case = the_whole_way(company).case
    many_words(case, rows)
    page_of(desk, case.number)
    with at_most(BUDGET):
        page_of(desk, case.number)


def test_a_technicians_own_check_costs_no_query(company: Company) -> None:
    number = case_of(a_dispatched_visit(company)).number
    phone = sit_down(company.technician)
    page_of(phone, number)
    with at_most(BUDGET):
        page_of(phone, number)


def a_code(company: Company) -> str:
    row = registry.seal_code(
        by=company.by_dispatcher, location=company.location, label="Side gate", code="4711"
    )
    return f"/code/{row.pk}/reveal"


def test_a_code_is_shown_once_with_a_reason_and_noted(company: Company) -> None:
    answer = sit_down(company.dispatcher).post(a_code(company), {"reason": "he stands at the gate"})
    assert "4711" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    noted = AuditEntry.objects.get(verb="reveal access code")
    assert noted.reason == "he stands at the gate"


def test_without_a_reason_a_code_stays_sealed(company: Company) -> None:
    answer = sit_down(company.dispatcher).post(a_code(company), {"reason": " "})
    assert answer.status_code == 422
    assert "4711" not in answer.content.decode()
    assert not AuditEntry.objects.filter(verb="reveal access code").exists()


def test_an_agent_is_refused_a_code(desk: Client, company: Company) -> None:
    assert desk.post(a_code(company), {"reason": "curious"}).status_code == 403


def test_a_technician_gets_the_code_of_his_own_visit_only(company: Company) -> None:
    address = a_code(company)
    a_dispatched_visit(company)
    own = sit_down(company.technician).post(address, {"reason": "at the gate"})
    foreign = sit_down(company.other_technician).post(address, {"reason": "at the gate"})
    assert "4711" in own.content.decode()
    assert foreign.status_code == 404
