"""Closing out: everything missing named at once, nothing typed lost, one effect."""

import base64
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from fullcircle.foundation.models import StoredFile
from fullcircle.handoffs.models import Handoff
from fullcircle.handoffs.states import LinkKey
from fullcircle.operations.fieldwork.models import CloseOut
from fullcircle.operations.scheduling.states import VisitState
from fullcircle.operations.servicedesk.states import Circle
from fullcircle.registry.catalogue.models import ClosingFormItem
from fullcircle.registry.customers.models import Agreement, PersonalNote, ServiceRecord
from tests.factories.company import an_arrived_visit
from tests.web.technician.seat import a_photo, a_plate_item, filled, sit_down


@pytest.fixture
def visit(company):
    return an_arrived_visit(company)


def send(phone, visit, **more):
    return phone.post(f"/day/visit/{visit.pk}/close-out", filled(**more))


def test_all_good_closes_the_visit_the_circle_and_hands_over(company, phone, visit):
    answer = send(phone, visit)
    assert answer.headers["Location"] == f"/day/visit/{visit.pk}/done"
    written = CloseOut.objects.get()
    assert written.parts.get().item == company.part
    assert (written.result, written.signed, written.signed_by_name) == (
        "fixed",
        "all_good",
        "Mary Smith",
    )
    visit.refresh_from_db()
    assert visit.state == VisitState.LEFT
    visit.job.request.refresh_from_db()
    assert visit.job.request.circle == Circle.CONFIRMED
    assert ServiceRecord.objects.get().what == "a demand call for a dead thermostat"
    handoff = Handoff.objects.get(link__key=LinkKey.CLOSEOUT)
    assert handoff.missing == []


def test_the_same_button_twice_is_one_close_out(company, phone, visit):
    for _ in range(2):
        assert send(phone, visit).status_code == 302
    assert CloseOut.objects.count() == 1


def test_after_it_the_page_shows_the_ring_and_the_form_is_gone(company, phone, visit):
    send(phone, visit)
    page = phone.get(f"/day/visit/{visit.pk}/done").content.decode()
    assert "Mary Smith says all is good." in page
    assert "That was the last one for today" in page
    again = phone.get(f"/day/visit/{visit.pk}/close-out")
    assert again.headers["Location"].endswith("/done")


def test_everything_missing_is_named_at_once_and_what_was_typed_is_kept(company, phone, visit):
    a_plate_item(company)
    answer = phone.post(
        f"/day/visit/{visit.pk}/close-out",
        {"recommendation": "Replace the duct", "signed": "all_good", "key": "k"},
    )
    assert answer.status_code == 422
    assert [gap.anchor for gap in answer.context["gaps"]] == [
        "id_result",
        "id_item_pressure",
        "id_item_data_plate",
        "parts",
        "id_notes",
        "id_payment",
        "id_signed_by_name",
    ]
    page = answer.content.decode()
    assert 'value="Replace the duct"' in page
    for gap in answer.context["gaps"]:
        assert f'id="{gap.anchor}"' in page, gap.anchor
    assert not CloseOut.objects.exists()


def test_a_photo_that_was_sent_survives_a_refusal_and_counts_at_the_next_try(company, phone, visit):
    a_plate_item(company)
    refused = send(phone, visit, photo_data_plate=a_photo(), notes="")
    assert refused.status_code == 422
    kept = StoredFile.objects.get()
    assert f'name="kept_data_plate" value="{kept.pk}"' in refused.content.decode()
    assert send(phone, visit, kept_data_plate=str(kept.pk)).status_code == 302
    assert CloseOut.objects.get().photos.get().file == kept


def test_another_persons_photo_cannot_be_claimed(company, phone, visit):
    a_plate_item(company)
    foreign = StoredFile.objects.create(
        purpose="photo",
        content_type="image/jpeg",
        size=1,
        sha256="0" * 64,
        by=company.other_technician.ref,
        at="2026-07-14T13:00Z",
    )
    answer = send(phone, visit, kept_data_plate=str(foreign.pk))
    assert answer.status_code == 422
    assert [gap.anchor for gap in answer.context["gaps"]] == ["id_item_data_plate"]


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        (
            SimpleUploadedFile("plate.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
            "not a photo",
        ),
        (SimpleUploadedFile("plate.jpg", b"no photo at all"), "not a photo"),
        (SimpleUploadedFile("plate.jpg", b"0" * 15_000_001), "more than 15 MB"),
    ],
)
def test_a_file_we_do_not_take_is_named_and_nothing_else_is_lost(
    company, phone, visit, upload, words
):
    a_plate_item(company)
    upload.seek(0)
    answer = send(phone, visit, photo_data_plate=upload)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert "Replaced the thermostat and calibrated it." in page
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("typed", ["about 118", "12O", "1e5", "--3"])
def test_letters_in_a_reading_are_named_and_kept(company, phone, visit, typed):
    answer = send(phone, visit, item_pressure=typed)
    assert answer.status_code == 422
    assert "A number, please" in answer.content.decode()
    assert f'value="{typed}"' in answer.content.decode()


def test_the_way_out_needs_a_reason_and_then_nothing_else(company, phone, visit):
    a_plate_item(company)
    typed = {
        "key": "k",
        "result": "needs_return",
        "cannot_complete": "The attic was 60 degrees, stopped for safety",
        "signed": "nobody_there",
    }
    assert phone.post(f"/day/visit/{visit.pk}/close-out", typed).status_code == 302
    written = CloseOut.objects.get()
    assert written.cannot_complete.startswith("The attic")
    visit.job.refresh_from_db()
    assert visit.job.state == "unscheduled"


