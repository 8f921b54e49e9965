"""The policy table: permission x seat -> reach. Documentation, runtime and test oracle in one.

Deny by default: what does not stand here is refused. There is no superuser; an administrator
configures and does not read the work. Rows are shown in docs/reference/policy.md (generated).
"""

from collections.abc import Mapping
from enum import StrEnum

from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.refusals import NotAllowed, NotYours
from fullcircle.registry.people.states import Party, Relation, Seat

# A view or an operation's door carries the row it names under this name; check and walk read it.
POLICY_ATTRIBUTE = "policy_row"


class Permission(StrEnum):
    """What can be done. Each view and API operation names exactly one."""

    PUBLIC = "public"
    SIGNED_IN = "signed in"
    FOLLOW_LINK = "follow a link"
    SEE_CUSTOMERS = "see customers"
    CHANGE_CUSTOMERS = "change customers"
    REVEAL_CODE = "reveal an access code"
    TAKE_REQUEST = "take a request"
    SEE_REQUESTS = "see requests"
    CORRECT_REQUEST = "correct a request"
    ASK_FOR_OURSELVES = "ask for something as a department"
    SEE_BOARD = "see the board"
    PROMISE = "promise a window"
    DISPATCH = "assign and dispatch"
    SEE_BRIEFING = "see a briefing"
    TRAVEL = "tap on my way, arrived"
    CLOSE_OUT = "close out"
    SEE_REVIEW = "see the paperwork"
    POST = "review and post"
    SEE_MONEY = "see prices and balances"
    SEE_LOOP = "see the loop"
    SEE_FIGURES = "see figures of links and teams"
    SEE_GRAPH = "see the customer graph"
    TRY_OUT = "try things out"
    SEE_CASE = "see a case"
    MY_CUSTOMERS = "my customers"
    THANK_AND_ASK = "thank and ask"
    ANSWER = "answer what came back"
    CHANGE_CARD = "change a card"
    ADMINISTER = "administer"
    MOVE_DEMO_CLOCK = "move the demo clock"


class Reach(StrEnum):
    """Whose rows: one's own, one's team's, all."""

    OWN = "own"
    TEAM = "team"
    ALL = "all"


_COVERS = {
    Reach.OWN: {Relation.OWN},
    Reach.TEAM: {Relation.OWN, Relation.TEAM},
    Reach.ALL: {Relation.OWN, Relation.TEAM, Relation.FOREIGN},
}
_ORDER = [Reach.OWN, Reach.TEAM, Reach.ALL]

Row = Mapping[Seat, Reach]


def _to(reach: Reach, *seats: Seat) -> dict[Seat, Reach]:
    return dict.fromkeys(seats, reach)


OFFICE = (Seat.AGENT, Seat.DISPATCHER, Seat.BOOKKEEPER, Seat.MANAGER, Seat.SUPERVISOR)
FIELD = (Seat.TECHNICIAN, Seat.CREW_LEAD, Seat.CREW_MEMBER, Seat.CONTRACTOR)
EVERYONE = _to(Reach.OWN, *Seat)

