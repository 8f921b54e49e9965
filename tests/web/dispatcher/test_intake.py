"""The intake beside the board: asked about, mended, promised, held; nothing typed is lost."""

from django.test import Client
from django.urls import reverse

from fullcircle.handoffs.models import Return
from fullcircle.operations.scheduling.models import Job, Promise
from fullcircle.operations.scheduling.states import JobState
from fullcircle.operations.servicedesk import actions as servicedesk
from tests.rooms.scheduling.working_day import WorkingDay

BOARD = "/board/"


def test_touching_a_field_asks_the_agent_who_took_the_call(
    day: WorkingDay, summer: Client, htmx: dict[str, str]
) -> None:
    call = day.call()
    opened = summer.get(BOARD, {"request": call.pk, "field": "access"}, headers=htmx)
    assert "Ask Amy" in opened.content.decode()
    answer = summer.post(
        reverse("dispatcher-ask", args=[call.pk]),
        {"field": "access", "question": "Which gate?", "opened": "access"},
        headers=htmx,
    )
    assert "Which gate?" in answer.content.decode()
    asked = Return.objects.get()
    assert (asked.item_key, asked.asked_to_id) == ("access", day.agent.person_id)


def test_mending_in_place_counts_as_fixed_by_the_receiver(
    day: WorkingDay, summer: Client, htmx: dict[str, str]
) -> None:
    call = day.call()
    summer.post(
        reverse("dispatcher-correct", args=[call.pk]),
        {"field": "access", "value": "side door", "version": 1, "change": "was_wrong"},
        headers=htmx,
    )
    call.refresh_from_db()
    assert call.access == "side door"
    assert call.handoff is not None
    assert call.handoff.fixed_first_at is not None


def test_a_job_type_is_chosen_from_those_of_the_trade(
    day: WorkingDay, summer: Client, htmx: dict[str, str]
) -> None:
    call = day.call()
    opened = summer.get(BOARD, {"request": call.pk, "field": "job_type"}, headers=htmx)
    assert day.job_type.code in opened.content.decode()
    summer.post(
        reverse("dispatcher-correct", args=[call.pk]),
        {"field": "job_type", "value": day.job_type.code, "version": 1, "change": "was_wrong"},
        headers=htmx,
    )
    call.refresh_from_db()
    assert call.job_type == day.job_type


def test_a_stale_correction_keeps_what_was_typed_and_names_the_other(
    day: WorkingDay, summer: Client, htmx: dict[str, str]
) -> None:
    call = day.call()
    servicedesk.correct_request(
        by=day.priya, request=call, version=1, item_key="access", value="back door"
    )
    answer = summer.post(
        reverse("dispatcher-correct", args=[call.pk]),
        {"field": "access", "value": "side door", "version": 1, "opened": "access"},
        headers=htmx,
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Priya" in page
    assert "side door" in page


def test_a_new_promise_stands_beside_the_old_one(
    day: WorkingDay, summer: Client, htmx: dict[str, str]
) -> None:
    call = day.call()
    address = reverse("dispatcher-promise", args=[call.pk])
    form = {"kind": "window", "on": "2026-07-14", "from": "10:00", "until": "12:00"}
    summer.post(address, form | {"told_how": "phone"}, headers=htmx)
    again = {"from": "13:00", "until": "15:00", "told_how": "phone", "reason": "runs over"}
    page = summer.post(address, form | again, headers=htmx).content.decode()
    assert "13:00–15:00" in page
    assert "<s>10:00–12:00</s>" in page
    assert Promise.objects.standing().count() == 1
    assert Promise.objects.count() == 2


def test_a_promise_in_the_past_is_refused_with_everything_typed_kept(
    day: WorkingDay, summer: Client, htmx: dict[str, str]
) -> None:
    call = day.call()
    answer = summer.post(
        reverse("dispatcher-promise", args=[call.pk]),
        {"kind": "window", "on": "2026-07-14", "from": "07:00", "until": "08:00"},
        headers=htmx,
    )
    assert answer.status_code == 422
    assert 'value="07:00"' in answer.content.decode()


def test_a_job_waits_with_a_reason_and_comes_back(
    day: WorkingDay, summer: Client, htmx: dict[str, str]
) -> None:
    call = day.call()
    hold = reverse("dispatcher-hold", args=[call.pk])
    assert summer.post(hold, {"reason": ""}, headers=htmx).status_code == 422
    summer.post(hold, {"reason": "part on order", "wake_on": "2026-07-20"}, headers=htmx)
    assert Job.objects.get().state == JobState.ON_HOLD
    summer.post(reverse("dispatcher-wake", args=[call.pk]), headers=htmx)
    assert Job.objects.get().state == JobState.UNSCHEDULED


def test_a_time_that_cannot_be_read_is_refused(
    day: WorkingDay, summer: Client, htmx: dict[str, str]
) -> None:
    answer = summer.post(
        reverse("dispatcher-place", args=[day.call().pk]),
        {"day": "2026-07-14", "start": "half past", "person": day.joe.pk},
        headers=htmx,
    )
    assert answer.status_code == 422
    assert "like 13:30" in answer.content.decode()
