"""What is refused to people: the names say the rule that was broken."""


class NotAllowed(Exception):
    """The policy table does not allow this to who asks. Carries the permission for the log."""

    def __init__(self, permission: str, who: str) -> None:
        self.permission = permission
        super().__init__(f"{who} may not: {permission}")


class NotYours(Exception):
    """The row exists for somebody else; who asks is told that there is nothing (404)."""
