"""What is refused to people: the names say the rule that was broken."""


class NotAllowed(Exception):
    """The policy table does not allow this to who asks. Carries the permission for the log."""

    def __init__(self, permission: str, who: str) -> None:
        self.permission = permission
        super().__init__(f"{who} may not: {permission}")


class NotYours(Exception):
    """The row exists for somebody else; who asks is told that there is nothing (404)."""


class NameMissing(Exception):
    """A person, team or skill without a name is nobody."""


class NotToOneself(Exception):
    """Nobody gives or takes a seat of their own: a second administrator does it."""


class LastAdministrator(Exception):
    """Without an administrator nobody could open the company again."""


class SignInNameTaken(Exception):
    """Another account signs in with this name."""


class PasswordTooWeak(Exception):
    """`reasons`: what to change, for the person who chose it."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))


class SetUpLinkUsed(Exception):
    """The link is wrong, expired or used, or the company has an account already."""


class NotATime(Exception):
    """The span is empty, turned round, or in a zone that nobody knows."""
