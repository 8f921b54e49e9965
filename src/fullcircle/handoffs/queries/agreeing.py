"""Cards, asks and thanks: what colleagues want from each other, and said to each other."""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    CharField,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce

from fullcircle.handoffs.models import Ask, Case, ExpectationCard, Handoff, Thanks
from fullcircle.handoffs.states import AskState, LinkKey
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.models import Person, PersonSeat

TEXT = CharField()
ANSWERED_LATELY = timedelta(days=120)


@dataclass(frozen=True)
class Word:
    """An ask or thanks between colleagues, for pages that show both. `kind`: offer, wish, thanks."""

    kind: str
    number: int
    link: str
    text: str
    at: datetime
    from_person: int
    from_name: str
    to_person: int | None
    to_team: int | None
    to_seat: str
    to_name: str
    state: str = ""
    answer: str = ""
    answered_at: datetime | None = None
    case: str = ""
    place: str = ""


def card_in_force(link: LinkKey, trade: str, at: datetime) -> ExpectationCard | None:
    rows = ExpectationCard.objects.in_force(at).select_related("link", "written_by")
    return rows.filter(link__key=link, trade=trade).first()


def cards_in_force(at: datetime) -> "QuerySet[ExpectationCard]":
    """All of them with their link; `givers` and `receivers`: how many people sit at each end."""
    return (
        ExpectationCard.objects.in_force(at)
        .select_related("link", "written_by", "objected_by")
        .annotate(
            givers=_people_in("link__giver_seat"), receivers=_people_in("link__receiver_seat")
        )
        .order_by("link__position", "trade")
    )


def versions_of(link: LinkKey, trade: str) -> "QuerySet[ExpectationCard]":
    """The card and what it was before, the newest first."""
    rows = ExpectationCard.objects.filter(link__key=link, trade=trade)
    return rows.select_related("link", "written_by", "objected_by").order_by("-version")


def given_lately(card: ExpectationCard, most: int = 50) -> "QuerySet[Handoff]":
    """The last hand-offs of the card's link in its trade, for a preview of a change."""
    rows = Handoff.objects.filter(link_id=card.link_id, case__trade=card.trade)
    return rows.order_by("-given_at")[:most]


def asks_to(actor: Actor) -> "QuerySet[Ask]":
    """Open asks put to this person, a team of theirs or a seat of theirs."""
    rows = Ask.objects.filter(_put_to(actor), state=AskState.OPEN)
    rows = rows.exclude(from_person_id=actor.person_id)
    return rows.select_related("from_person", "link").order_by("asked_at")


def asks_of(actor: Actor) -> "QuerySet[Ask]":
    """Open asks that this person put to others."""
    rows = Ask.objects.filter(from_person_id=actor.person_id, state=AskState.OPEN)
    return rows.select_related("from_person", "to_person", "to_team", "link").order_by("asked_at")


def asks_answered(actor: Actor, most: int = 25) -> "QuerySet[Ask]":
    """Both ways, the newest answer first."""
    rows = Ask.objects.exclude(state=AskState.OPEN)
    rows = rows.filter(_put_to(actor) | Q(from_person_id=actor.person_id))
    return rows.select_related(
        "from_person", "to_person", "to_team", "link", "answered_by", "card"
    ).order_by("-answered_at")[:most]


def ask_for(actor: Actor, number: int) -> Ask | None:
    """An ask that this person made or may answer; None for anybody else."""
    rows = Ask.objects.filter(_put_to(actor) | Q(from_person_id=actor.person_id), pk=number)
    return rows.select_related("from_person", "to_person", "to_team", "link").first()


def thanks_to(actor: Actor, most: int = 5) -> "QuerySet[Thanks]":
    rows = Thanks.objects.filter(_thanked(actor))
    return rows.select_related("from_person", "to_team", "case").order_by("-at")[:most]


