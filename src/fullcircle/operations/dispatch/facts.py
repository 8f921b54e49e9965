"""From the record to the facts a briefing may speak of."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from fullcircle.foundation import clock
from fullcircle.operations.dispatch import wording
from fullcircle.operations.dispatch.models import Assignment
from fullcircle.operations.dispatch.models import Position as LastPosition
from fullcircle.operations.scheduling.models import Job, Promise, Visit
from fullcircle.operations.servicedesk.models import Request
from fullcircle.registry.customers.models import Contact, Customer, Location, ServiceRecord
from fullcircle.registry.customers.queries import agreement_in_force, history_at, touches_of
from fullcircle.registry.customers.states import CustomerKind, FlagKind
from fullcircle.registry.people.models import Person

_MATTERS = {"home_service", "it"}
_CALLS_SPAN = timedelta(days=395)


def gather(
    visit: Visit, *, line: str = "", line_by: str = "", reader: Person | None = None
) -> tuple[wording.BriefingFacts, list[ServiceRecord]]:
    """The facts of a visit as they stand now, and the records they were taken from."""
    job = visit.job
    case, request, location = job.case, job.request, job.location
    history = history_at(location)
    agreement = _agreement(case.customer, location)
    flags = set(case.customer.flags.filter(lifted_at__isnull=True).values_list("kind", flat=True))
    care = list(
        case.customer.flags.filter(lifted_at__isnull=True, kind=FlagKind.CARE).values_list(
            "text", flat=True
        )
    )
    facts = wording.BriefingFacts(
        line=wording.DispatcherLine(line, line_by) if line.strip() else None,
        what=_what(job, request, care),
        where=_where(location),
        who=_who(case.customer, request.contact or case.ordered_by, request, case.affected),
        crew=_crew(visit),
        history=tuple(_past(record, case.callback_of_id, job) for record in history),
        equipment=tuple(_equipment(job)),
        agreement=agreement,
        promise=_promise(job),
        access=wording.Access(
            text=request.access or location.access,
            code_kept=location.access_codes.filter(replaced_at__isnull=True).exists(),
        ),
        hazards=tuple(word.strip() for word in location.hazards.split(";") if word.strip()),
        do_not_service=FlagKind.DO_NOT_SERVICE in flags,
        cash_on_delivery=FlagKind.CASH_ONLY in flags,
        balance_owed=case.customer.balance_minor > 0,
        touches=tuple(
            wording.Touch(note.text, note.confirmed_at)
            for note in touches_of(case.customer, location)
        ),
        opportunity=_opportunity(job, agreement, history),
        position=_position(reader),
    )
    return facts, history


def _what(job: Job, request: Request, care: Sequence[str]) -> wording.What:
    yes = [question for question, answer in request.urgency.items() if _is_yes(answer)]
    return wording.What(
        job_type=job.job_type.spoken,
        problem=request.words,
        urgency=tuple(dict.fromkeys([*yes, *care])),
        equipment_matters=job.job_type.trade in _MATTERS,
    )


def _is_yes(answer: object) -> bool:
    return str(answer).strip().lower() in {"yes", "true", "1", "on"}


def _where(location: Location) -> wording.Where:
    home = location.parent
    return wording.Where(
        street=location.spoken,
        unit=location.unit,
        place=home.spoken if home is not None else "",
        zone=location.zone,
        latitude=float(location.latitude) if location.latitude is not None else None,
    )


def _who(
    customer: Customer, contact: Contact | None, request: Request, affected: str
) -> wording.Who:
    person = customer.kind == CustomerKind.PERSON
    name = contact.name if contact else ""
    return wording.Who(
        customer=customer.name,
        is_organisation=not person,
        contact="" if person and name == customer.name else name,
        salutation=_salutation(contact),
        at_site=request.who_is_there or (affected if affected != name else ""),
    )


def _salutation(contact: Contact | None) -> wording.Salutation:
    word = contact.salutation.strip(". ").lower() if contact else ""
    try:
        return wording.Salutation(word)
    except ValueError:
        return wording.Salutation.UNKNOWN


def _crew(visit: Visit) -> tuple[wording.CrewMember, ...]:
    rows = Assignment.objects.standing().filter(visit=visit).select_related("person")
    return tuple(
        wording.CrewMember(row.person.ref, row.person.call_name, lead=row.part == "lead")
        for row in rows
    )


def _past(record: ServiceRecord, callback_of: int | None, job: Job) -> wording.PastVisit:
    earlier = job.case.callback_of
    return wording.PastVisit(
        when=record.done_at,
        what=record.what,
        technician_ref=record.technician_ref,
        technician_name=record.technician_name,
        cause=record.symptom,
        checked=record.checked,
        returned_to=earlier is not None and record.case_number == earlier.number,
    )


def _equipment(job: Job) -> list[wording.Equipment]:
    rows = (
        [job.equipment]
        if job.equipment
        else list(job.location.equipment.filter(removed_on__isnull=True, parent__isnull=True)[:3])
    )
    return [
        wording.Equipment(
            kind=row.kind,
            make=row.make,
            model=row.model,
            year=row.installed_on.year if row.installed_on else None,
            note=row.note,
        )
        for row in rows
    ]


def _agreement(customer: Customer, location: Location) -> wording.Agreement:
    agreement = agreement_in_force(customer, location)
    if agreement is not None:
        return wording.Agreement(wording.AgreementState.ACTIVE, agreement.name)
    earlier = customer.agreements.order_by("-ends_on").first()
    if earlier is not None:
        return wording.Agreement(wording.AgreementState.EXPIRED, earlier.name)
    return wording.Agreement(wording.AgreementState.NONE)


def _promise(job: Job) -> wording.Promise | None:
    promise = Promise.objects.standing().filter(job=job).first()
    if promise is None:
        return None
    return wording.Promise(
        kind=wording.PromiseKind(promise.kind),
        start=promise.window_start,
        end=promise.window_end,
        zone=promise.zone,
        already_late=clock.now() > promise.window_end,
    )


def _opportunity(
    job: Job, agreement: wording.Agreement, history: Sequence[ServiceRecord]
) -> wording.Opportunity | None:
    """Something to offer where no agreement holds, with the calls of this kind as its reason."""
    if agreement.state is wording.AgreementState.ACTIVE or job.case.customer.is_inside:
        return None
    since = clock.now() - _CALLS_SPAN
    code = job.job_type.code
    calls = 1 + sum(1 for row in history if row.done_at >= since and row.job_code == code)
    return wording.Opportunity(
        plan="comfort plan" if job.job_type.trade == "home_service" else "care plan",
        calls=calls if calls > 1 else 0,
        months=13 if calls > 1 else 0,
        call_kind=job.job_type.spoken if calls > 1 else "",
    )


def _position(reader: Person | None) -> wording.Position | None:
    if reader is None:
        return None
    last = LastPosition.objects.filter(person=reader).first()
    if last is None:
        return None
    return wording.Position(position_words(last), last.at)


def position_words(position: LastPosition) -> str:
    """ "heading east on Arbor Way", or "on Arbor Way" when no heading was given."""
    if position.heading:
        return f"heading {position.heading} on {position.street}"
    return f"on {position.street}"


def compose_now(
    visit: Visit, *, reader: Person, line: str = "", line_by: str = "", at: datetime | None = None
) -> tuple[wording.BriefingFacts, wording.SpokenBriefing, list[ServiceRecord]]:
    """The briefing as it would be spoken to `reader` now, before or at dispatch."""
    facts, records = gather(visit, line=line, line_by=line_by, reader=reader)
    spoken = wording.compose(facts, reader=reader.ref, at=at or clock.now())
    return facts, spoken, records
