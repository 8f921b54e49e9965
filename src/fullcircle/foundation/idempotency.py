"""Unsafe calls carry a key; the same key gives the same answer, once."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction

from fullcircle.foundation import clock
from fullcircle.foundation.models import KeptAnswer


class KeyUsedForSomethingElse(Exception):
    """The key came with another request before: nothing was done now."""


def fingerprint(request: Any) -> str:
    text = json.dumps(request, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def answer_once(
    *, key: str, principal: str, request: Any, effect: Callable[[], dict[str, Any]]
) -> tuple[dict[str, Any], bool]:
    """Run `effect` unless `key` was seen; returns (answer, repeated).

    Call inside an action: key, effect and answer stand or fall together. A second call that runs at
    the same time waits at the unique constraint and gets the first one's answer.
    """
    if not key:
        return effect(), False
    digest = fingerprint(request)
    kept = KeptAnswer.objects.filter(principal=principal, key=key).first()
    if kept is None:
        try:
            with transaction.atomic():
                kept = KeptAnswer.objects.create(
                    principal=principal, key=key, request_hash=digest, at=clock.now()
                )
        except IntegrityError:
            kept = KeptAnswer.objects.get(principal=principal, key=key)
        else:
            kept.answer = effect()
            kept.save(update_fields=["answer"])
            return kept.answer, False
    if kept.request_hash != digest:
        raise KeyUsedForSomethingElse(key)
    return kept.answer, True