POLICY: Mapping[Permission, Row] = {
    Permission.PUBLIC: EVERYONE,
    Permission.SIGNED_IN: EVERYONE,
    Permission.FOLLOW_LINK: {},
    Permission.SEE_CUSTOMERS: _to(Reach.ALL, *OFFICE),
    Permission.CHANGE_CUSTOMERS: _to(
        # The administrator enters them, and does not see what was done for them.
        Reach.ALL,
        *(Seat.AGENT, Seat.DISPATCHER, Seat.MANAGER, Seat.BOOKKEEPER, Seat.ADMINISTRATOR),
    ),
    Permission.REVEAL_CODE: _to(Reach.ALL, Seat.DISPATCHER, Seat.MANAGER) | _to(Reach.OWN, *FIELD),
    Permission.TAKE_REQUEST: _to(
        Reach.ALL, Seat.AGENT, Seat.DISPATCHER, Seat.MANAGER, Seat.SUPERVISOR
    ),
    Permission.SEE_REQUESTS: _to(Reach.ALL, *OFFICE),
    Permission.CORRECT_REQUEST: _to(Reach.ALL, Seat.AGENT, Seat.DISPATCHER, Seat.MANAGER),
    Permission.ASK_FOR_OURSELVES: _to(Reach.OWN, Seat.REQUESTER, Seat.BUILDING_CONTACT),
    Permission.SEE_BOARD: _to(Reach.ALL, Seat.DISPATCHER, Seat.MANAGER, Seat.SUPERVISOR),
    Permission.PROMISE: _to(Reach.ALL, Seat.AGENT, Seat.DISPATCHER, Seat.MANAGER),
    Permission.DISPATCH: _to(Reach.ALL, Seat.DISPATCHER, Seat.MANAGER),
    Permission.SEE_BRIEFING: _to(Reach.ALL, Seat.DISPATCHER, Seat.MANAGER) | _to(Reach.OWN, *FIELD),
    Permission.TRAVEL: _to(Reach.ALL, Seat.DISPATCHER) | _to(Reach.OWN, *FIELD),
    Permission.CLOSE_OUT: _to(Reach.ALL, Seat.DISPATCHER) | _to(Reach.OWN, *FIELD),
    Permission.SEE_REVIEW: _to(Reach.ALL, Seat.BOOKKEEPER, Seat.MANAGER),
    Permission.POST: _to(Reach.ALL, Seat.BOOKKEEPER),
    Permission.SEE_MONEY: _to(Reach.ALL, Seat.AGENT, Seat.BOOKKEEPER, Seat.MANAGER),
    Permission.SEE_LOOP: _to(Reach.ALL, Seat.MANAGER, Seat.SUPERVISOR),
    Permission.SEE_FIGURES: _to(Reach.ALL, Seat.MANAGER, Seat.SUPERVISOR),
    Permission.SEE_GRAPH: _to(Reach.ALL, Seat.MANAGER, Seat.SUPERVISOR),
    Permission.TRY_OUT: _to(Reach.ALL, Seat.MANAGER, Seat.SUPERVISOR),
    Permission.SEE_CASE: _to(Reach.ALL, *OFFICE) | _to(Reach.OWN, *FIELD),
    Permission.MY_CUSTOMERS: EVERYONE,
    Permission.THANK_AND_ASK: EVERYONE,
    Permission.ANSWER: EVERYONE,
    Permission.CHANGE_CARD: EVERYONE,
    Permission.ADMINISTER: _to(Reach.ALL, Seat.ADMINISTRATOR),
    Permission.MOVE_DEMO_CLOCK: EVERYONE,
}


def reach(actor: Actor, permission: Permission) -> Reach | None:
    """The widest reach any of the actor's seats gives, or None. Workers act for everybody."""
    if actor.party is Party.WORKER:
        return Reach.ALL
    if actor.party is Party.LINK_HOLDER:
        return Reach.OWN if permission is Permission.FOLLOW_LINK else None
    row = POLICY[permission]
    found = [row[seat] for seat in actor.seats if seat in row]
    return max(found, key=_ORDER.index) if found else None


def allows(actor: Actor, permission: Permission, relation: Relation = Relation.OWN) -> bool:
    """The subject of a row is never its handler, whatever the seat."""
    if relation is Relation.SUBJECT:
        return False
    found = reach(actor, permission)
    return found is not None and relation in _COVERS[found]


def require(actor: Actor, permission: Permission, relation: Relation = Relation.OWN) -> None:
    """Raise NotAllowed when no seat gives the permission, NotYours when only the row is foreign."""
    if allows(actor, permission, relation):
        return
    if relation is Relation.FOREIGN and reach(actor, permission) is not None:
        raise NotYours(permission)
    raise NotAllowed(permission, actor.ref)
