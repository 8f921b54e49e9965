"""Who may be given what; what is refused, with the name of the broken rule."""


class PersonBookedAlready(Exception):
    """The person has other work in that time. `other` names it for the dispatcher."""

    def __init__(self, person: str, other: str = "") -> None:
        self.person = person
        self.other = other
        super().__init__(f"{person} has {other or 'other work'} then")


class PersonAway(Exception):
    """The person is absent or off shift in that time."""


class NobodyAssigned(Exception):
    """A visit is dispatched to somebody: assign first."""


class OffShift(Exception):
    """A position is only taken inside an open shift; this one was dropped, not stored."""
