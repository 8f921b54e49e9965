"""Signed thanks from a person to a person or a team, tied to a case. Never counted against each other."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Router
from pydantic import Field, model_validator

from fullcircle.api.door import Seated, actor_of
from fullcircle.api.finding import case_of, known, person_of
from fullcircle.api.refusals import ToOneself
from fullcircle.api.shapes import In, Key, Named, Out, Text, Word, named
from fullcircle.handoffs import actions as handoffs
from fullcircle.handoffs.models import Thanks
from fullcircle.handoffs.queries import thanks_to
from fullcircle.registry.people.models import Team
from fullcircle.registry.people.policy import Permission

router = Router(tags=["thanks"])


class ThanksRow(Out):
    id: int
    text: str
    said_by: Named | None
    to_team: Named | None
    case: str
    at: datetime


class ThanksIn(In):
    """To a person or a team; `case`: its number, when one may see it."""

    text: Annotated[Text, Field(max_length=300)]
    to_person: Key | None = None
    to_team: Key | None = None
    case: Word = ""

    @model_validator(mode="after")
    def goes_to_somebody(self) -> "ThanksIn":
        if (self.to_person is None) == (self.to_team is None):
            raise ValueError("name one of to_person, to_team")
        return self


@router.get("", response=list[ThanksRow], auth=Seated(Permission.THANK_AND_ASK))
def list_thanks(request: HttpRequest) -> list[ThanksRow]:
    """Said to me or a team of mine, newest first."""
    return [_row(row) for row in thanks_to(actor_of(request), 50)]


@router.post("", response={201: ThanksRow}, auth=Seated(Permission.THANK_AND_ASK))
def say_thanks(request: HttpRequest, body: ThanksIn) -> ThanksRow:
    by = actor_of(request)
    if body.to_person == by.person_id:
        raise ToOneself
    said = handoffs.say_thanks(
        by=by,
        text=body.text,
        to_person=person_of(body.to_person) if body.to_person else None,
        to_team=known(Team.objects.filter(pk=body.to_team).first()) if body.to_team else None,
        case=case_of(by, body.case) if body.case else None,
    )
    return _row(said)


def _row(row: Thanks) -> ThanksRow:
    return ThanksRow(
        id=row.pk,
        text=row.text,
        said_by=named(row.from_person),
        to_team=named(row.to_team),
        case=row.case.number if row.case else "",
        at=row.at,
    )
