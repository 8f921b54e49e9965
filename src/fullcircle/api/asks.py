"""Ask and tell in both directions: offers and wishes between colleagues, open until answered."""

from datetime import datetime

from django.http import HttpRequest
from ninja import Router
from pydantic import model_validator

from fullcircle.api.door import Seated, actor_of
from fullcircle.api.finding import known, person_of
from fullcircle.api.shapes import In, Key, Named, Out, Text, named
from fullcircle.handoffs import actions as handoffs
from fullcircle.handoffs.models import Ask, Link
from fullcircle.handoffs.queries import ask_for, asks_answered, asks_of, asks_to
from fullcircle.handoffs.states import AskKind, LinkKey
from fullcircle.registry.people.models import Team
from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.states import Seat

router = Router(tags=["asks"])


class AskRow(Out):
    """`kind`: offer (how could I serve you better?) or wish (this would make my job easier)."""

    id: int
    kind: str
    state: str
    link: str
    text: str
    asked_by: Named | None
    asked_at: datetime
    answer: str
    answered_at: datetime | None


class Asks(Out):
    to_me: list[AskRow]
    of_mine: list[AskRow]
    answered: list[AskRow]


class AskIn(In):
    """To exactly one of a person, a team, a seat; 400 characters are kept."""

    kind: AskKind
    text: Text
    link: LinkKey | None = None
    to_person: Key | None = None
    to_team: Key | None = None
    to_seat: Seat | None = None

    @model_validator(mode="after")
    def goes_to_somebody(self) -> "AskIn":
        if sum(to is not None for to in (self.to_person, self.to_team, self.to_seat)) != 1:
            raise ValueError("name one of to_person, to_team, to_seat")
        return self


class AnswerIn(In):
    answer: Text
    declined: bool = False


@router.get("", response=Asks, auth=Seated(Permission.THANK_AND_ASK))
def list_asks(request: HttpRequest) -> Asks:
    """Put to me, put by me, and lately answered both ways."""
    by = actor_of(request)
    return Asks(
        to_me=[_row(row) for row in asks_to(by)[:200]],
        of_mine=[_row(row) for row in asks_of(by)[:200]],
        answered=[_row(row) for row in asks_answered(by)],
    )


@router.post("", response={201: AskRow}, auth=Seated(Permission.THANK_AND_ASK))
def ask_colleague(request: HttpRequest, body: AskIn) -> AskRow:
    made = handoffs.ask_colleague(
        by=actor_of(request),
        kind=body.kind,
        text=body.text,
        link=known(Link.objects.filter(key=body.link).first()) if body.link else None,
        to_person=person_of(body.to_person) if body.to_person else None,
        to_team=known(Team.objects.filter(pk=body.to_team).first()) if body.to_team else None,
        to_seat=body.to_seat or "",
    )
    return _row(made)


@router.post("/{int:number}/answer", response=AskRow, auth=Seated(Permission.THANK_AND_ASK))
def answer_ask(request: HttpRequest, number: int, body: AnswerIn) -> AskRow:
    """Only whoever it was put to answers."""
    by = actor_of(request)
    ask = known(ask_for(by, number))
    answered = handoffs.answer_ask(by=by, ask=ask, answer=body.answer, declined=body.declined)
    return _row(answered)


def _row(row: Ask) -> AskRow:
    return AskRow(
        id=row.pk,
        kind=row.kind,
        state=row.state,
        link=row.link.key if row.link else "",
        text=row.text,
        asked_by=named(row.from_person),
        asked_at=row.asked_at,
        answer=row.answer,
        answered_at=row.answered_at,
    )
