from fullcircle.registry.people.models.absence import Absence
from fullcircle.registry.people.models.account import Account
from fullcircle.registry.people.models.person import Person
from fullcircle.registry.people.models.seat import PersonSeat
from fullcircle.registry.people.models.set_up_link import SetUpLink
from fullcircle.registry.people.models.shift import Shift
from fullcircle.registry.people.models.skill import PersonSkill, Skill
from fullcircle.registry.people.models.team import Team, TeamMembership

__all__ = [
    "Absence",
    "Account",
    "Person",
    "PersonSeat",
    "PersonSkill",
    "SetUpLink",
    "Shift",
    "Skill",
    "Team",
    "TeamMembership",
]
