"""A call is taken: card beside the form, windows that can be kept, one step to save, nothing lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from fullcircle.foundation import clock
from fullcircle.handoffs.models import Handoff
from fullcircle.operations.scheduling.models import Job, Promise
from fullcircle.operations.servicedesk.models import Request
from fullcircle.registry.customers.models import PersonalNote
from fullcircle.registry.people.models import Shift
from tests.factories.company import Company, a_closed_out_visit, a_job_type
from tests.web.agent.form import a_filled_call, first_window, offered
from tests.web.cards.desk import a_past, at_most, sit_down


def take(desk: Client, company: Company, **more: Any) -> HttpResponse:
    return desk.post(f"/calls/at/{company.location.pk}", a_filled_call(desk, company, **more))


def test_the_page_shows_the_card_before_hello_ends(desk: Client, company: Company) -> None:
    a_past(company, 1, days_ago=270)
    page = desk.get(f"/calls/at/{company.location.pk}").content.decode()
    assert "Joe did a demand call last fall for a bad thermocouple" in page
    assert "owes nothing" in page
    assert "No agreement" in page
    assert 'value="gate on the left"' in page
    assert "(202) 555" in page


def test_a_job_type_brings_windows_questions_and_the_fee(desk: Client, company: Company) -> None:
    part = offered(desk, company)
    assert "as soon as we can, by 13:02" in part
    assert "today 14:00 to 16:00" in part
    assert "Is there an infant at home?" in part
    assert "$89.00" in part


@pytest.mark.parametrize(("said", "shown"), [("none known", False), ("low ladder", True)])
def test_only_real_hazards_are_loud(desk: Client, company: Company, said: str, shown: bool) -> None:
    company.location.hazards = said
    company.location.save()
    page = desk.get(f"/calls/at/{company.location.pk}").content.decode()
    assert (said in page) is shown


def test_the_only_equipment_is_chosen_already(desk: Client, company: Company) -> None:
    page = desk.get(f"/calls/at/{company.location.pk}").content.decode()
    assert f'<option value="{company.equipment.pk}" selected>' in page


def test_nobody_free_is_said_and_not_promised(desk: Client, company: Company) -> None:
    Shift.objects.all().delete()
    part = offered(desk, company)
    assert "Nobody with the skill is free" in part
    assert 'value="none"' in part


def test_saving_books_request_job_and_promise_in_one_step(desk: Client, company: Company) -> None:
    answer = take(desk, company, question_0="yes", personal_note="a little dog named Fluffy")
    asked = Request.objects.get()
    assert answer.headers["Location"] == f"/calls/booked/{asked.case.number}"
    assert asked.words == "It just hums and it is 84 upstairs"
    assert asked.urgency == {"Is there an infant at home?": "yes"}
    assert asked.fee_said_minor == 8_900
    assert asked.taken_by == company.agent
    assert Promise.objects.get().told_to == "Mary Smith"
    assert PersonalNote.objects.get().text == "a little dog named Fluffy"
    assert Handoff.objects.get().missing == []


def test_the_next_page_says_what_to_say(desk: Client, company: Company) -> None:
    answer = take(desk, company)
    page = desk.get(answer.headers["Location"]).content.decode()
    assert "Mrs Mary Smith, somebody will be with you as soon as we can" in page
    assert "$89.00" in page
    assert "get a text" in page


def test_the_same_key_books_once(desk: Client, company: Company) -> None:
    form = a_filled_call(desk, company)
    first = desk.post(f"/calls/at/{company.location.pk}", form)
    second = desk.post(f"/calls/at/{company.location.pk}", form)
    assert first.headers["Location"] == second.headers["Location"]
    assert Request.objects.count() == 1
    assert Promise.objects.count() == 1


def test_without_words_nothing_is_saved_and_all_is_kept(desk: Client, company: Company) -> None:
    answer = take(desk, company, words=" ", access="ring twice", personal_note="a bad knee")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Say in a few words what is wrong." in page
    assert 'value="ring twice"' in page
    assert 'value="a bad knee"' in page
    assert "checked" in page
    assert not Request.objects.exists()


def test_a_window_has_to_be_chosen_or_declined(desk: Client, company: Company) -> None:
    answer = take(desk, company, window="")
    assert answer.status_code == 422
    assert "Choose what you told the caller." in answer.content.decode()


def test_a_window_that_has_gone_is_refused_with_everything_kept(
    desk: Client, company: Company
) -> None:
    form = a_filled_call(desk, company)
    Shift.objects.all().delete()
    answer = desk.post(f"/calls/at/{company.location.pk}", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "That window has gone in this minute" in page
    assert "It just hums and it is 84 upstairs" in page


def test_as_soon_as_possible_is_still_meant_a_minute_later(desk: Client, company: Company) -> None:
    form = a_filled_call(desk, company)
    with clock.standing_at(clock.now() + timedelta(minutes=1)):
        answer = desk.post(f"/calls/at/{company.location.pk}", form)
    assert answer.status_code == 302
    assert Promise.objects.get().kind == "asap"


def test_a_window_nobody_offered_is_never_promised(desk: Client, company: Company) -> None:
    made_up = "exact|2026-07-14T03:00:00+00:00|2026-07-14T04:00:00+00:00"
    assert take(desk, company, window=made_up).status_code == 422
    assert not Promise.objects.exists()


def test_a_call_without_a_window_leaves_the_time_to_dispatch(
    desk: Client, company: Company
) -> None:
    answer = take(desk, company, window="none")
    assert not Job.objects.exists()
    page = desk.get(answer.headers["Location"]).content.decode()
    assert "we call you back with a time" in page


def test_a_kind_of_job_nobody_knows_yet_is_taken_all_the_same(
    desk: Client, company: Company
) -> None:
    assert take(desk, company, job_type="", window="").status_code == 302
    assert Request.objects.get().job_type is None


def test_a_number_that_cannot_be_dialled_is_refused(desk: Client, company: Company) -> None:
    answer = take(desk, company, callback_phone="12")
    assert answer.status_code == 422
    assert "cannot be dialled" in answer.content.decode()


def test_the_same_thing_came_back_ties_the_cases_together(desk: Client, company: Company) -> None:
    earlier = a_closed_out_visit(company).visit.job.case
    with clock.standing_at(clock.now() + timedelta(days=3)):
        start = clock.now() - timedelta(hours=1)
        Shift.objects.create(
            person=company.other_technician, starts_at=start, ends_at=start + timedelta(hours=9)
        )
        page = desk.get(f"/calls/at/{company.location.pk}").content.decode()
        assert "The same thing came back:" in page
        take(desk, company, callback_of=earlier.number)
    again = Request.objects.latest("pk").case
    assert again.callback_of == earlier


def test_a_foreign_case_is_no_callback(desk: Client, company: Company) -> None:
    take(desk, company, callback_of="C999999")
    assert Request.objects.get().case.callback_of is None


def test_without_script_the_windows_come_with_a_button(desk: Client, company: Company) -> None:
    form = a_filled_call(desk, company, window="") | {"show": "1"}
    answer = desk.post(f"/calls/at/{company.location.pk}", form)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "today 14:00 to 16:00" in page
    assert "It just hums and it is 84 upstairs" in page
    assert not Request.objects.exists()


def test_an_inside_department_is_told_no_fee(desk: Client, company: Company) -> None:
    company.customer.side = "inside"
    company.customer.save()
    assert "$89.00" not in offered(desk, company)


def test_only_this_customers_contacts_can_be_chosen(desk: Client, company: Company) -> None:
    assert take(desk, company, contact="987654").status_code == 422


def test_the_bookkeeper_cannot_take_a_call(company: Company) -> None:
    books = sit_down(company.bookkeeper)
    assert books.get(f"/calls/at/{company.location.pk}").status_code == 403
    assert books.post(f"/calls/at/{company.location.pk}", {}).status_code == 403
    assert books.get("/calls/").status_code == 403


def test_a_place_nobody_knows_is_not_there(desk: Client) -> None:
    assert desk.get("/calls/at/987654").status_code == 404
    assert desk.get("/calls/at/987654/offer").status_code == 404


@pytest.mark.parametrize("rows", [50, 500])
def test_the_call_page_keeps_its_budget(desk: Client, company: Company, rows: int) -> None:
    a_past(company, rows, days_ago=0)
    for _ in range(rows // 10):
        a_job_type()
    desk.get(f"/calls/at/{company.location.pk}")
    with at_most(8):
        desk.get(f"/calls/at/{company.location.pk}")


def test_the_first_window_is_the_soonest(desk: Client, company: Company) -> None:
    assert first_window(desk, company).startswith("asap|")
