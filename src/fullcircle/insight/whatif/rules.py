"""What may be tried, and what it means for the simulator. Plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from fullcircle.engines.queueing.company import Company, Hands, LinkKey, Policy, Stage
from fullcircle.insight.whatif.states import Role, Trial

MOST_CHOICES = 6
MOST_A_DAY = 200
RESERVES = (5, 10, 20, 30)  # percent
STAGES = {Role.AGENT: Stage.CALL, Role.DISPATCHER: Stage.PLAN, Role.BOOKKEEPER: Stage.BOOKS}


class NothingChosen(Exception):
    """A trial without anything to try, or with too much at once."""


class NotToBeTried(Exception):
    """What was chosen does not exist (any more): a class, a trade, a link, a pair of roles."""

    def __init__(self, what: Trial) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True)
class Choice:
    """One thing to try. `who`: key of a class; `customer`: one of them, 0 for none; `number`: cap a
    day or reserve in percent; `trade`; `link`; `roles`: two of them."""

    what: Trial
    who: str = ""
    customer: int = 0
    number: int = 0
    trade: str = ""
    link: str = ""
    roles: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def key(self) -> str:
        """The same for the same thing to try."""
        parts = (self.who, self.customer, self.number, self.trade, self.link, "+".join(self.roles))
        return ":".join([self.what, *(str(part) for part in parts if part)])


def choice_from(row: Mapping[str, Any]) -> Choice:
    return Choice(**{**row, "what": Trial(row["what"]), "roles": tuple(row.get("roles", ()))})


def check_choices(choices: Sequence[Choice]) -> None:
    """Raises NothingChosen or NotToBeTried."""
    if not 0 < len(choices) <= MOST_CHOICES or len({one.key for one in choices}) < len(choices):
        raise NothingChosen
    if len({one.customer for one in choices if one.customer}) > 1:
        raise NothingChosen
    for one in choices:
        if not _sound(one):
            raise NotToBeTried(one.what)


def _sound(one: Choice) -> bool:
    roles = {str(role) for role in Role}
    sound = {
        Trial.PUT_FIRST: bool(one.who) != bool(one.customer),
        Trial.CAP: 0 <= one.number <= MOST_A_DAY,
        Trial.RESERVE: one.number in RESERVES,
        Trial.ONE_MORE: bool(one.trade),
        Trial.COMPLETE: one.link in {str(key) for key in LinkKey},
        Trial.MERGE: len(set(one.roles)) == 2 and set(one.roles) <= roles,
    }
    return sound[one.what]


def policy_of(one: Choice, company: Company, more: Mapping[str, Hands]) -> Policy:
    """`more`: hands like those of each trade. Raises NotToBeTried when history has no such thing."""
    if one.what is Trial.PUT_FIRST:
        key = f"customer:{one.customer}" if one.customer else one.who
        if key not in company.classes:
            raise NotToBeTried(one.what)
        return Policy(first_classes=frozenset({company.classes.index(key)}))
    if one.what is Trial.CAP:
        return Policy(cap=one.number)
    if one.what is Trial.RESERVE:
        return Policy(reserve=one.number / 100)
    if one.what is Trial.ONE_MORE:
        if one.trade not in more:
            raise NotToBeTried(one.what)
        return Policy(more=(more[one.trade],))
    if one.what is Trial.COMPLETE:
        return Policy(complete=frozenset({LinkKey(one.link)}))
    return Policy(merged=frozenset(STAGES[Role(role)] for role in one.roles))
