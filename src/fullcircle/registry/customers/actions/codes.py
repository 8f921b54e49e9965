"""Gate and alarm codes: sealed with the row's number, revealed per visit, each time logged."""

import hashlib
import os
import uuid

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from fullcircle.foundation import audit, clock
from fullcircle.foundation.transactions import action
from fullcircle.registry.customers.models import AccessCode, Location
from fullcircle.registry.people import policy
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.states import Relation

_NONCE = 12


class CodeNotReadable(Exception):
    """The sealed text does not belong to this row, or the key is another one."""


@action
def seal_code(*, by: Actor, location: Location, label: str, code: str) -> AccessCode:
    """Keep a code; an earlier one with the same label is replaced."""
    policy.require(by, Permission.CHANGE_CUSTOMERS, Relation.FOREIGN)
    at = clock.now()
    AccessCode.objects.filter(location=location, label=label, replaced_at__isnull=True).update(
        replaced_at=at
    )
    row = AccessCode(id=uuid.uuid4(), location=location, label=label[:60], set_at=at, set_by=by.ref)
    nonce = os.urandom(_NONCE)
    row.sealed = nonce + _cipher().encrypt(nonce, code.encode(), row.id.bytes)
    row.save(force_insert=True)
    audit.record(by=by.ref, verb="set access code", subject=f"code:{row.id}"[:60])
    return row


@action
def reveal_code(
    *, by: Actor, code: AccessCode, relation: Relation, reason: str, case_number: str = ""
) -> str:
    """The code in clear, with a line in the audit log for each look. `relation`: whether the visit is
    one's own, decided by the caller's room."""
    policy.require(by, Permission.REVEAL_CODE, relation)
    audit.record(
        by=by.ref,
        verb="reveal access code",
        subject=f"code:{code.id}"[:60],
        case_number=case_number,
        reason=reason,
    )
    sealed = bytes(code.sealed)
    try:
        clear = _cipher().decrypt(sealed[:_NONCE], sealed[_NONCE:], code.id.bytes)
    except InvalidTag as error:
        raise CodeNotReadable from error
    return clear.decode()


def _cipher() -> AESGCM:
    key = hashlib.sha256(b"fullcircle field key " + settings.FIELD_KEY.encode()).digest()
    return AESGCM(key)
