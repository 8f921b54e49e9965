"""Who comes in: a signed-in session with one row of the policy table per operation.

`Seated(Permission.X)` is the `auth` of an operation and is read by the system check, the policy page
and the generated walk. Rights are read per request. Unsafe methods need the CSRF token, because a
session cookie travels by itself.
"""

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie

from fullcircle.registry.people import policy
from fullcircle.registry.people.actor import Actor, actor_of_account
from fullcircle.registry.people.models import Account
from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.refusals import NotAllowed


class Seated(APIKeyCookie):
    """Sign-in and one policy row before anything of the request is read. Raises NotAllowed."""

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self, permission: Permission) -> None:
        self.policy_row = permission
        super().__init__(csrf=True)

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        account = request.user
        actor = actor_of_account(account) if isinstance(account, Account) else None
        if actor is not None and policy.reach(actor, self.policy_row) is None:
            raise NotAllowed(self.policy_row, actor.ref)
        return actor


def actor_of(request: HttpRequest) -> Actor:
    """Who was let in. Raises AttributeError where no `Seated` stands at the door."""
    actor: Actor = request.auth  # type: ignore[attr-defined]  # set by the door
    return actor
