"""A file dropped on the page: kept, read, shown; refused with a reason; nobody else's business."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fullcircle.insight.models import LogImport
from tests.factories.company import Company
from tests.web.cards.desk import sit_down
from tests.web.graph.dropping import SMALL, dropped, page, post, studied

pytestmark = pytest.mark.django_db


def test_a_visitor_of_the_demo_goes_from_the_first_page_to_the_graph(visitor: Client) -> None:
    first = page(visitor, reverse("sign-in"))
    assert f'href="{reverse("graph-drop")}"' in first
    zone = page(visitor, reverse("graph-drop"))
    assert "Nothing is sent anywhere else" in zone
    assert 'enctype="multipart/form-data"' in zone
    at = studied(visitor)
    shown = page(visitor, at)
    assert "22 cases" in shown
    assert "Ann Lee" in shown
    assert "rows that could not be used" in shown


def test_what_is_sure_is_read_at_once_and_can_be_left_meanwhile(visitor: Client) -> None:
    at = dropped(visitor)
    waiting = page(visitor, at)
    assert "You can leave this page" in waiting
    assert "being read" in page(visitor, reverse("graph-drop"))


def test_the_waiting_part_brings_the_whole_page_when_there_is_something_to_see(
    visitor: Client,
) -> None:
    at = studied(visitor)
    answer = visitor.get(at, headers={"HX-Request": "true", "HX-Target": "progress"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, at)


def test_without_the_demo_nobody_drops_without_an_account(company: Company) -> None:
    answer = Client().get(reverse("graph-drop"))
    assert answer.headers["Location"].startswith(reverse("sign-in"))
    assert post(Client(), SMALL.encode()).headers["Location"].startswith(reverse("sign-in"))
    assert sit_down(company.technician).get(reverse("graph-drop")).status_code == 403
    assert not LogImport.objects.exists()
    assert "/graph/" not in Client().get(reverse("sign-in")).content.decode()


def test_the_log_of_one_session_is_not_there_for_another(
    visitor: Client, company: Company, settings: Any
) -> None:
    at = studied(visitor)
    number = LogImport.objects.get().pk
    names = ["log", "columns", "open", "arrows", "rows", "aside"]
    for stranger in (Client(), sit_down(company.manager)):
        for name in names:
            assert stranger.get(reverse(f"graph-{name}", args=[number])).status_code == 404, name
        for name in ("cancel", "remove", "party"):
            assert stranger.post(reverse(f"graph-{name}", args=[number])).status_code == 404, name
    assert page(visitor, at)


def test_a_manager_of_a_company_sees_no_log_of_another_manager(
    manager: Client, company: Company
) -> None:
    at = studied(manager)
    assert page(manager, at)
    company.agent.seats.create(seat="manager")
    assert sit_down(company.agent).get(at).status_code == 404


def test_too_much_is_refused_with_a_way_out(visitor: Client, settings: Any) -> None:
    settings.LOG_IMPORT_MB = 1
    answer = post(visitor, b"a,b\n" * 300_000)
    assert answer.status_code == 422
    assert "More than 1 MB. Nothing was kept" in answer.content.decode()
    assert not LogImport.objects.exists()


def test_an_empty_file_and_no_file_are_refused(visitor: Client) -> None:
    assert "This file is empty" in post(visitor, b"").content.decode()
    assert visitor.post(reverse("graph-drop")).status_code == 422


def test_garbage_is_said_with_place_and_remedy_and_nothing_of_it_stays(visitor: Client) -> None:
    answer = post(visitor, bytes(range(256)) * 20, name="export.xes")
    shown = page(visitor, answer.headers["Location"])
    log = LogImport.objects.get()
    assert log.problem_what in shown.replace("&#x27;", "'")
    assert "What to do" in shown
    assert "No part of a result" in shown


def test_the_same_form_sent_twice_is_one_log(visitor: Client) -> None:
    key = "5f0c3c4e-6c58-4a59-9d3b-6a9c0f6f2b11"
    assert dropped(visitor, key=key) == dropped(visitor, key=key)
    assert LogImport.objects.count() == 1


def test_what_is_removed_is_gone(visitor: Client) -> None:
    at = studied(visitor)
    number = LogImport.objects.get().pk
    answer = visitor.post(reverse("graph-remove", args=[number]), follow=True)
    assert "is removed" in answer.content.decode()
    assert visitor.get(at).status_code == 404


def test_a_study_can_be_stopped(visitor: Client) -> None:
    dropped(visitor)
    number = LogImport.objects.get().pk
    answer = visitor.post(reverse("graph-cancel", args=[number]))
    assert answer.headers["Location"] == reverse("graph-columns", args=[number])
