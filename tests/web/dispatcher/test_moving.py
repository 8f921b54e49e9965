"""What a drag does, and what it is told when it cannot be."""

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from fullcircle.operations.dispatch import actions as dispatch
from fullcircle.operations.dispatch.models import Assignment
from fullcircle.operations.fieldwork import actions as fieldwork
from fullcircle.operations.scheduling.models import Visit
from fullcircle.operations.scheduling.states import VisitState
from fullcircle.registry.people.actor import actor_for
from fullcircle.registry.people.models import Absence
from tests.rooms.scheduling.working_day import WorkingDay, a_home, at


def drag(client: Client, visit: Visit, person: int, minute: int, **more: Any) -> HttpResponse:
    return client.post(
        reverse("dispatcher-move", args=[visit.pk]),
        {
            "day": "2026-07-14",
            "minute": minute,
            "person": person,
            "version": visit.version,
            **more,
        },
    )


def says(answer: HttpResponse) -> str:
    return str(json.loads(answer.content)["says"])


def test_a_drag_changes_time_and_person(day: WorkingDay, summer: Client) -> None:
    visit = day.assigned(at(10), day.joe)
    answer = drag(summer, visit, day.ana.pk, 13 * 60)
    assert answer.status_code == 200
    visit.refresh_from_db()
    assert (visit.planned_start, visit.version) == (at(13), json.loads(answer.content)["version"])
    assert Assignment.objects.standing().get(visit=visit).person == day.ana


def test_the_slower_of_two_is_told_who_was_faster_and_nothing_of_his_is_written(
    day: WorkingDay, summer: Client
) -> None:
    visit = day.assigned(at(10), day.joe)
    read = visit.version
    dispatch.place_visit(by=day.priya, visit=visit, version=read, person=day.joe, start=at(11))
    answer = drag(summer, visit, day.ana.pk, 14 * 60, version=read)
    assert answer.status_code == 409
    assert "Priya changed this" in says(answer)
    visit.refresh_from_db()
    assert visit.planned_start == at(11)


def test_a_double_booking_is_refused_and_names_the_other_work(
    day: WorkingDay, summer: Client
) -> None:
    day.assigned(at(10), day.joe, a_home("88 Elm"))
    visit = day.assigned(at(12), day.ana)
    answer = drag(summer, visit, day.joe.pk, 10 * 60 + 30)
    assert answer.status_code == 422
    assert "88 Elm" in says(answer)
    visit.refresh_from_db()
    assert (visit.planned_start, visit.state) == (at(12), VisitState.ASSIGNED)


def test_somebody_who_is_away_is_not_given_work(day: WorkingDay, summer: Client) -> None:
    Absence.objects.create(person=day.ana, starts_at=at(0), ends_at=at(23))
    visit = day.assigned(at(12), day.joe)
    answer = drag(summer, visit, day.ana.pk, 12 * 60)
    assert (answer.status_code, "Ana is away" in says(answer)) == (422, True)


def test_what_is_pinned_or_on_its_way_is_not_moved(day: WorkingDay, summer: Client) -> None:
    visit = day.assigned(at(12), day.joe)
    Visit.objects.filter(pk=visit.pk).update(pinned=True)
    assert drag(summer, visit, day.ana.pk, 13 * 60).status_code == 422
    other = day.assigned(at(10), day.joe)
    dispatch.dispatch_visit(by=day.summer, visit=other, version=other.version)
    other.refresh_from_db()
    fieldwork.set_out(by=actor_for(day.joe), visit=other)
    other.refresh_from_db()
    assert drag(summer, other, day.ana.pk, 13 * 60).status_code == 422


def test_a_request_is_dropped_from_the_tray_once(day: WorkingDay, summer: Client) -> None:
    call = day.call()
    address = reverse("dispatcher-drop", args=[call.pk])
    form = {"day": "2026-07-14", "minute": 10 * 60, "person": day.joe.pk}
    assert summer.post(address, form).status_code == 200
    again = summer.post(address, form)
    assert again.status_code == 409
    assert Visit.objects.count() == 1


@pytest.mark.parametrize("minute", ["", "abc", "-5", "1441", "99999"])
def test_a_minute_that_is_none_of_the_day_is_refused(
    day: WorkingDay, summer: Client, minute: str
) -> None:
    visit = day.assigned(at(10), day.joe)
    answer = summer.post(
        reverse("dispatcher-move", args=[visit.pk]),
        {"day": "2026-07-14", "minute": minute, "person": day.joe.pk, "version": visit.version},
    )
    assert answer.status_code == 422
    visit.refresh_from_db()
    assert visit.planned_start == at(10)
