"""My day: the visits in order, and what came back, answerable in its place."""

from django.core.files.uploadedfile import SimpleUploadedFile

from fullcircle.handoffs.actions import say_thanks
from fullcircle.handoffs.models import Return
from fullcircle.operations.dispatch.actions import note_position
from fullcircle.operations.dispatch.models import Position
from fullcircle.operations.fieldwork.models import CloseOut
from fullcircle.registry.people.models import Shift
from fullcircle.registry.people.states import Seat
from tests.factories.company import a_dispatched_visit, a_person, an_assigned_visit
from tests.web.technician.seat import (
    a_photo,
    a_plate_item,
    a_sent_back_visit,
    a_stop_elsewhere,
    sit_down,
)


def test_the_day_shows_street_window_in_words_and_state(company, phone):
    a_dispatched_visit(company)
    page = phone.get("/day/").content.decode()
    assert "120 Maple" in page
    assert "10:02 to 12:02" in page
    assert "dispatched" in page


def test_an_empty_day_says_what_happens_next(company, phone):
    page = phone.get("/day/").content.decode()
    assert "Nothing for today yet" in page
    assert "appears here by itself" in page


def test_the_day_is_only_ones_own(company, phone):
    a_dispatched_visit(company)
    assert "120 Maple" not in sit_down(company.other_technician).get("/day/").content.decode()


def test_the_next_visit_is_the_one_under_way_even_when_another_was_planned_earlier(company, phone):
    a_stop_elsewhere(company, 7, minutes=5)
    later = a_dispatched_visit(company)
    assert phone.get("/day/").context["next"].street == "7 Birch"
    phone.post(f"/day/visit/{later.pk}/on-my-way")
    assert phone.get("/day/").context["next"].street == "120 Maple"


def test_tomorrow_has_a_page_of_its_own_and_is_counted_on_the_day(company, phone):
    an_assigned_visit(company, minutes=24 * 60)
    page = phone.get("/day/").content.decode()
    assert "Nothing for today yet" in page
    assert "1 visit, first: 120 Maple" in " ".join(page.split())
    assert "120 Maple" in phone.get("/day/tomorrow").content.decode()


def test_a_part_of_the_page_is_answered_when_something_happened(company, phone):
    a_dispatched_visit(company)
    part = phone.get("/day/", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="day"')
    assert f'data-live="person-{company.technician.pk}"' in part


def test_thanks_and_last_position_stand_on_the_day(company, phone):
    a_dispatched_visit(company)
    say_thanks(by=company.by_bookkeeper, to_person=company.technician, text="All there at once.")
    note_position(
        by=company.by_dispatcher, person=company.technician, street="Arbor Way", heading="east"
    )
    page = phone.get("/day/").content.decode()
    assert "All there at once." in page
    assert "heading east on Arbor Way" in page


def test_a_position_is_told_by_oneself_and_only_on_shift(company, phone):
    phone.post("/day/position", {"street": "Mill Street", "heading": "north"})
    assert Position.objects.get(person=company.technician).street == "Mill Street"
    Shift.objects.all().delete()
    page = phone.post("/day/position", {"street": "Home Road"}, follow=True).content.decode()
    assert "off shift" in page
    assert Position.objects.get(person=company.technician).street == "Mill Street"


def test_what_came_back_is_one_box_with_the_field_that_was_asked_about(company, phone):
    a_plate_item(company)
    visit = a_sent_back_visit(company, phone, "data_plate", "The serial is blurred")
    page = phone.get("/day/").content.decode()
    assert page.count('id="came-back"') == 1
    assert "The serial is blurred" in page
    assert 'capture="environment"' in page
    assert f"/day/visit/{visit.pk}" in page


def test_answering_with_a_photo_makes_version_two_and_the_old_one_stays(company, phone):
    a_plate_item(company)
    visit = a_sent_back_visit(company, phone, "data_plate", "The serial is blurred")
    returned = Return.objects.get()
    answer = phone.post(f"/day/answer/{returned.pk}", {"photo": a_photo("new.jpg")}, follow=True)
    assert "Bea has it." in answer.content.decode()
    first, second = CloseOut.objects.filter(visit=visit).order_by("version")
    assert (first.version, second.version) == (1, 2)
    assert first.photos.get().file_id != second.photos.get().file_id
    assert not Return.objects.unanswered().exists()
    assert 'id="came-back"' not in phone.get("/day/").content.decode()


def test_a_reading_is_answered_with_a_number_and_letters_are_kept_to_be_mended(company, phone):
    a_plate_item(company)
    visit = a_sent_back_visit(company, phone, "pressure", "118 or 181?")
    number = Return.objects.get().pk
    wrong = phone.post(f"/day/answer/{number}", {"answer": "about 118"})
    assert wrong.status_code == 422
    assert "A number, please" in wrong.content.decode()
    assert 'value="about 118"' in wrong.content.decode()
    phone.post(f"/day/answer/{number}", {"answer": "118,5"})
    assert CloseOut.objects.get(visit=visit, version=2).answers["pressure"] == "118,5"


def test_a_file_that_is_no_photo_is_refused_in_words_and_nothing_is_written(company, phone):
    a_plate_item(company)
    visit = a_sent_back_visit(company, phone, "data_plate", "Again please")
    number = Return.objects.get().pk
    drawing = SimpleUploadedFile("plate.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    answer = phone.post(f"/day/answer/{number}", {"photo": drawing})
    assert answer.status_code == 422
    assert "not a photo we can read" in answer.content.decode()
    assert CloseOut.objects.filter(visit=visit).count() == 1


def test_an_answer_sent_twice_counts_once(company, phone):
    a_plate_item(company)
    visit = a_sent_back_visit(company, phone, "pressure", "118 or 181?")
    number = Return.objects.get().pk
    phone.post(f"/day/answer/{number}", {"answer": "118"})
    again = phone.post(f"/day/answer/{number}", {"answer": "118"}, follow=True)
    assert "answered already" in again.content.decode()
    assert CloseOut.objects.filter(visit=visit).count() == 2


def test_somebody_elses_question_is_not_found(company, phone):
    a_plate_item(company)
    a_sent_back_visit(company, phone, "pressure", "118 or 181?")
    number = Return.objects.get().pk
    other = sit_down(company.other_technician)
    assert other.post(f"/day/answer/{number}", {"answer": "118"}).status_code == 404


def test_a_seat_without_field_work_does_not_open_the_day(company):
    guest = sit_down(a_person("Gail North", Seat.REQUESTER))
    assert guest.get("/day/").status_code == 403