def thanks_lately(most: int = 3) -> "QuerySet[Thanks]":
    """The newest of the company."""
    rows = Thanks.objects.select_related("from_person", "to_person", "to_team", "case__location")
    return rows.order_by("-at")[:most]


def words_between(actor: Actor, *, at: datetime) -> list[Word]:
    """Asks to and from this person (open, or answered lately) and thanks received: one query."""
    mine = _put_to(actor) | Q(from_person_id=actor.person_id)
    return _words(mine, _thanked(actor), at=at)


def words_to_team(team: int, *, at: datetime) -> list[Word]:
    """The same for a team: what was asked of it and the thanks it received."""
    return _words(Q(to_team_id=team), Q(to_team_id=team), at=at)


def _words(put_to: Q, thanked: Q, *, at: datetime, most: int = 40) -> list[Word]:
    nothing = Cast(Value(""), CharField())
    asks = (
        Ask.objects.filter(put_to)
        .filter(Q(state=AskState.OPEN) | Q(answered_at__gte=at - ANSWERED_LATELY))
        .annotate(
            said_at=F("asked_at"),
            whom=Coalesce("to_person__call_name", "to_team__name", "to_seat", output_field=TEXT),
            about_case=nothing,
            place=nothing,
        )
        .values_list(
            "kind", "pk", "link__key", "text", "said_at", "from_person_id",
            "from_person__call_name", "to_person_id", "to_team_id", "to_seat", "whom", "state",
            "answer", "answered_at", "about_case", "place",
        )
    )  # fmt: skip
    thanks = (
        Thanks.objects.filter(thanked)
        .annotate(
            kind=Cast(Value("thanks"), TEXT),
            nothing=nothing,
            said_at=F("at"),
            whom=Coalesce("to_person__call_name", "to_team__name", output_field=TEXT),
        )
        .values_list(
            "kind", "pk", "nothing", "text", "said_at", "from_person_id",
            "from_person__call_name", "to_person_id", "to_team_id", "nothing", "whom", "nothing",
            "nothing", "at", "case__number", "case__location__spoken",
        )
    )  # fmt: skip
    rows = asks.union(thanks, all=True).order_by("-said_at")[:most]
    return [_word(row) for row in rows]


def case_for_thanks(number: str, *, only_of: int | None) -> Case | None:
    """The case of this number; with `only_of` only if that person gave or received in it."""
    rows = Case.objects.filter(number=number.strip().upper())
    if only_of is not None:
        mine = Handoff.objects.filter(Q(giver_id=only_of) | Q(receiver_id=only_of))
        rows = rows.filter(pk__in=mine.values("case_id"))
    return rows.first()


def colleagues_on_links(person: Person) -> "QuerySet[Person]":
    """Whom this person handed something to or got something from."""
    return (
        Person.objects.here()
        .filter(Q(handoffs_given__receiver=person) | Q(handoffs_received__giver=person))
        .exclude(pk=person.pk)
        .distinct()
    )


def _word(row: tuple[Any, ...]) -> Word:
    names = [each.name for each in fields(Word)]
    said = dict(zip(names, row, strict=True))
    for key in ("link", "to_name", "answer", "case", "place"):
        said[key] = said[key] or ""
    return Word(**said)


def _put_to(actor: Actor) -> Q:
    return (
        Q(to_person_id=actor.person_id)
        | Q(to_team_id__in=list(actor.team_ids))
        | Q(to_seat__in=[str(seat) for seat in actor.seats])
    )


def _thanked(actor: Actor) -> Q:
    return Q(to_person_id=actor.person_id) | Q(to_team_id__in=list(actor.team_ids))


def _people_in(seat: str) -> Subquery:
    """How many who are still here hold the seat that stands in this column."""
    rows = PersonSeat.objects.filter(seat=OuterRef(seat), person__left_on__isnull=True)
    counted = rows.order_by().values("seat").annotate(people=Count("pk")).values("people")
    return Subquery(counted, output_field=IntegerField())
