"""All rows of one case in one query, whatever room they are of."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from fullcircle.foundation.gathering import Gathered, Prepared
from fullcircle.handoffs.models import Case, Handoff, Link, Return, Thanks
from fullcircle.handoffs.queries import Chain, chains_for
from fullcircle.handoffs.states import LinkKey
from fullcircle.operations.billing.models import Invoice, Payment
from fullcircle.operations.dispatch.models import Assignment, Briefing, Position
from fullcircle.operations.fieldwork.models import CloseOut
from fullcircle.operations.scheduling.models import Job, Promise, Visit, VisitStep
from fullcircle.operations.servicedesk.models import (
    CalendarVersion,
    CaseMessage,
    ClockEvent,
    Confirmation,
    Request,
    RequestClock,
    TargetPolicy,
)
from fullcircle.registry.customers.models import AccessCode, CustomerFlag, ServiceRecord
from fullcircle.registry.people.models import Person


@dataclass(frozen=True)
class ReadCase:
    """The rows of a case. `people_sent`: everyone with a part in one of its visits."""

    asked: Request
    rows: Gathered
    chain: Chain
    people: dict[Any, Person]
    people_sent: frozenset[int | None]

    def name(self, person: int | None) -> str:
        row = self.people.get(person)
        return row.call_name or row.name if row else ""


def read(asked: Request, *, at: datetime) -> ReadCase:
    """Three queries: the rows, and the chain for the ring."""
    case = asked.case
    rows = _rows(
        case=case.pk,
        number=case.number,
        customer=case.customer_id,
        location=case.location_id,
        asked=asked.pk,
    )
    chain = chains_for([case.pk], at=at)[case.pk]
    return ReadCase(
        asked=asked,
        rows=rows,
        chain=chain,
        people=rows.by_key(Person),
        people_sent=frozenset(row.person_id for row in rows.of(Assignment)),
    )


def record_handoff(record: int) -> Handoff | None:
    """The hand-off by which the books gave this line of the history to the office."""
    rows = Handoff.objects.select_related("case", "link", "giver")
    return rows.filter(link__key=LinkKey.RECORD, item=f"record:{record}").first()


def _of_work(case: int, number: str, customer: int, location: int) -> "list[QuerySet[Any]]":
    sent = Assignment.objects.standing().filter(visit__job__case=case)
    return [
        Job.objects.filter(case=case),
        Promise.objects.filter(job__case=case),
        Visit.objects.filter(job__case=case),
        VisitStep.objects.filter(visit__job__case=case),
        sent,
        Position.objects.filter(person__in=sent.values("person")),
        Briefing.objects.filter(visit__job__case=case),
        CloseOut.objects.filter(visit__job__case=case),
        Invoice.objects.filter(case=case, posted_at__isnull=False),
        Payment.objects.filter(case=case),
        ServiceRecord.objects.filter(case_number=number, location=location),
        AccessCode.objects.filter(location=location, replaced_at__isnull=True),
        CustomerFlag.objects.filter(customer=customer, lifted_at__isnull=True),
    ]


def _of_words(case: int, asked: int) -> "list[QuerySet[Any]]":
    clocks = RequestClock.objects.filter(request=asked)
    return [
        Link.objects.all(),
        Handoff.objects.filter(case=case),
        Return.objects.filter(handoff__case=case),
        CaseMessage.objects.filter(case=case),
        Confirmation.objects.filter(request=asked),
        Thanks.objects.filter(case=case),
        Case.objects.filter(callback_of=case),
        clocks,
        ClockEvent.objects.filter(clock__in=clocks),
        TargetPolicy.objects.filter(pk__in=clocks.values("policy")),
        CalendarVersion.objects.filter(pk__in=clocks.values("policy__calendar")),
    ]


def _people(case: int) -> "QuerySet[Person]":
    """Everyone who had to do with it, for their names."""
    batons = Handoff.objects.filter(case=case)
    returns = Return.objects.filter(handoff__case=case)
    visits = Assignment.objects.filter(visit__job__case=case)
    thanks = Thanks.objects.filter(case=case)
    named = (
        (batons, ("giver", "receiver")),
        (returns, ("asked_by", "asked_to", "answered_by")),
        (visits, ("person",)),
        (thanks, ("from_person", "to_person")),
        (Promise.objects.filter(job__case=case), ("promised_by",)),
        (Briefing.objects.filter(visit__job__case=case), ("line_by",)),
        (CloseOut.objects.filter(visit__job__case=case), ("technician", "entered_by")),
        (Invoice.objects.filter(case=case), ("posted_by",)),
    )
    wanted = Q()
    for rows, fields in named:
        for field in fields:
            wanted |= Q(pk__in=rows.filter(**{f"{field}__isnull": False}).values(field))
    return Person.objects.filter(wanted)


def _parts(
    *, case: int, number: str, customer: int, location: int, asked: int
) -> "list[QuerySet[Any]]":
    work = _of_work(case, number, customer, location)
    return [*work, *_of_words(case, asked), _people(case)]


_rows = Prepared(_parts, leave_out=("sealed",))
