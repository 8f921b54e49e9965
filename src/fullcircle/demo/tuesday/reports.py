"""What technicians report at the door: the form filled, in believable words."""

from __future__ import annotations

from fullcircle.foundation.models import StoredFile
from fullcircle.operations.fieldwork.actions import PartReport, PhotoReport, Report
from fullcircle.operations.fieldwork.queries import form_items
from fullcircle.operations.fieldwork.states import Signed
from fullcircle.operations.scheduling.models import Visit
from fullcircle.operations.scheduling.states import VisitResult
from fullcircle.registry.catalogue.models import JobType, PriceItem

# job type -> (cause, notes, price code of a part)
FINDINGS: dict[str, tuple[str, str, str]] = {
    "no-cool": ("a failed capacitor", "Capacitor replaced, fan starts clean, 18 degrees down.", "H-CAP"),
    "weak-cool": ("a clogged filter", "Filter changed, coil rinsed, air flow is back.", "H-FILT"),
    "thermostat": ("a dead thermostat", "Thermostat replaced, settings explained.", "H-STAT"),
    "water-heater": ("a burnt-out element", "Lower element replaced, hot again in half an hour.", "H-ELEM"),
    "tune-up-cool": ("", "All readings in range, filter changed, coil clean.", "H-FILT"),
    "noise": ("a loose panel", "Panel fastened, quiet at start and stop.", ""),
    "install": ("", "Old system out, new one in, start-up readings on the sheet.", "H-SYS"),
    "lamp": ("a dead tube", "Both tubes changed, ballast is fine.", "B-TUBE"),
    "lock": ("a worn cylinder", "Cylinder changed, the old keys fit.", "B-CYL"),
    "hot-cold": ("a stuck damper", "Damper freed, set point back to seventy-two.", ""),
    "pc-slow": ("a full drive", "Larger drive built in, everything copied.", "I-SSD"),
    "pc-dead": ("a dead power supply", "Power supply changed, ran for an hour.", "I-PSU"),
    "network": ("a channel clash", "Channels set apart, tested at the till.", ""),
    "printer": ("a worn fuser", "Fuser changed, two hundred pages without a jam.", "I-FUSER"),
    "account": ("an expired password", "Password set anew, second factor tested.", ""),
}  # fmt: skip
_PLAIN = ("as reported", "Done as asked, left tidy.", "")
_READING = {"supply_return": "18", "co": "4", "start_up": "19", "load": "36", "minutes": "40"}
_SIGNS = {"home_service": 5, "building_care": 2, "it": 3}  # of so many, one does not sign


def report_for(visit: Visit, *, plate: StoredFile | None = None) -> Report:
    """A complete report. Some customers sign, some have left for work; one in a few forgets a detail."""
    job = visit.job.job_type
    cause, notes, code = FINDINGS.get(job.code, _PLAIN)
    part = PriceItem.objects.filter(code=code).first() if code else None
    signer = visit.job.request.contact
    signs = signer is not None and visit.pk % _SIGNS.get(job.trade, 3) != 0
    return Report(
        result=VisitResult.FIXED,
        signed=Signed.ALL_GOOD if signs else Signed.NOBODY_THERE,
        signed_by_name=signer.name if signs and signer else "",
        answers=answers_for(job, cause, serial=f"AF-{visit.pk:05d}"),
        photos=_photos(job, plate),
        notes=notes,
        parts=[PartReport(item=part)] if part else (),
        no_parts=part is None,
        nothing_paid=visit.pk % 7 != 0,
        recommendation="Worth a talk about a plan." if visit.pk % 5 == 0 else "",
        symptom=cause,
    )


def answers_for(job: JobType, cause: str, *, serial: str) -> dict[str, str]:
    """A value for every item of the form that is filled in by hand."""
    answers: dict[str, str] = {}
    words = {
        "cause": cause or "none",
        "serial_number": serial,
        "permit": "P-2214",
    }
    choices = {item.key: item.choices for item in job.form.items.all()}
    for item in form_items(job):
        if item.kind in {"photo", "signature"} or not item.required:
            continue
        if item.kind == "choice":
            answers[item.key] = str(choices[item.key][0])
        elif item.kind in {"number", "reading"}:
            answers[item.key] = _READING.get(item.key, "20")
        elif item.kind == "check":
            answers[item.key] = "yes"
        else:
            answers[item.key] = words.get(item.key, "none")
    return answers


def _photos(job: JobType, plate: StoredFile | None) -> list[PhotoReport]:
    shot = plate or StoredFile.objects.filter(purpose="photo").order_by("at", "pk").first()
    if shot is None:
        return []
    return [
        PhotoReport(item.key, shot)
        for item in form_items(job)
        if item.kind == "photo" and item.required
    ]
