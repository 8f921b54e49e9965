"""Who is a party of our own history: a person, the seat they worked from, or their team."""

from dataclasses import dataclass, field

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Concat

from fullcircle.handoffs.shipped import CUSTOMER
from fullcircle.insight.graph.states import Projection
from fullcircle.registry.people.models import Person, PersonSeat, TeamMembership
from fullcircle.registry.people.states import Seat

OUTSIDE = "outside"  # customers outside: one party, nobody of them by name
NOBODY = ""  # not known, or not taken up by anybody yet
SEAT_ORDER = [str(seat) for seat in Seat]
TEXT = CharField()


@dataclass(frozen=True)
class Staff:
    """Names, seats and teams of everybody, also of those who left: history has them."""

    names: dict[int, str] = field(default_factory=dict)
    here: frozenset[int] = frozenset()
    seats: dict[int, list[str]] = field(default_factory=dict)
    teams: dict[int, tuple[int, str]] = field(default_factory=dict)

    def main_seat(self, person: int) -> str:
        """Of several seats the one that stands first in the list of seats."""
        held = self.seats.get(person, [])
        return min(held, key=SEAT_ORDER.index) if held else NOBODY

    def role_of(self, person: int, wanted: str) -> str:
        """The seat that the link is for where the person holds it, else the person's main seat."""
        return wanted if wanted in self.seats.get(person, []) else self.main_seat(person)

    def holders(self, seat: str) -> list[int]:
        """Those who are here and hold the seat, by name."""
        found = [person for person in self.here if seat in self.seats.get(person, [])]
        return sorted(found, key=lambda person: self.names[person])


def staff() -> Staff:
    """Three queries, however many people."""
    people = list(Person.objects.values_list("pk", "name", "left_on"))
    seats: dict[int, list[str]] = {}
    for person, seat in PersonSeat.objects.values_list("person_id", "seat").order_by("pk"):
        seats.setdefault(person, []).append(seat)
    teams: dict[int, tuple[int, str]] = {}
    rows = TeamMembership.objects.values_list("person_id", "team_id", "team__name")
    for person, team, name in rows.order_by("-team_id"):
        teams[person] = (team, name)
    return Staff(
        names={number: name for number, name, _ in people},
        here=frozenset(number for number, _, left in people if left is None),
        seats=seats,
        teams=teams,
    )


@dataclass(frozen=True)
class Ends:
    """The two ends of a hand-off as the database sees them, for grouping."""

    supplier: Combinable
    customer: Combinable


def ends(projection: Projection, everybody: Staff) -> Ends:
    if projection is Projection.PERSON:
        return Ends(_person("giver"), _person("receiver"))
    if projection is Projection.TEAM:
        return Ends(_team("giver", everybody), _team("receiver", everybody))
    return Ends(_role("giver", everybody), _role("receiver", everybody))


def seats_and_holders(everybody: Staff) -> Ends:
    """Seat and person at once, as "seat|number": who did the work of a seat, not only who may."""
    return Ends(_holder("giver", everybody), _holder("receiver", everybody))


def name_of(key: str, everybody: Staff) -> str:
    """What stands on the screen; the name of a seat is translated there."""
    kind, _, number = key.partition(":")
    if kind == "person" and number.isdigit():
        return everybody.names.get(int(number), key)
    if kind == "team" and number.isdigit():
        return next((name for team, name in everybody.teams.values() if team == int(number)), key)
    return key


def kind_of(key: str) -> str:
    if key == OUTSIDE:
        return OUTSIDE
    kind, colon, _ = key.partition(":")
    return kind if colon else str(Projection.ROLE)


def people_in(key: str, everybody: Staff) -> int | None:
    """How many who are here hold this seat or are in this team; None for a person and outside."""
    kind = kind_of(key)
    if kind == Projection.ROLE:
        return len(everybody.holders(key))
    if kind == Projection.TEAM:
        number = int(key.partition(":")[2])
        return sum(1 for who in everybody.here if everybody.teams.get(who, (0, ""))[0] == number)
    return None


def _outside(side: str) -> list[When]:
    if side == "giver":
        return []
    unknown = Q(receiver__isnull=True)
    contact = unknown & Q(receiver_contact__isnull=False)
    return [When(contact | (unknown & Q(link__receiver_seat=CUSTOMER)), then=Value(OUTSIDE))]


def _person(side: str) -> Combinable:
    known = Q(**{f"{side}__isnull": False})
    text = Concat(Value("person:"), Cast(f"{side}_id", TEXT), output_field=TEXT)
    return Case(*_outside(side), When(known, then=text), default=Value(NOBODY), output_field=TEXT)


def _holder(side: str, everybody: Staff) -> Combinable:
    person = Coalesce(Cast(f"{side}_id", TEXT), Value(""))
    return Concat(_role(side, everybody), Value("|"), person, output_field=TEXT)


def _team(side: str, everybody: Staff) -> Combinable:
    members: dict[int, list[int]] = {}
    for person, (team, _) in everybody.teams.items():
        members.setdefault(team, []).append(person)
    whens = [
        When(**{f"{side}_id__in": people}, then=Value(f"team:{team}"))
        for team, people in sorted(members.items())
    ]
    return Case(*_outside(side), *whens, default=Value(NOBODY), output_field=TEXT)


def _role(side: str, everybody: Staff) -> Combinable:
    seat = f"link__{side}_seat"
    whens = [
        *_outside(side),
        When(**{f"{side}__isnull": True}, then=F(seat)),
    ]
    for wanted in SEAT_ORDER:
        held = [who for who, seats in everybody.seats.items() if wanted in seats]
        if held:
            whens.append(When(**{f"{side}_id__in": held, seat: wanted}, then=Value(wanted)))
    for main in SEAT_ORDER:
        whose = [who for who in everybody.seats if everybody.main_seat(who) == main]
        if whose:
            whens.append(When(**{f"{side}_id__in": whose}, then=Value(main)))
    return Case(*whens, default=Value(NOBODY), output_field=TEXT)
