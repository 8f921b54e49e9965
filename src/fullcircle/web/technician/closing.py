"""From what was typed at the close-out to the report the room takes, or to what is still missing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from fullcircle.foundation.files import PhotoNotReadable
from fullcircle.foundation.models import StoredFile
from fullcircle.handoffs.completeness import long_enough, said
from fullcircle.handoffs.completeness import number as is_number
from fullcircle.operations.fieldwork.actions import PartReport, PhotoReport, Report
from fullcircle.operations.fieldwork.day_queries import parts_named
from fullcircle.operations.fieldwork.states import Signed
from fullcircle.operations.scheduling.states import VisitResult
from fullcircle.registry.catalogue.models import ClosingFormItem, PriceItem
from fullcircle.web.technician import photos
from fullcircle.web.technician.forms import (
    NOT_WORKED,
    NOTHING_PAID,
    NUMBERS,
    CloseOutForm,
    item_name,
)

MORE = "more"  # photos beside the form's own items
MOST_MORE = 8
SIGNATURE = "signature"
MOST_PARTS = 40


@dataclass
class PartRow:
    """A typed line of parts. `item` when the price list knows it; `wrong` says what cannot be read."""

    what: str = ""
    count: str = "1"
    item: PriceItem | None = None
    hundredths: int = 100
    wrong: str = ""


@dataclass
class Kept:
    """Photos and the signature that are safe already, and what was not readable: {item key: words}."""

    photos: dict[str, list[StoredFile]] = field(default_factory=dict)
    signature: StoredFile | None = None
    wrong: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Gap:
    """One thing that is missing or cannot be read; `anchor` is where it stands on the page."""

    anchor: str
    label: str
    words: str


def keep_files(
    items: Sequence[ClosingFormItem],
    posted: MultiValueDict[str, str],
    files: MultiValueDict[str, UploadedFile[Any]],
    *,
    by: str,
) -> Kept:
    """Keep every readable photo before anything is judged, so that no try loses one."""
    kept = Kept()
    for key in [*(item.key for item in items if item.kind == "photo"), MORE]:
        before = photos.kept_before(posted.getlist(f"kept_{key}"), by=by)
        new: list[StoredFile] = []
        for upload in files.getlist(f"photo_{key}")[:MOST_MORE]:
            try:
                new.append(photos.keep(upload, by=by))
            except PhotoNotReadable as refusal:
                kept.wrong[key] = _("%(name)s was not kept: %(why)s.") % {
                    "name": upload.name or _("The photo"),
                    "why": refusal,
                }
        kept.photos[key] = (before + new)[-MOST_MORE:] if key == MORE else (new or before)[-1:]
    try:
        drawn = photos.keep_drawn(posted.get("drawn", ""), by=by)
    except PhotoNotReadable:
        drawn = None
    earlier = photos.kept_before(posted.getlist(f"kept_{SIGNATURE}"), by=by)
    kept.signature = drawn or (earlier[-1] if earlier else None)
    return kept


def part_rows(posted: MultiValueDict[str, str]) -> list[PartRow]:
    """The typed lines, matched with the price list in one query; unknown words stay words."""
    counts = posted.getlist("part_count")
    rows = [
        PartRow(what=what.strip()[:160], count=(counts[at] if at < len(counts) else "1").strip())
        for at, what in enumerate(posted.getlist("part_what")[:MOST_PARTS])
    ]
    rows = [row for row in rows if row.what]
    known = _in_price_list(row.what for row in rows)
    for row in rows:
        row.item = known.get(row.what.casefold())
        hundredths = as_hundredths(row.count or "1")
        if hundredths is None or not 0 < hundredths <= 100_000_00:
            row.wrong = _("How many? A number above 0.")
        else:
            row.hundredths = hundredths
    return rows


def as_hundredths(text: str) -> int | None:
    """ "2", "1.5", "1,5" in hundredths; None for anything else, and for thirds of a cent."""
    if not re.fullmatch(r"\s*\d{1,9}([.,]\d{1,2})?\s*", text):
        return None
    try:
        return int(Decimal(text.strip().replace(",", ".")) * 100)
    except InvalidOperation:
        return None


def judge(form: CloseOutForm, kept: Kept, rows: Sequence[PartRow], signed: str) -> list[Gap]:
    """All that is missing or not readable, in the order of the page. Empty: it can be handed over.

    With a reason why it cannot be completed only what was typed wrongly counts, and the door.
    """
    data = form.cleaned_data
    result = data.get("result", "")
    excused = bool(data.get("cannot_complete", "").strip()) or result in NOT_WORKED
    gaps: list[Gap] = []
    if not result:
        gaps.append(Gap("id_result", _("How it stands"), _("Choose one.")))
    gaps += _item_gaps(form, kept, excused=excused)
    gaps += _part_gaps(form, rows, excused=excused)
    if not long_enough(data.get("notes")) and not data.get("cannot_complete", "").strip():
        gaps.append(Gap("id_notes", _("Notes"), _("A sentence for whoever comes next.")))
    if not form.inside:
        gaps += _payment_gaps(form, excused=excused)
    return gaps + _door_gaps(form, signed)


def _item_gaps(form: CloseOutForm, kept: Kept, *, excused: bool) -> list[Gap]:
    gaps = []
    answers = form.answers()
    for item in form.items:
        anchor = f"id_{item_name(item.key)}"
        value = answers.get(item.key, "")
        if item.kind == "photo":
            if item.key in kept.wrong:
                gaps.append(Gap(anchor, item.label, kept.wrong[item.key]))
            elif item.required and not excused and not kept.photos.get(item.key):
                gaps.append(Gap(anchor, item.label, _("Take the photo.")))
        elif item.kind in NUMBERS and value and not is_number(value):
            gaps.append(Gap(anchor, item.label, _("A number, please: 68.5 for example.")))
        elif item.kind != SIGNATURE and item.required and not excused and not said(value):
            gaps.append(Gap(anchor, item.label, _("Still open.")))
    if MORE in kept.wrong:
        gaps.append(Gap(f"id_{item_name(MORE)}", _("More photos"), kept.wrong[MORE]))
    return gaps


def _part_gaps(form: CloseOutForm, rows: Sequence[PartRow], *, excused: bool) -> list[Gap]:
    gaps = [Gap("parts", row.what, row.wrong) for row in rows if row.wrong]
    if not rows and not form.cleaned_data.get("no_parts") and not excused:
        gaps.append(Gap("parts", _("Parts"), _("Name them, or tick “No parts used”.")))
    return gaps


def _payment_gaps(form: CloseOutForm, *, excused: bool) -> list[Gap]:
    data = form.cleaned_data
    how = data.get("payment", "")
    if not how:
        words = _("How, or “Nothing paid”.")
        return [] if excused else [Gap("id_payment", _("Paid at the door"), words)]
    if how != NOTHING_PAID and not as_hundredths(data.get("amount", "")):
        return [Gap("id_amount", _("Amount"), _("How much? 129.50 for example."))]
    return []


def _door_gaps(form: CloseOutForm, signed: str) -> list[Gap]:
    data = form.cleaned_data
    if signed == Signed.ALL_GOOD and not data.get("signed_by_name", "").strip():
        return [Gap("id_signed_by_name", _("Who signs?"), _("The name of who says so."))]
    if signed == Signed.SOMETHING_LEFT and not data.get("something_left", "").strip():
        return [Gap("id_something_left", _("What is left?"), _("Name it in their words."))]
    return []


def report_of(form: CloseOutForm, kept: Kept, rows: Sequence[PartRow], signed: Signed) -> Report:
    """The report as the room takes it. The form was judged before."""
    data = form.cleaned_data
    result = VisitResult(data["result"])
    reason = data["cannot_complete"].strip()
    if not reason and result in NOT_WORKED:
        reason = data["notes"].strip()[:240]
    paid = data.get("payment", "")
    amount = as_hundredths(data.get("amount", "")) or 0
    return Report(
        result=result,
        signed=signed,
        answers=form.answers(),
        notes=data["notes"],
        recommendation=data["recommendation"],
        parts=[
            PartReport(item=row.item, text="" if row.item else row.what, hundredths=row.hundredths)
            for row in rows
        ],
        no_parts=data["no_parts"] and not rows,
        photos=[PhotoReport(key, stored) for key, found in kept.photos.items() for stored in found],
        signed_by_name=data["signed_by_name"].strip(),
        signature=kept.signature,
        something_left=data["something_left"] if signed is Signed.SOMETHING_LEFT else "",
        cannot_complete=reason,
        payment_minor=amount if paid not in ("", NOTHING_PAID) else 0,
        payment_how=paid if paid != NOTHING_PAID else "",
        payment_reference=data.get("reference", ""),
        nothing_paid=paid == NOTHING_PAID,
        agreement_sold=data.get("agreement_sold", ""),
        personal_note=data["personal_note"],
        symptom=data["symptom"],
    )


def part_label(item: PriceItem) -> str:
    return f"{item.name} ({item.code})"


def _in_price_list(texts: Iterable[str]) -> dict[str, PriceItem]:
    found: dict[str, PriceItem] = {}
    for item in parts_named(texts):
        for known in (item.name, item.code, part_label(item)):
            found[known.casefold()] = item
    return found
