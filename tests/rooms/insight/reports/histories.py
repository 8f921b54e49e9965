"""Pieces of a history written row by row, so that a test can count them on its fingers."""

import itertools
from datetime import datetime, timedelta
from random import Random

from fullcircle.foundation import clock
from fullcircle.handoffs.models import Case, Handoff, Return
from fullcircle.handoffs.states import CHAIN, HandoffState
from fullcircle.insight.reports.counting import Counted
from fullcircle.insight.reports.measures import By, Measure
from fullcircle.insight.reports.report import Report, Wanted, report
from fullcircle.insight.reports.spans import Span
from fullcircle.operations.billing.models import Review
from fullcircle.operations.fieldwork.models import CloseOut
from fullcircle.operations.scheduling.models import Job, Promise, Visit
from fullcircle.operations.servicedesk.models import Confirmation, Request
from fullcircle.operations.servicedesk.states import Circle
from tests.factories.company import ZONE, Company
from tests.rooms.insight.rows_by_hand import a_case, a_handoff

_numbers = itertools.count(1)


def ago(**span: float) -> datetime:
    return clock.now() - timedelta(**span)


def figure(measure: Measure, *, span: Span = Span.TWELVE, **where: str) -> Counted:
    return asked(measure, span=span, **where).whole


def asked(measure: Measure, by: By = By.MONTH, *, span: Span = Span.TWELVE, **where: str) -> Report:
    narrow = {By(name): key for name, key in where.items()}
    return report(Wanted(measure, by, span, narrow), at=clock.now(), zone=ZONE)


def cells(found: Report) -> dict[str, Counted]:
    return {cell.key: cell.figure for cell in found.cells}


def a_plain_request(company: Company, *, case: Case | None = None, **more: object) -> Request:
    values: dict[str, object] = {
        "case": case or a_case(company),
        "channel": "email",
        "job_type": company.job_type,
        "words": "It hums",
        "received_at": ago(days=2),
    }
    return Request.objects.create(**{**values, **more})


def a_done_request(company: Company, circle: Circle, **more: object) -> Request:
    values: dict[str, object] = {"circle": circle, "done_at": ago(days=1), "circle_at": ago(days=1)}
    return a_plain_request(company, **{**values, **more})


def a_word(request: Request, *, all_good: bool, at: datetime | None = None) -> Confirmation:
    return Confirmation.objects.create(
        request=request,
        all_good=all_good,
        words="" if all_good else "it drips",
        how="status page",
        by_name="Mary Smith",
        by="contact:1",
        at=at or request.done_at or clock.now(),
    )


def a_plain_job(company: Company, request: Request | None = None, **more: object) -> Job:
    request = request or a_plain_request(company)
    values: dict[str, object] = {
        "case": request.case,
        "request": request,
        "job_type": request.job_type,
        "location": company.location,
        "made_at": request.received_at,
    }
    return Job.objects.create(**{**values, **more})


def a_promise(job: Job, promised_at: datetime, until: datetime, **more: object) -> Promise:
    """A window of two hours that ends at `until`."""
    values: dict[str, object] = {
        "job": job,
        "kind": "window",
        "window_start": until - timedelta(hours=2),
        "window_end": until,
        "local_date": until.date(),
        "local_start": until.time(),
        "local_end": until.time(),
        "zone": ZONE,
        "promised_at": promised_at,
        "told_how": "phone",
    }
    return Promise.objects.create(**{**values, **more})


def replaced(old: Promise, at: datetime, until: datetime) -> Promise:
    Promise.objects.filter(pk=old.pk).update(superseded_at=at)
    return a_promise(old.job, at, until, supersedes=old)


def a_plain_visit(job: Job, arrived_at: datetime | None = None, **more: object) -> Visit:
    start = arrived_at or clock.now()
    left = {"state": "left", "result": "fixed", "left_at": start + timedelta(hours=1)}
    values: dict[str, object] = {
        "job": job,
        "planned_start": start,
        "planned_end": start + timedelta(hours=1),
        "local_start": start,
        "zone": ZONE,
        "arrived_at": arrived_at,
        **(left if arrived_at else {}),
    }
    return Visit.objects.create(**{**values, **more})


def a_posting(company: Company, visit: Visit, posted_at: datetime | None) -> Review:
    paper = CloseOut.objects.create(
        visit=visit,
        handoff=a_handoff(company, case=visit.job.case),
        technician=company.technician,
        version=1,
        result="fixed",
        signed="all_good",
        currency="USD",
        submitted_at=visit.left_at,
    )
    return Review.objects.create(
        visit=visit, close_out=paper, opened_at=visit.left_at, posted_at=posted_at
    )


def a_question(handoff: Handoff, asked_at: datetime, minutes: int | None) -> Return:
    answered = asked_at + timedelta(minutes=minutes) if minutes is not None else None
    return Return.objects.create(
        handoff=handoff,
        item_key="notes",
        item_label="notes",
        kind="asked",
        asked_at=asked_at,
        asked_to=handoff.giver,
        answered_at=answered,
        change="was_wrong" if answered else "",
    )


def an_older_case(company: Company, days: float = 2) -> Case:
    case = a_case(company)
    Case.objects.filter(pk=case.pk).update(opened_at=ago(days=days))
    return case


def a_chain(company: Company, **wrong: HandoffState | str) -> Case:
    """A case with all five links, right the first time but for those named: "returned", "fixed",
    "later", "absent", or a state."""
    case = an_older_case(company)
    for key in CHAIN:
        how = wrong.get(str(key), "")
        if how == "absent":
            continue
        more: dict[str, object] = {"case": case, "given_at": ago(days=1)}
        if how == "returned":
            more["returned_first_at"] = ago(hours=20)
        elif how == "fixed":
            more["fixed_first_at"] = ago(hours=20)
        elif how == "later":
            more |= {"later": "callback", "later_at": ago(hours=2)}
        state = HandoffState(how) if how in set(HandoffState) - {"returned"} else None
        a_handoff(company, key, state or HandoffState.ACCEPTED, **more)
    return case


def a_mixed_history(company: Company, *, rows: int, seed: int) -> None:
    """Hand-offs in every state, over links, people and a year, out of a seed."""
    dice = Random(seed)
    people = [company.technician, company.other_technician, company.agent, company.dispatcher]
    cases = [an_older_case(company, dice.uniform(1, 360)) for _ in range(max(1, rows // 8))]
    for _ in range(rows):
        given = ago(days=dice.uniform(0.5, 360))
        state = dice.choice(list(HandoffState))
        touched = given + timedelta(minutes=30)
        more: dict[str, object] = {
            "given_at": given,
            "minutes": dice.randrange(2, 4000),
            "giver": dice.choice(people),
            "receiver": dice.choice([*people, None]),
            "carded": dice.random() < 0.8,
            "missing": ("notes",) if dice.random() < 0.3 else (),
            "due_at": given + timedelta(minutes=300) if dice.random() < 0.6 else None,
            "seen_at": touched if dice.random() < 0.6 else None,
            "later": "callback" if dice.random() < 0.1 else "",
        }
        if state is HandoffState.RETURNED or dice.random() < 0.2:
            more["returned_first_at"] = touched
        if dice.random() < 0.15:
            more["fixed_first_at"] = touched
        case = cases[dice.randrange(len(cases))]
        row = a_handoff(company, dice.choice(CHAIN), state, case=case, **more)
        if row.returned_first_at:
            a_question(row, touched, dice.choice([None, 20, 200]))
