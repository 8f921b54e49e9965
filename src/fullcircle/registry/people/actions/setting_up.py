"""The first start: one link, good once, makes the first administrator."""

import secrets
from datetime import timedelta

from fullcircle.foundation import audit, clock
from fullcircle.foundation.transactions import action
from fullcircle.registry.people.account_steps import check_password, make_account
from fullcircle.registry.people.actor import Actor, worker
from fullcircle.registry.people.models import Account, Person, PersonSeat, SetUpLink
from fullcircle.registry.people.refusals import NameMissing, SetUpLinkUsed
from fullcircle.registry.people.rules import token_hash
from fullcircle.registry.people.states import Seat

GOOD_FOR = timedelta(hours=24)


@action
def issue_set_up_link(*, by: Actor | None = None) -> str:
    """The path of a fresh link; earlier ones that nobody used end now. The token is kept hashed."""
    by = by or worker("set-up")
    at = clock.now()
    SetUpLink.objects.filter(used_at__isnull=True, expires_at__gt=at).update(expires_at=at)
    token = secrets.token_urlsafe(16)
    SetUpLink.objects.create(token_hash=token_hash(token), issued_at=at, expires_at=at + GOOD_FOR)
    audit.record(by=by.ref, verb="issue set-up link", subject="company:1")
    return f"/set-up/{token}"


@action
def use_set_up_link(
    *, token: str, name: str, sign_in_name: str, password: str, zone: str, by: Actor | None = None
) -> Account:
    """The first administrator. The second use is refused, and so is any once an account exists.

    Raises SetUpLinkUsed, NameMissing, PasswordTooWeak, SignInNameTaken; then nothing was made and
    the link still stands.
    """
    at = clock.now()
    fresh = SetUpLink.objects.filter(
        token_hash=token_hash(token), used_at__isnull=True, expires_at__gt=at
    )
    if fresh.update(used_at=at) != 1 or Account.objects.exists():
        raise SetUpLinkUsed
    shown = " ".join(name.split())[:120]
    if not shown:
        raise NameMissing
    check_password(password, sign_in_name)
    person = Person.objects.create(
        name=shown, call_name=shown.split()[0][:40], zone=zone, started_on=at.date()
    )
    PersonSeat.objects.create(person=person, seat=Seat.ADMINISTRATOR, since=at.date())
    account = make_account(person, sign_in_name, password)
    by = by or worker("set-up")
    audit.record(by=by.ref, verb="use set-up link", subject=person.ref, after=Seat.ADMINISTRATOR)
    return account
