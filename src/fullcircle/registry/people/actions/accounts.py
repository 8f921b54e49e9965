"""Ways to sign in: opened with a password that is shown once, closed when the person leaves."""

from django.contrib.auth.hashers import make_password

from fullcircle.foundation import audit, clock, news
from fullcircle.foundation.transactions import action
from fullcircle.registry.people import policy
from fullcircle.registry.people.account_steps import (
    keep_an_administrator,
    make_account,
    spoken_password,
    take_name,
)
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.models import Account, Person
from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.refusals import NameMissing


@action
def open_account(*, by: Actor, person: Person, sign_in_name: str) -> str:
    """Returns the one-time password, shown once and nowhere kept in clear."""
    policy.require(by, Permission.ADMINISTER)
    if not sign_in_name.strip():
        raise NameMissing
    password = spoken_password()
    standing = Account.objects.filter(person=person).first()
    if standing is None:
        make_account(person, sign_in_name, password)
    else:
        take_name(standing, sign_in_name)
        standing.password = make_password(password)
        standing.is_active = True
        standing.save(update_fields=["password", "is_active"])
    if person.left_on is not None:
        Person.objects.filter(pk=person.pk).update(left_on=None)
        person.left_on = None
    audit.record(by=by.ref, verb="open account", subject=person.ref)
    return password


@action
def set_new_password(*, by: Actor, person: Person) -> str:
    """A forgotten password: a new one, shown once. The sessions of the old one end by themselves."""
    policy.require(by, Permission.ADMINISTER)
    password = spoken_password()
    account = Account.objects.get(person=person)
    account.password = make_password(password)
    account.save(update_fields=["password"])
    audit.record(by=by.ref, verb="set new password", subject=person.ref)
    return password


@action
def close_account(*, by: Actor, person: Person) -> None:
    """The person leaves. Rights are read at each request, so open sessions end with the next one.

    Raises LastAdministrator. What the person did stays; nobody is deleted.
    """
    policy.require(by, Permission.ADMINISTER)
    keep_an_administrator(leaving=person)
    at = clock.now()
    Account.objects.filter(person=person).update(is_active=False)
    Person.objects.filter(pk=person.pk, left_on__isnull=True).update(left_on=at.date())
    person.refresh_from_db()
    audit.record(by=by.ref, verb="close account", subject=person.ref)
    news.announce(news.AccountClosed(at=at, by=by.ref, person=person.pk))
