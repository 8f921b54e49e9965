from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from fullcircle.registry.people.models.person import Person


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(sign_in_name__iexact=username)


class Account(AbstractBaseUser):
    """A way to sign in. There is no superuser: what an account may do comes from its person's seats."""

    sign_in_name = models.CharField(max_length=120, unique=True)
    person = models.OneToOneField(
        Person, null=True, on_delete=models.PROTECT, related_name="account"
    )
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "sign_in_name"
    objects = AccountManager()

    def __str__(self) -> str:
        return self.sign_in_name
