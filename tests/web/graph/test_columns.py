"""Which column says what: guessed, shown with samples, corrected; another column as the party."""

import pytest
from django.test import Client
from django.urls import reverse

from fullcircle.insight.models import LogImport
from tests.rooms.insight.graph.dropped import work_through
from tests.web.graph.dropping import SMALL, dropped, page, studied

pytestmark = pytest.mark.django_db

UNCLEAR = "x,y,z\n1,2,3\n4,5,6\n"
CHOSEN = {"case": "ticket", "activity": "step", "party": "team", "time": "done_at"}


def test_what_cannot_be_guessed_is_asked_with_samples(visitor: Client) -> None:
    at = dropped(visitor, UNCLEAR)
    answer = visitor.get(at, follow=True)
    shown = answer.content.decode()
    assert "Not every column could be guessed" in shown
    assert "<td>1, 4" in shown.replace("\n", "")


def test_a_choice_without_a_needed_column_is_refused_and_kept(visitor: Client) -> None:
    dropped(visitor, UNCLEAR)
    at = reverse("graph-columns", args=[LogImport.objects.get().pk])
    answer = visitor.post(at, {"case": "x", "missing": "break"})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert '<option value="x" selected>' in shown


def test_columns_are_changed_and_the_graph_is_another(visitor: Client) -> None:
    at = studied(visitor)
    log = LogImport.objects.get()
    answer = visitor.post(
        reverse("graph-columns", args=[log.pk]), {**CHOSEN, "missing": "skip", "zone": "UTC"}
    )
    assert answer.headers["Location"] == at
    log.refresh_from_db()
    work_through(log)
    shown = page(visitor, at)
    assert "office" in shown
    assert "Ann Lee" not in shown


def test_one_button_makes_the_team_the_party(visitor: Client) -> None:
    at = studied(visitor)
    log = LogImport.objects.get()
    assert 'name="party" value="team"' in page(visitor, at)
    visitor.post(reverse("graph-party", args=[log.pk]), {"party": "team"})
    log.refresh_from_db()
    work_through(log)
    assert log.mapping["party"] == "team"
    assert "Ann Lee" not in page(visitor, at)


def test_a_column_that_is_not_there_is_refused_in_words(visitor: Client) -> None:
    studied(visitor)
    number = LogImport.objects.get().pk
    answer = visitor.post(reverse("graph-party", args=[number]), {"party": "salary"})
    assert answer.status_code == 422
    assert "Choose a column" in answer.content.decode()


def test_machines_are_marked(visitor: Client) -> None:
    at = studied(visitor)
    log = LogImport.objects.get()
    chosen = {**log.mapping, "missing": "skip", "system_parties": "Sue Day, nobody"}
    visitor.post(reverse("graph-columns", args=[log.pk]), chosen)
    log.refresh_from_db()
    work_through(log)
    assert '"k": "system"' in page(visitor, at)


def test_in_works_council_mode_no_name_is_shown_anywhere(visitor: Client) -> None:
    at = studied(visitor, SMALL, works_council="on")
    number = LogImport.objects.get().pk
    for address in (at, reverse("graph-open", args=[number]), reverse("graph-drop")):
        shown = page(visitor, address)
        assert "Ann Lee" not in shown
        assert "Sue Day" not in shown
    assert "names replaced" in page(visitor, at)
