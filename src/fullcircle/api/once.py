"""Unsafe calls that make something carry `Idempotency-Key`: the same key, the same answer, once."""

from collections.abc import Callable
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Header, Schema
from pydantic import BaseModel, StringConstraints

from fullcircle.api.refusals import KeyMissing
from fullcircle.foundation.idempotency import answer_once
from fullcircle.foundation.transactions import action
from fullcircle.registry.people.actor import Actor

REPLAYED = "Idempotency-Replayed"

IdempotencyKey = Annotated[
    str,
    StringConstraints(max_length=64, pattern=r"^[\x21-\x7e]*$"),
    Header(
        "",
        alias="Idempotency-Key",
        description="Your own name for this call, up to 64 visible ASCII characters; keep it for retries.",
    ),
]


def own_key(by: Actor, key: str) -> str:
    """Two people may choose the same word; theirs are different keys all the same."""
    return f"api {by.ref} {key}"


@action
def once[T: Schema](
    *,
    by: Actor,
    key: str,
    response: HttpResponse,
    asked: tuple[str, BaseModel],
    effect: Callable[[], T],
    kind: type[T],
) -> T:
    """Run `effect` unless this person's key was seen. `asked`: the address and body that the key stands for.

    Effect and kept answer stand or fall together. Raises KeyMissing, KeyUsedForSomethingElse.
    """
    if not key:
        raise KeyMissing

    def run() -> dict[str, Any]:
        return effect().model_dump(mode="json")

    address, body = asked
    kept, repeated = answer_once(
        key=key,
        principal=f"api {by.ref}",
        request=[address, body.model_dump(mode="json")],
        effect=run,
    )
    if repeated:
        response[REPLAYED] = "true"
    return kind.model_validate(kept)
