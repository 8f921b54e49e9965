"""Close-outs: what was done. Read, sent once, photos beforehand, questions answered in the item."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import File, Router
from ninja.files import UploadedFile
from pydantic import Field

from fullcircle.api.door import Seated, actor_of
from fullcircle.api.finding import among, known, visit_of
from fullcircle.api.once import IdempotencyKey, once, own_key
from fullcircle.api.shapes import In, Instant, Key, Line, Out, Text, Word
from fullcircle.foundation import files
from fullcircle.foundation.models import StoredFile
from fullcircle.operations.fieldwork import actions as field
from fullcircle.operations.fieldwork.models import CloseOut
from fullcircle.operations.fieldwork.queries import form_items
from fullcircle.operations.fieldwork.states import Signed
from fullcircle.operations.scheduling.states import VisitResult
from fullcircle.registry.catalogue.models import PriceItem
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission

router = Router(tags=["close-outs"])
photos = Router(tags=["close-outs"])


class FormRow(Out):
    """One item of the job type's closing form."""

    key: str
    label: str
    kind: str
    required: bool


class PartRow(Out):
    item: int | None
    text: str
    hundredths: int


class CloseOutRow(Out):
    """One frozen version. Prices are no part of it; payment in minor units of `currency`."""

    id: int
    visit: int
    version: int
    result: str
    answers: dict[str, str]
    notes: str
    recommendation: str
    minutes_on_site: int
    signed: str
    signed_by_name: str
    something_left: str
    cannot_complete: str
    parts: list[PartRow]
    photos: list[UUID]
    submitted_at: datetime


class CloseOuts(Out):
    form: list[FormRow]
    versions: list[CloseOutRow]


class PartIn(In):
    """From the price list or in words; quantity in hundredths of the unit."""

    item: Key | None = None
    text: Annotated[Line, Field(max_length=120)] = ""
    hundredths: Annotated[int, Field(ge=1, le=10_000_000)] = 100


class PhotoIn(In):
    item_key: Word
    file: UUID


class ReportIn(In):
    """`answers`: {form item key: value}. `payment_minor`: minor units of the company's currency."""

    result: VisitResult
    signed: Signed
    answers: dict[Word, Line] = Field(default_factory=dict, max_length=100)
    notes: Text = ""
    recommendation: Line = ""
    parts: list[PartIn] = Field(default_factory=list, max_length=100)
    no_parts: bool = False
    photos: list[PhotoIn] = Field(default_factory=list, max_length=40)
    signed_by_name: Annotated[Line, Field(max_length=120)] = ""
    signature: UUID | None = None
    something_left: Line = ""
    cannot_complete: Line = ""
    payment_minor: Annotated[int, Field(ge=0, le=10**12)] = 0
    payment_how: Annotated[Word, Field(max_length=20)] = ""
    payment_reference: Annotated[Line, Field(max_length=60)] = ""
    nothing_paid: bool = False
    agreement_sold: Annotated[Line, Field(max_length=120)] = ""
    personal_note: Annotated[Line, Field(max_length=160)] = ""
    symptom: Annotated[Line, Field(max_length=120)] = ""
    device_at: Instant | None = None


class Kept(Out):
    file: UUID
    width: int
    height: int


@router.get("/{int:number}/close-out", response=CloseOuts, auth=Seated(Permission.SEE_CASE))
def read_close_outs(request: HttpRequest, number: int) -> CloseOuts:
    """The closing form and every version, oldest first. One's own for people in the field."""
    visit = visit_of(actor_of(request), number, Permission.SEE_CASE)
    rows = CloseOut.objects.filter(visit=visit).prefetch_related("parts", "photos")
    return CloseOuts(
        form=[
            FormRow(key=item.key, label=item.label, kind=item.kind, required=item.required)
            for item in form_items(visit.job.job_type)
        ],
        versions=[close_out_row(row) for row in rows.order_by("version")],
    )


@router.post(
    "/{int:number}/close-out", response={201: CloseOutRow}, auth=Seated(Permission.CLOSE_OUT)
)
def close_out(
    request: HttpRequest,
    response: HttpResponse,
    number: int,
    body: ReportIn,
    idempotency_key: IdempotencyKey = "",
) -> CloseOutRow:
    """Done. Required items that are missing are named in `details`; a second send changes nothing."""
    by = actor_of(request)
    visit = visit_of(by, number, Permission.CLOSE_OUT)

    def effect() -> CloseOutRow:
        return close_out_row(
            field.close_out(
                by=by,
                visit=visit,
                report=report_of(by, body),
                idempotency_key=own_key(by, idempotency_key),
            )
        )

    return once(
        by=by,
        key=idempotency_key,
        response=response,
        asked=(f"visits/{number}/close-out", body),
        effect=effect,
        kind=CloseOutRow,
    )


@photos.post("", response={201: Kept}, auth=Seated(Permission.CLOSE_OUT))
def keep_photo(
    request: HttpRequest, photo: Annotated[UploadedFile, File()], signature: bool = False
) -> Kept:
    """Before the close-out is sent: decoded and encoded again, without metadata."""
    if (photo.size or 0) > files.MOST_BYTES:
        raise files.PhotoNotReadable(f"more than {files.MOST_BYTES // 1_000_000} MB")
    stored = files.keep_photo(
        photo.read(),
        by=actor_of(request).ref,
        purpose="signature" if signature else "photo",
    )
    return Kept(file=stored.pk, width=stored.width, height=stored.height)


def report_of(by: Actor, body: ReportIn) -> field.Report:
    """The report with its rows. Files must be one's own; items of the price list in use."""
    own = StoredFile.objects.filter(by=by.ref)
    values = body.model_dump(exclude={"parts", "photos", "signature"})
    return field.Report(
        **values,
        parts=[
            field.PartReport(among(PriceItem.objects.all(), part.item), part.text, part.hundredths)
            for part in body.parts
        ],
        photos=[
            field.PhotoReport(photo.item_key, known(own.filter(pk=photo.file).first()))
            for photo in body.photos
        ],
        signature=known(own.filter(pk=body.signature).first()) if body.signature else None,
    )


def close_out_row(row: CloseOut) -> CloseOutRow:
    return CloseOutRow(
        id=row.pk,
        visit=row.visit_id,
        version=row.version,
        result=row.result,
        answers={key: str(value) for key, value in row.answers.items()},
        notes=row.notes,
        recommendation=row.recommendation,
        minutes_on_site=row.minutes_on_site,
        signed=row.signed,
        signed_by_name=row.signed_by_name,
        something_left=row.something_left,
        cannot_complete=row.cannot_complete,
        parts=[
            PartRow(item=part.item_id, text=part.text, hundredths=part.hundredths)
            for part in row.parts.all()
        ],
        photos=[photo.file_id for photo in row.photos.all()],
        submitted_at=row.submitted_at,
    )
