"""Who waits for the dispatcher, answers in place, and the close-out typed from the radio."""

from django.test import Client
from django.urls import reverse

from fullcircle.handoffs.models import Return
from fullcircle.operations.billing import actions as billing
from fullcircle.operations.dispatch import actions as dispatch
from fullcircle.operations.fieldwork import actions as fieldwork
from fullcircle.operations.fieldwork.models import CloseOut
from fullcircle.operations.scheduling.models import Visit
from fullcircle.operations.scheduling.states import VisitState
from fullcircle.registry.catalogue.models import ClosingFormItem
from fullcircle.registry.people.actor import actor_for
from fullcircle.registry.people.states import Seat
from tests.rooms.scheduling.working_day import WorkingDay, a_home, a_person, at

INBOX = "/inbox/"


def on_site(day: WorkingDay) -> Visit:
    visit = day.assigned(at(9), day.joe, a_home("88 Elm"))
    dispatch.dispatch_visit(by=day.summer, visit=visit, version=visit.version)
    visit.refresh_from_db()
    joe = actor_for(day.joe)
    fieldwork.set_out(by=joe, visit=visit)
    fieldwork.arrive(by=joe, visit=visit)
    visit.refresh_from_db()
    return visit


def test_an_empty_inbox_says_so(day: WorkingDay, summer: Client) -> None:
    assert "Nobody waits for you" in summer.get(INBOX).content.decode()


def test_the_inbox_lists_requests_questions_those_on_site_and_what_i_asked(
    day: WorkingDay, summer: Client
) -> None:
    call = day.call(a_home("12 Quarry"))
    visit = on_site(day)
    dispatch.ask_about_line(
        by=actor_for(day.joe), visit=visit, key="access", question="Which gate?"
    )
    summer.post(
        reverse("dispatcher-ask", args=[call.pk]), {"field": "wish", "question": "When, then?"}
    )
    page = summer.get(INBOX).content.decode()
    for words in ("12 Quarry", "Which gate?", "88 Elm", "When, then?"):
        assert words in page


def test_a_question_is_answered_in_place(day: WorkingDay, summer: Client) -> None:
    visit = on_site(day)
    asked = dispatch.ask_about_line(by=actor_for(day.joe), visit=visit, key="access")
    address = reverse("dispatcher-answer", args=[asked.pk])
    assert summer.post(address, {"answer": " "}).status_code == 422
    assert summer.post(address, {"answer": "The side gate is open"}).status_code == 302
    asked.refresh_from_db()
    assert asked.answer == "The side gate is open"
    assert not Return.objects.unanswered().exists()


def test_what_somebody_answered_already_stands(day: WorkingDay, summer: Client) -> None:
    visit = on_site(day)
    asked = dispatch.ask_about_line(by=actor_for(day.joe), visit=visit, key="access")
    address = reverse("dispatcher-answer", args=[asked.pk])
    summer.post(address, {"answer": "The side gate"})
    again = summer.post(address, {"answer": "No, the front"})
    assert again.status_code == 422
    asked.refresh_from_db()
    assert asked.answer == "The side gate"


def test_somebody_elses_question_is_not_there(day: WorkingDay) -> None:
    from tests.web.dispatcher.conftest import seated

    visit = on_site(day)
    asked = dispatch.ask_about_line(by=actor_for(day.joe), visit=visit, key="access")
    answer = seated(day.priya).post(
        reverse("dispatcher-answer", args=[asked.pk]), {"answer": "mine"}
    )
    assert answer.status_code == 404


def test_a_close_out_by_radio_says_so_and_is_the_technicians(
    day: WorkingDay, summer: Client
) -> None:
    ClosingFormItem.objects.create(
        form=day.job_type.form, position=1, key="pressure", label="Pressure", kind="reading"
    )
    ClosingFormItem.objects.create(
        form=day.job_type.form, position=2, key="plate", label="Data plate", kind="photo"
    )
    visit = on_site(day)
    address = reverse("dispatcher-close-out", args=[visit.pk])
    form = {"key": "k1", "result": "fixed", "signed": "all_good", "signed_by_name": "Mary"}
    missing = summer.post(address, form)
    assert missing.status_code == 422
    assert "Ask for it on the radio" in missing.content.decode()
    form |= {"item_pressure": "68", "notes": "Replaced the capacitor", "symptom": "a capacitor"}
    assert summer.post(address, form).status_code == 302
    written = CloseOut.objects.get()
    assert (written.channel, written.technician) == ("radio", day.joe)
    assert written.entered_by_id == day.summer.person_id
    assert "Data plate" in written.cannot_complete
    visit.refresh_from_db()
    assert visit.state == VisitState.LEFT


def test_the_same_close_out_sent_twice_is_written_once(day: WorkingDay, summer: Client) -> None:
    visit = on_site(day)
    address = reverse("dispatcher-close-out", args=[visit.pk])
    form = {"key": "k1", "result": "fixed", "signed": "nobody_there"}
    summer.post(address, form)
    assert summer.post(address, form).status_code == 302
    assert CloseOut.objects.count() == 1


def test_a_question_about_a_close_out_is_answered_as_its_next_version(
    day: WorkingDay, summer: Client
) -> None:
    visit = on_site(day)
    form = {"key": "k1", "result": "fixed", "signed": "nobody_there", "notes": "Fan"}
    summer.post(reverse("dispatcher-close-out", args=[visit.pk]), form)
    keeper = actor_for(a_person("Pat Lee", Seat.BOOKKEEPER))
    billing.open_review(by=keeper, visit=visit)
    asked = billing.send_back(by=keeper, visit=visit, item_key="notes", question="Which fan?")
    Return.objects.filter(pk=asked.pk).update(asked_to=day.summer.person_id)
    address = reverse("dispatcher-answer", args=[asked.pk])
    assert summer.post(address, {"answer": " "}).status_code == 422
    assert summer.post(address, {"answer": "The condenser fan"}).status_code == 302
    newest = CloseOut.objects.order_by("-version").first()
    assert newest is not None
    assert (newest.version, newest.notes) == (2, "The condenser fan")
    assert not Return.objects.unanswered().exists()


def test_a_signature_without_a_name_is_asked_for(day: WorkingDay, summer: Client) -> None:
    visit = on_site(day)
    answer = summer.post(
        reverse("dispatcher-close-out", args=[visit.pk]),
        {"key": "k1", "result": "fixed", "signed": "all_good", "notes": "All is well"},
    )
    assert answer.status_code == 422
    assert "Say who signed" in answer.content.decode()
    assert "All is well" in answer.content.decode()
