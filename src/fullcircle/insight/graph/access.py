"""Who may drop a log, and whose logs one sees."""

import hashlib

from django.conf import settings
from django.db.models import Q

from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission, allows
from fullcircle.registry.people.refusals import NotAllowed
from fullcircle.registry.people.states import Party

VISITOR = "visitor:"


def importer(actor: Actor | None, session_token: str) -> Actor | None:
    """Who drops a log: the person who is signed in; in the demo the session, signed in or not,
    because there everybody signs in as the same manager. None: nobody who may.

    `session_token`: a random text that the screen keeps in the session, never an address or a name.
    """
    if settings.DEMO:
        if not session_token:
            return None
        digest = hashlib.sha256(f"log visitor {session_token}".encode()).hexdigest()[:30]
        return Actor(ref=f"{VISITOR}{digest}", party=Party.LINK_HOLDER, name="visitor")
    return actor if actor is not None and allows(actor, Permission.SEE_GRAPH) else None


def may_import(by: Actor) -> bool:
    """A visitor only in the demo; else whoever sees the graph."""
    if by.ref.startswith(VISITOR):
        return bool(settings.DEMO) and by.party is Party.LINK_HOLDER
    return allows(by, Permission.SEE_GRAPH)


def require_import(by: Actor) -> None:
    if not may_import(by):
        raise NotAllowed(Permission.SEE_GRAPH, by.ref)


def seen_logs(by: Actor) -> Q:
    """One's own. A log holds names of another system: whoever dropped it answers for it, so that
    not even another manager sees it."""
    return Q(owner=by.ref) if may_import(by) else Q(pk__in=[])
