"""Signing in: our own backend, because rights come from seats, not from the framework's tables."""

from typing import Any

from django.contrib.auth.hashers import make_password
from django.db.models import QuerySet
from django.http import HttpRequest

from fullcircle.foundation.standing_queries import StandingQuery
from fullcircle.registry.people.models import Account


def _active_account(*, number: int) -> "QuerySet[Account]":
    return Account.objects.select_related("person").filter(pk=number, is_active=True)


_active = StandingQuery(_active_account)


class AccountBackend:
    def authenticate(
        self, request: HttpRequest | None, username: str = "", password: str = "", **_: Any
    ) -> Account | None:
        account = Account.objects.filter(sign_in_name__iexact=username, is_active=True).first()
        if account is None:
            make_password(password)  # equal work, so that timing does not tell who exists
            return None
        return account if account.check_password(password) else None

    def get_user(self, user_id: int) -> Account | None:
        found = _active(number=user_id)
        return found[0] if found else None
