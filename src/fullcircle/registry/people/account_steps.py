"""Steps that several verbs about accounts share; none of them is a verb of its own."""

import secrets

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from fullcircle.foundation import clock
from fullcircle.registry.people.models import Account, Person, PersonSeat
from fullcircle.registry.people.refusals import (
    LastAdministrator,
    PasswordTooWeak,
    SignInNameTaken,
)
from fullcircle.registry.people.rules import SPOKEN_LETTERS
from fullcircle.registry.people.states import Seat


def make_account(person: Person, sign_in_name: str, password: str) -> Account:
    """Raises SignInNameTaken; the name is compared without case."""
    name = free_name(sign_in_name, besides=None)
    try:
        with transaction.atomic():
            return Account.objects.create(
                sign_in_name=name,
                person=person,
                password=make_password(password),
                created_at=clock.now(),
            )
    except IntegrityError as error:
        raise SignInNameTaken(name) from error


def check_password(password: str, sign_in_name: str) -> None:
    """Raises PasswordTooWeak with what to change."""
    reasons = []
    try:
        validate_password(password)
    except ValidationError as error:
        reasons = list(error.messages)
    if sign_in_name.strip() and sign_in_name.strip().lower() == password.lower():
        reasons.append("Password and sign-in name are the same.")
    if reasons:
        raise PasswordTooWeak(reasons)


def take_name(account: Account, sign_in_name: str) -> None:
    account.sign_in_name = free_name(sign_in_name, besides=account.pk)
    account.save(update_fields=["sign_in_name"])


def free_name(sign_in_name: str, *, besides: int | None) -> str:
    name = sign_in_name.strip().lower()[:120]
    if Account.objects.filter(sign_in_name__iexact=name).exclude(pk=besides or 0).exists():
        raise SignInNameTaken(name)
    return name


def spoken_password() -> str:
    """Four groups of four: 79 random bits, easy to read aloud."""
    letters = [secrets.choice(SPOKEN_LETTERS) for _ in range(16)]
    return "-".join("".join(letters[start : start + 4]) for start in range(0, 16, 4))


def keep_an_administrator(*, leaving: Person) -> None:
    """Raises LastAdministrator when nobody else could open the company."""
    sits = PersonSeat.objects.filter(seat=Seat.ADMINISTRATOR)
    if not sits.filter(person=leaving).exists():
        return
    others = sits.exclude(person=leaving).filter(
        person__left_on__isnull=True, person__account__is_active=True
    )
    if not others.exists():
        raise LastAdministrator
