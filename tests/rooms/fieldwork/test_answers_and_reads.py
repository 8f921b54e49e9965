"""What came back: answered as the next version; the reads behind the technician's pages."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from fullcircle.foundation import clock
from fullcircle.foundation.files import keep_photo
from fullcircle.handoffs.actions import answer_return
from fullcircle.handoffs.actions.returns import AlreadyAnswered, AnswerIsEmpty
from fullcircle.handoffs.models import Handoff
from fullcircle.handoffs.states import HandoffState, LinkKey
from fullcircle.operations.billing.actions import open_review, send_back
from fullcircle.operations.dispatch.actions import ask_about_line, assign, withdraw
from fullcircle.operations.fieldwork.actions import (
    Answer,
    PhotoReport,
    answer_returned,
    arrive,
    set_out,
)
from fullcircle.operations.fieldwork.day_queries import (
    asked_about,
    came_back_to,
    closed_by,
    day_of,
    own_stop,
    still_on_site,
)
from fullcircle.operations.fieldwork.models import CloseOut
from fullcircle.operations.scheduling.actions import Window, promise_window
from fullcircle.operations.scheduling.states import PromiseKind
from fullcircle.registry.people.actor import actor_for
from fullcircle.registry.people.refusals import NotYours
from tests.factories.company import (
    TUESDAY,
    a_closed_out_visit,
    a_dispatched_visit,
    an_assigned_visit,
)

DAY = {"start": TUESDAY - timedelta(hours=9), "end": TUESDAY + timedelta(hours=15)}


def a_returned_item(company, key="pressure", question="118 or 181?", **more):
    visit = a_closed_out_visit(company, **more).visit
    open_review(by=company.by_bookkeeper, visit=visit)
    return visit, send_back(by=company.by_bookkeeper, visit=visit, item_key=key, question=question)


def test_a_text_answer_is_the_next_version_and_the_first_stays_readable(company):
    visit, returned = a_returned_item(company)
    answer_returned(
        by=company.by_technician, visit=visit, returned=returned, answer=Answer(text="181")
    )
    first, second = CloseOut.objects.filter(visit=visit).order_by("version")
    assert (first.answers["pressure"], second.answers["pressure"]) == ("118", "181")
    assert second.parts.count() == first.parts.count() == 1
    handoff = Handoff.objects.get(link__key=LinkKey.CLOSEOUT)
    assert handoff.state == HandoffState.SEEN
    assert handoff.returned_first_at is not None


def test_a_photo_answer_replaces_that_photo_only(company):
    def kept():
        content = BytesIO()
        Image.new("RGB", (40, 30)).save(content, "JPEG")
        return keep_photo(content.getvalue(), by=company.technician.ref)

    plate, filter_photo, better = kept(), kept(), kept()
    visit, returned = a_returned_item(
        company,
        key="data_plate",
        photos=[PhotoReport("data_plate", plate), PhotoReport("filter", filter_photo)],
    )
    answer_returned(
        by=company.by_technician, visit=visit, returned=returned, answer=Answer(photo=better)
    )
    photos = dict(
        CloseOut.objects.get(visit=visit, version=2).photos.values_list("item_key", "file_id")
    )
    assert photos == {"data_plate": better.pk, "filter": filter_photo.pk}


def test_an_answer_counts_once_and_says_something(company):
    visit, returned = a_returned_item(company)
    given = {"by": company.by_technician, "visit": visit, "returned": returned}
    answer_returned(**given, answer=Answer(text="181"))
    with pytest.raises(AlreadyAnswered):
        answer_returned(**given, answer=Answer(text="182"))
    assert CloseOut.objects.filter(visit=visit).count() == 2
    ask = send_back(by=company.by_bookkeeper, visit=visit, item_key="notes", question="Which room?")
    with pytest.raises(AnswerIsEmpty):
        answer_return(by=company.by_technician, returned=ask, answer="  ")


def test_only_whoever_gave_it_answers(company):
    visit, returned = a_returned_item(company)
    with pytest.raises(NotYours):
        answer_returned(
            by=actor_for(company.other_technician),
            visit=visit,
            returned=returned,
            answer=Answer(text="181"),
        )


def test_the_box_knows_the_form_in_which_an_item_is_answered(company):
    visit, _ = a_returned_item(company)
    send_back(by=company.by_bookkeeper, visit=visit, item_key="notes", question="Which room?")
    box = came_back_to(company.technician.pk)
    assert [(item.returned.item_key, item.kind, item.unit) for item in box] == [
        ("pressure", "reading", "psi"),
        ("notes", "", ""),
    ]
    assert {item.visit_id for item in box} == {visit.pk}
    assert came_back_to(company.dispatcher.pk) == []


def test_a_day_holds_its_own_visits_in_order_with_the_promise_that_stands(company):
    visit = an_assigned_visit(company)
    now = clock.now()
    promise_window(
        by=company.by_dispatcher,
        job=visit.job,
        window=Window(
            PromiseKind.FIRST_OF_AFTERNOON, now + timedelta(hours=3), now + timedelta(hours=4)
        ),
        told_how="phone",
        reason="she is out until noon",
    )
    (stop,) = day_of(company.technician.pk, **DAY)
    assert stop.visit == visit
    assert stop.promised is not None
    assert stop.promised.kind == PromiseKind.FIRST_OF_AFTERNOON
    assert day_of(company.other_technician.pk, **DAY) == []


def test_what_is_still_under_way_from_yesterday_stays_on_the_day(company):
    visit = a_dispatched_visit(company)
    set_out(by=company.by_technician, visit=visit)
    tomorrow = {"start": DAY["end"], "end": DAY["end"] + timedelta(days=1)}
    assert [stop.visit for stop in day_of(company.technician.pk, **tomorrow)] == [visit]


def test_a_visit_given_to_a_colleague_leaves_the_day(company):
    visit = an_assigned_visit(company)
    visit = withdraw(by=company.by_dispatcher, visit=visit, version=visit.version)
    assign(
        by=company.by_dispatcher,
        visit=visit,
        version=visit.version,
        person=company.other_technician,
    )
    assert day_of(company.technician.pk, **DAY) == []
    assert own_stop(visit.pk, company.technician.pk, **DAY) is None
    assert own_stop(visit.pk, company.other_technician.pk, **DAY) is not None


def test_ones_own_visit_comes_with_its_briefing_and_its_place_in_the_day(company):
    visit = a_dispatched_visit(company)
    stop = own_stop(visit.pk, company.technician.pk, **DAY)
    assert stop is not None
    assert stop.briefing is not None
    assert (stop.number, stop.of, stop.has_code) == (1, 1, False)
    ask_about_line(by=company.by_technician, visit=visit, key="access", question="Which gate?")
    assert [row.question for row in asked_about(stop.briefing)] == ["Which gate?"]


def test_where_one_has_arrived_and_not_left_is_known(company):
    visit = a_dispatched_visit(company)
    set_out(by=company.by_technician, visit=visit)
    assert still_on_site(company.technician.pk, besides=0) is None
    arrive(by=company.by_technician, visit=visit)
    assert still_on_site(company.technician.pk, besides=0) == visit
    assert still_on_site(company.technician.pk, besides=visit.pk) is None


def test_closed_visits_come_newest_first_with_what_came_back(company):
    visit, _ = a_returned_item(company)
    (row,) = closed_by(company.technician.pk)
    assert row.stop.visit == visit
    assert [returned.item_key for returned in row.returns] == ["pressure"]
    assert closed_by(company.technician.pk, (visit.left_at, visit.pk)) == []


def test_an_answer_belongs_to_the_close_out_it_was_asked_about(company):
    _visit, returned = a_returned_item(company)
    other = an_assigned_visit(company, minutes=300)
    with pytest.raises(CloseOut.DoesNotExist):
        answer_returned(
            by=company.by_technician, visit=other, returned=returned, answer=Answer(text="181")
        )
    returned.refresh_from_db()
    assert returned.answered_at is None


def test_an_empty_answer_writes_no_version(company):
    visit, returned = a_returned_item(company)
    with pytest.raises(AnswerIsEmpty):
        answer_returned(
            by=company.by_technician, visit=visit, returned=returned, answer=Answer(text="  ")
        )
    assert CloseOut.objects.filter(visit=visit).count() == 1