def test_no_access_asks_for_a_sentence_only(company, phone, visit):
    typed = {"key": "k", "result": "no_access", "signed": "nobody_there"}
    answer = phone.post(f"/day/visit/{visit.pk}/close-out", typed)
    assert [gap.anchor for gap in answer.context["gaps"]] == ["id_notes"]
    typed["notes"] = "The gate code does not work any more."
    assert phone.post(f"/day/visit/{visit.pk}/close-out", typed).status_code == 302
    assert CloseOut.objects.get().cannot_complete == typed["notes"]


def test_somethings_left_needs_what_and_opens_a_dispute(company, phone, visit):
    assert send(phone, visit, signed="something_left").status_code == 422
    answer = send(phone, visit, signed="something_left", something_left="The bedroom is still warm")
    assert answer.status_code == 302
    visit.job.request.refresh_from_db()
    assert visit.job.request.circle == Circle.DISPUTED


def test_the_signature_of_the_form_is_the_one_at_the_door(company, phone, visit):
    ClosingFormItem.objects.create(
        form=company.job_type.form, position=8, key="signature", label="Signature", kind="signature"
    )
    assert send(phone, visit, signed="refused").status_code == 302
    assert Handoff.objects.get(link__key=LinkKey.CLOSEOUT).missing == []


def test_a_drawn_signature_is_kept_as_a_picture(company, phone, visit):
    content = BytesIO()
    Image.new("RGBA", (64, 22)).save(content, "PNG")
    drawn = "data:image/png;base64," + base64.b64encode(content.getvalue()).decode()
    assert send(phone, visit, drawn=drawn).status_code == 302
    signature = CloseOut.objects.get().signature
    assert (signature.purpose, signature.content_type) == ("signature", "image/png")


@pytest.mark.parametrize(
    "drawn", ["data:image/png;base64,AAAA", "data:text/html,x", "data:image/png;base64,!"]
)
def test_a_broken_drawing_counts_as_none(company, phone, visit, drawn):
    assert send(phone, visit, drawn=drawn).status_code == 302
    assert CloseOut.objects.get().signature is None


def test_parts_in_words_with_a_fraction_beside_one_of_the_list(company, phone, visit):
    send(
        phone,
        visit,
        part_what=["thermostat", "copper tape", ""],
        part_count=["2", "1,5", "1"],
    )
    listed, worded = CloseOut.objects.get().parts.order_by("pk")
    assert (listed.item, listed.hundredths) == (company.part, 200)
    assert (worded.item, worded.text, worded.hundredths) == (None, "copper tape", 150)


@pytest.mark.parametrize("count", ["some", "-1", "0", "1.234", "9999999999"])
def test_a_quantity_that_is_none_is_named(company, phone, visit, count):
    answer = send(phone, visit, part_count=[count])
    assert answer.status_code == 422
    assert "How many?" in answer.content.decode()


def test_another_line_of_parts_without_script_keeps_everything(company, phone, visit):
    answer = send(phone, visit, more_parts="1")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert page.count('name="part_what"') == 2
    assert "Replaced the thermostat and calibrated it." in page
    assert not CloseOut.objects.exists()


def test_a_payment_needs_an_amount(company, phone, visit):
    assert send(phone, visit, payment="cheque", amount="a lot").status_code == 422
    send(phone, visit, payment="cheque", amount="129,50", reference="No. 1044")
    written = CloseOut.objects.get()
    assert (written.payment_minor, written.payment_how) == (12_950, "cheque")
    assert written.payment_reference == "No. 1044"


def test_touch_and_agreement_reach_the_record(company, phone, visit):
    send(phone, visit, personal_note="a little dog named Fluffy", agreement_sold="comfort plan")
    assert PersonalNote.objects.get().text == "a little dog named Fluffy"
    assert Agreement.objects.get().name == "comfort plan"


def test_a_department_inside_is_not_asked_for_money(company, phone, visit):
    company.customer.side = "inside"
    company.customer.save()
    page = phone.get(f"/day/visit/{visit.pk}/close-out").content.decode()
    assert 'name="payment"' not in page
    typed = filled()
    del typed["payment"]
    assert phone.post(f"/day/visit/{visit.pk}/close-out", typed).status_code == 302


def test_a_choice_nobody_offered_is_refused_with_everything_kept(company, phone, visit):
    answer = send(phone, visit, result="exploded")
    assert answer.status_code == 422
    assert "Replaced the thermostat" in answer.content.decode()


def test_a_closing_form_without_items_can_be_closed_out(company, phone, visit):
    company.job_type.form.items.all().delete()
    assert send(phone, visit).status_code == 302


def test_somebody_elses_close_out_is_not_known_here(company, phone, visit):
    other = sit_down(company.other_technician)
    assert other.get(f"/day/visit/{visit.pk}/close-out").status_code == 404
    assert send(other, visit).status_code == 404
    assert other.get(f"/day/visit/{visit.pk}/done").status_code == 404
    assert not CloseOut.objects.exists()


def test_the_price_list_is_searched_by_words_and_tells_no_prices(company, phone, visit):
    page = phone.get("/day/parts?trade=home_service&part_what=thermo").content.decode()
    assert "Thermostat (T-STAT)" in page
    assert "189" not in page
    assert (
        "T-STAT" not in phone.get("/day/parts?trade=home_service&part_what=valve").content.decode()
    )
