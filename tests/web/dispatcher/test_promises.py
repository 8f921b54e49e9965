"""Promising anew from the panel: a window that can be kept, or a time as typed."""

import re

from django.test import Client
from django.urls import reverse

from fullcircle.operations.scheduling.models import Promise
from fullcircle.operations.servicedesk.models import Request
from tests.rooms.scheduling.working_day import WorkingDay


def offered(summer: Client, call: Request) -> list[str]:
    page = summer.get(reverse("dispatcher-windows", args=[call.pk])).content.decode()
    return [value for value in re.findall(r'option value="([^"]*)"', page) if value]


def promise(summer: Client, call: Request, **said: str) -> int:
    form = {"day": "2026-07-14", "told_how": "phone", "told_to": "Mary Smith", **said}
    return summer.post(reverse("dispatcher-promise", args=[call.pk]), form).status_code


def test_a_window_on_offer_is_promised_without_typing(day: WorkingDay, summer: Client) -> None:
    call = day.call()
    windows = offered(summer, call)
    assert windows
    assert promise(summer, call, window=windows[1]) == 302
    standing = Promise.objects.standing().get()
    assert windows[1] == "|".join(
        [standing.kind, standing.window_start.isoformat(), standing.window_end.isoformat()]
    )


def test_a_window_that_has_gone_is_not_promised(day: WorkingDay, summer: Client) -> None:
    gone = "window|2026-07-14T11:00:00+00:00|2026-07-14T12:00:00+00:00"
    assert promise(summer, day.call(), window=gone) == 422
    assert not Promise.objects.exists()


def test_a_time_is_typed_instead(day: WorkingDay, summer: Client) -> None:
    said = {"kind": "window", "on": "2026-07-14", "from": "13:00", "until": "15:00"}
    assert promise(summer, day.call(), window="", **said) == 302
    assert Promise.objects.get().local_start.hour == 13


def test_what_cannot_be_read_is_said_and_kept(day: WorkingDay, summer: Client) -> None:
    call = day.call()
    assert promise(summer, call) == 422
    assert promise(summer, call, kind="whenever", **{"from": "13:00", "until": "15:00"}) == 422
    assert not Promise.objects.exists()


def test_without_a_job_type_nothing_is_on_offer(day: WorkingDay, summer: Client) -> None:
    call = day.call()
    Request.objects.filter(pk=call.pk).update(job_type=None)
    answer = summer.get(reverse("dispatcher-windows", args=[call.pk]))
    assert "type a time below" in answer.content.decode()
