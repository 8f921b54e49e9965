"""Photos and signatures on their way in: capped, kept before the form is judged, found again by number."""

import base64
import binascii
import uuid
from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from fullcircle.foundation.files import MOST_BYTES, PhotoNotReadable, keep_photo
from fullcircle.foundation.models import StoredFile

_DRAWN = "data:image/png;base64,"
MOST_DRAWN = 400_000


def keep(upload: UploadedFile[Any], *, by: str) -> StoredFile:
    """Raises PhotoNotReadable; a file that is too large is not read at all."""
    if (upload.size or 0) > MOST_BYTES:
        raise PhotoNotReadable(f"more than {MOST_BYTES // 1_000_000} MB")
    return keep_photo(upload.read(), by=by)


def keep_drawn(drawn: str, *, by: str) -> StoredFile | None:
    """The signature pad's picture as PNG data; None when nothing was drawn."""
    if not drawn.startswith(_DRAWN) or len(drawn) > MOST_DRAWN:
        return None
    try:
        content = base64.b64decode(drawn.removeprefix(_DRAWN), validate=True)
    except (binascii.Error, ValueError) as error:
        raise PhotoNotReadable("not a signature we can read") from error
    return keep_photo(content, by=by, purpose="signature")


def kept_before(numbers: Iterable[str], *, by: str) -> list[StoredFile]:
    """Files this person sent with an earlier try, in the order of `numbers`; other people's are not found."""
    wanted: list[uuid.UUID] = []
    for number in numbers:
        try:
            wanted.append(uuid.UUID(number))
        except ValueError:
            continue
    found = {row.pk: row for row in StoredFile.objects.filter(pk__in=wanted, by=by)}
    return [found[number] for number in wanted if number in found]
