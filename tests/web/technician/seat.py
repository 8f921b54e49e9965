"""What tests of the technician's seat share: sitting down, photos, a day with visits, a filled form."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from fullcircle.foundation import clock
from fullcircle.operations.billing.actions import open_review, send_back
from fullcircle.operations.dispatch.actions import assign
from fullcircle.operations.scheduling.actions import plan_visit
from fullcircle.operations.scheduling.models import Visit
from fullcircle.registry.catalogue.models import ClosingFormItem
from fullcircle.registry.people.models import Person
from tests.factories.company import (
    Company,
    a_customer,
    a_dispatched_visit,
    a_promised_job,
    a_request,
)

BACKEND = "fullcircle.web.shell.backend.AccountBackend"


def sit_down(person: Person) -> Client:
    client = Client()
    client.force_login(person.account, backend=BACKEND)
    return client


def a_photo(name: str = "plate.jpg", kind: str = "JPEG") -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (40, 30), (90, 120, 110)).save(content, kind)
    return SimpleUploadedFile(name, content.getvalue(), content_type=f"image/{kind.lower()}")


def a_plate_item(company: Company, *, required: bool = True) -> ClosingFormItem:
    """A photo of the data plate, asked for by the job type's form."""
    return ClosingFormItem.objects.create(
        form=company.job_type.form,
        position=9,
        key="data_plate",
        label="Data plate",
        kind="photo",
        required=required,
    )


def filled(**more: Any) -> dict[str, Any]:
    """A close-out with everything this company's form asks for."""
    return {
        "key": "one-try",
        "result": "fixed",
        "symptom": "a dead thermostat",
        "item_pressure": "118",
        "part_what": ["Thermostat (T-STAT)"],
        "part_count": ["1"],
        "notes": "Replaced the thermostat and calibrated it.",
        "payment": "nothing",
        "signed_by_name": "Mary Smith",
        "signed": "all_good",
        **more,
    }


def a_stop_elsewhere(company: Company, number: int, *, minutes: int) -> Visit:
    """One more visit of the technician, at a customer of its own, planned but not sent."""
    customer = a_customer(f"Customer {number}", "Birch Lane", str(number))
    location, contact = customer.locations.get(), customer.contacts.get()
    request = a_request(
        company,
        customer=customer,
        location=location,
        contact=contact,
    )
    job = a_promised_job(company, request)
    visit = plan_visit(
        by=company.by_dispatcher,
        job=job,
        start=clock.now() + timedelta(minutes=minutes),
        minutes=10,
    )
    return assign(
        by=company.by_dispatcher, visit=visit, version=visit.version, person=company.technician
    )


def a_sent_back_visit(company: Company, client: Client, item_key: str, question: str) -> Visit:
    """Closed out through the screen, then one item touched by the books."""
    visit = a_dispatched_visit(company)
    client.post(f"/day/visit/{visit.pk}/on-my-way")
    client.post(f"/day/visit/{visit.pk}/arrived")
    form = filled(photo_data_plate=a_photo())
    answer = client.post(f"/day/visit/{visit.pk}/close-out", form)
    assert answer.status_code == 302, answer.content.decode()
    visit.refresh_from_db()
    open_review(by=company.by_bookkeeper, visit=visit)
    send_back(by=company.by_bookkeeper, visit=visit, item_key=item_key, question=question)
    return visit
