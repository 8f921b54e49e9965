"""The baton: the thread of a case, what waits on me, questions to me and their answers."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router

from fullcircle.api.door import Seated, actor_of
from fullcircle.api.finding import case_of, known, question_to
from fullcircle.api.requests import value_for
from fullcircle.api.shapes import LARGEST_KEY, In, Named, Out, Text, named
from fullcircle.foundation import clock
from fullcircle.handoffs import actions as handoffs
from fullcircle.handoffs.models import Handoff, Return
from fullcircle.handoffs.queries import chains_for, questions_to, waiting_on_me
from fullcircle.handoffs.states import LinkKey
from fullcircle.operations.dispatch.actions import answer_briefing_question
from fullcircle.operations.fieldwork import actions as field
from fullcircle.operations.fieldwork.models import CloseOut
from fullcircle.operations.servicedesk.actions import answer_intake_question
from fullcircle.operations.servicedesk.queries import request_of_handoff
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission

cases = Router(tags=["hand-offs"])
mine = Router(tags=["hand-offs"])


class ArcRow(Out):
    """One of the five hand-offs of a case. `state`: given, accepted, fixed, returned, late, silent, idle."""

    link: str
    state: str
    giver: str
    receiver: str
    returned: list[str]
    given_at: datetime | None
    seen_at: datetime | None
    outcome_at: datetime | None


class HandoffRow(Out):
    """A row of the thread. `known`: by act, said, or silent; silence is never success."""

    id: int
    case: str
    link: str
    state: str
    known: str
    giver: Named | None
    receiver: Named | None
    given_at: datetime
    due_at: datetime | None
    seen_at: datetime | None
    outcome_at: datetime | None
    outcome_act: str
    present_weight: int
    total_weight: int
    missing: list[dict[str, Any]]


class Thread(Out):
    case: str
    title: str
    holder: str
    arcs: list[ArcRow]
    handoffs: list[HandoffRow]


class QuestionRow(Out):
    """What came back to me: the item, what is asked, by whom."""

    id: int
    case: str
    link: str
    item: str
    label: str
    question: str
    asked_by: Named | None
    asked_at: datetime
    answer: str
    answered_at: datetime | None


class AnswerIn(In):
    """The answer stands in the item itself. A contact is answered by key, a job type by code."""

    answer: Text


@cases.get("/{slug:number}", response=Thread, auth=Seated(Permission.SEE_CASE))
def read_case(request: HttpRequest, number: str) -> Thread:
    """The thread of one case. One's own for people in the field."""
    case = case_of(actor_of(request), number)
    chain = chains_for([case.pk], at=clock.now())[case.pk]
    rows = case.handoffs.select_related("link", "giver", "receiver", "case").order_by("given_at")
    return Thread(
        case=case.number,
        title=case.title,
        holder=chain.holder,
        arcs=[
            ArcRow(
                link=arc.link,
                state=arc.state,
                giver=arc.giver,
                receiver=arc.receiver,
                returned=list(arc.returned),
                given_at=arc.given_at,
                seen_at=arc.seen_at,
                outcome_at=arc.outcome_at,
            )
            for arc in chain.arcs
        ],
        handoffs=[_handoff(row) for row in rows],
    )


@mine.get("/waiting", response=list[HandoffRow], auth=Seated(Permission.ANSWER))
def list_waiting(request: HttpRequest) -> list[HandoffRow]:
    """Given to me, or to a seat of mine and taken up by nobody yet; oldest first, 200 at most."""
    rows = waiting_on_me(actor_of(request)).select_related("case", "link", "giver", "receiver")
    return [_handoff(row) for row in rows[:200]]


@mine.get("/questions", response=list[QuestionRow], auth=Seated(Permission.ANSWER))
def list_questions(request: HttpRequest) -> list[QuestionRow]:
    """What came back to me and is not answered, oldest first, 200 at most."""
    return [_question(row) for row in questions_to(actor_of(request).needed_person_id)[:200]]


@mine.post("/questions/{int:number}/answer", response=QuestionRow, auth=Seated(Permission.ANSWER))
def answer_question(request: HttpRequest, number: int, body: AnswerIn) -> QuestionRow:
    """Only whoever was asked answers; the first answer stands."""
    by = actor_of(request)
    returned = question_to(by, number)
    _answer(by, returned, body.answer)
    return _question(question_to(by, number))


def _answer(by: Actor, returned: Return, answer: str) -> None:
    """Through the room whose item it is, so that the answer stands there too."""
    match returned.handoff.link.key:
        case LinkKey.INTAKE:
            request = known(request_of_handoff(returned.handoff_id))
            value: object = answer
            if returned.item_key == "contact":
                key = int(answer) if answer.isdigit() and len(answer) < 16 else 0
                value = value_for(request, "contact", min(key, LARGEST_KEY))
            elif returned.item_key != "urgency":
                value = value_for(request, returned.item_key, answer)
            answer_intake_question(by=by, returned=returned, value=value, version=request.version)
        case LinkKey.BRIEFING:
            answer_briefing_question(by=by, returned=returned, answer=answer)
        case LinkKey.CLOSEOUT:
            rows = CloseOut.objects.filter(handoff=returned.handoff).select_related("visit__job")
            visit = known(rows.order_by("-version").first()).visit
            field.answer_returned(
                by=by, visit=visit, returned=returned, answer=field.Answer(text=answer)
            )
        case _:
            handoffs.answer_return(by=by, returned=returned, answer=answer)


def _handoff(row: Handoff) -> HandoffRow:
    return HandoffRow(
        id=row.pk,
        case=row.case.number,
        link=row.link.key,
        state=row.state,
        known=row.known,
        giver=named(row.giver),
        receiver=named(row.receiver),
        given_at=row.given_at,
        due_at=row.due_at,
        seen_at=row.seen_at,
        outcome_at=row.outcome_at,
        outcome_act=row.outcome_act,
        present_weight=row.present_weight,
        total_weight=row.total_weight,
        missing=row.missing,
    )


def _question(row: Return) -> QuestionRow:
    return QuestionRow(
        id=row.pk,
        case=row.handoff.case.number,
        link=row.handoff.link.key,
        item=row.item_key,
        label=row.item_label,
        question=row.question,
        asked_by=named(row.asked_by),
        asked_at=row.asked_at,
        answer=row.answer,
        answered_at=row.answered_at,
    )
