"""Who goes and who comes along; what the board says about a missing skill."""

from django.test import Client
from django.urls import reverse

from fullcircle.operations.dispatch.models import Assignment, Briefing
from fullcircle.operations.scheduling.models import Visit
from fullcircle.registry.people.models import Person
from tests.rooms.scheduling.working_day import WorkingDay, a_home, a_person, at, on_shift


def standing(visit: Visit) -> dict[str, str]:
    rows = Assignment.objects.standing().filter(visit=visit).select_related("person")
    return {row.person.call_name: row.part for row in rows}


def place(summer: Client, visit: Visit, lead: Person, *helpers: Person, start: str = "13:00"):
    visit.refresh_from_db()
    form = {
        "person": lead.pk, "helpers_asked": "yes", "helper": [one.pk for one in helpers],
        "start": start, "minutes": 60, "version": visit.version, "day": "2026-07-14",
    }  # fmt: skip
    return summer.post(reverse("dispatcher-assign", args=[visit.pk]), form)


def test_somebody_comes_along_and_may_stay_at_home_again(day: WorkingDay, summer: Client) -> None:
    visit = day.assigned(at(13), day.joe, a_home("88 Elm"))
    assert place(summer, visit, day.joe, day.ana).status_code == 302
    assert standing(visit) == {"Joe": "lead", "Ana": "helper"}
    page = summer.get(f"/board/?visit={visit.pk}&day=2026-07-14").content.decode()
    assert "with" in page
    assert place(summer, visit, day.joe).status_code == 302
    assert standing(visit) == {"Joe": "lead"}


def test_a_helper_does_not_take_the_briefing_away(day: WorkingDay, summer: Client) -> None:
    visit = day.assigned(at(13), day.joe, a_home("88 Elm"))
    summer.post(
        reverse("dispatcher-dispatch", args=[visit.pk]), {"version": visit.version, "line": "Hi"}
    )
    assert place(summer, visit, day.joe, day.ana).status_code == 302
    assert Briefing.objects.get(visit=visit).withdrawn_at is None
    assert standing(visit) == {"Joe": "lead", "Ana": "helper"}


def test_a_helper_who_is_booked_is_refused_and_the_ticks_are_kept(
    day: WorkingDay, summer: Client
) -> None:
    day.assigned(at(13), day.ana, a_home("12 Quarry"))
    visit = day.assigned(at(13), day.joe, a_home("88 Elm"))
    answer = place(summer, visit, day.joe, day.ana)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Ana has" in page
    assert f'name="helper" value="{day.ana.pk}" checked' in page
    assert standing(visit) == {"Joe": "lead"}


def test_a_helper_of_the_visit_is_not_helper_and_lead_at_once(
    day: WorkingDay, summer: Client
) -> None:
    visit = day.assigned(at(13), day.joe, a_home("88 Elm"))
    place(summer, visit, day.joe, day.ana)
    assert place(summer, visit, day.ana, day.ana).status_code == 302
    assert standing(visit) == {"Ana": "lead"}


def test_who_was_ticked_stays_ticked_when_the_time_changes(day: WorkingDay, summer: Client) -> None:
    visit = day.assigned(at(13), day.joe, a_home("88 Elm"))
    said = {"visit": visit.pk, "day": "2026-07-14", "start": "15:00", "person": day.ana.pk}
    page = summer.get(
        reverse("dispatcher-people"), said | {"helpers_asked": "yes", "helper": day.joe.pk}
    ).content.decode()
    assert f'name="person" value="{day.ana.pk}" checked' in page
    assert f'name="helper" value="{day.joe.pk}" checked' in page


def test_a_drag_to_somebody_without_the_skill_says_so(day: WorkingDay, summer: Client) -> None:
    kim = a_person("Kim Roe")
    on_shift(kim, at(7, 30), at(16, 30))
    visit = day.assigned(at(13), day.joe, a_home("88 Elm"))
    drag = {"day": "2026-07-14", "minute": 840, "person": kim.pk, "version": visit.version}
    answer = summer.post(reverse("dispatcher-move", args=[visit.pk]), drag)
    assert answer.status_code == 200
    assert "cooling" in answer.json()["says"]
    assert standing(visit) == {"Kim": "lead"}
    back = {
        "day": "2026-07-14",
        "minute": 840,
        "person": day.joe.pk,
        "version": answer.json()["version"],
    }
    assert "says" not in summer.post(reverse("dispatcher-move", args=[visit.pk]), back).json()
