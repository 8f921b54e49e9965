"""Links without an account: 128 random bits, stored hashed, one purpose, expiring."""

import secrets
from datetime import timedelta

from django.db.models import F

from fullcircle.foundation import clock
from fullcircle.foundation.transactions import action
from fullcircle.operations.servicedesk.models import Request, StatusLink
from fullcircle.operations.servicedesk.rules import token_hash
from fullcircle.operations.servicedesk.states import LinkPurpose
from fullcircle.registry.people.actor import Actor

GOOD_FOR = timedelta(days=30)


@action
def issue_status_link(*, by: Actor, request: Request) -> str:
    """Returns the token; it is nowhere kept in clear."""
    token = secrets.token_urlsafe(16)
    StatusLink.objects.create(
        request=request,
        token_hash=token_hash(token),
        purpose=LinkPurpose.STATUS,
        issued_at=clock.now(),
        expires_at=clock.now() + GOOD_FOR,
    )
    return token


@action
def open_status_link(*, by: Actor, link: StatusLink) -> None:
    """Count an opening: each one is a phone call that was not needed. Nothing else changes."""
    StatusLink.objects.filter(pk=link.pk).update(
        opened_count=F("opened_count") + 1, last_opened_at=clock.now()
    )
