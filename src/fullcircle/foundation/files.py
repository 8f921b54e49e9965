"""Photos and signatures: capped before decoding, encoded again without metadata, random names."""

import hashlib
import os
import uuid
import warnings
from io import BytesIO
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageOps, UnidentifiedImageError

from fullcircle.foundation import clock
from fullcircle.foundation.models import StoredFile

MOST_BYTES = 15_000_000
MOST_PIXELS = 50_000_000
LONGEST_EDGE = 2000
_FORMATS = ("JPEG", "PNG", "WEBP")


class PhotoNotReadable(Exception):
    """Too large, or not a photo of a kind we take. Nothing was kept; the message says which."""


def keep_photo(content: bytes, *, by: str, purpose: str = "photo") -> StoredFile:
    """Decode, turn upright, shrink, encode again, and keep under a random name.

    Call it outside a transaction: the file is written before the row that names it.
    """
    image = _decoded(content)
    as_png = purpose == "signature"
    upright = ImageOps.exif_transpose(image).convert("RGBA" if as_png else "RGB")
    upright.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    out = BytesIO()
    upright.save(out, "PNG" if as_png else "JPEG", **({} if as_png else {"quality": 85}))
    encoded = out.getvalue()
    stored = StoredFile(
        id=uuid.uuid4(),
        purpose=purpose,
        size=len(encoded),
        content_type="image/png" if as_png else "image/jpeg",
        sha256=hashlib.sha256(encoded).hexdigest(),
        width=upright.width,
        height=upright.height,
        by=by,
        at=clock.now(),
    )
    _write(path_of(stored), encoded)
    stored.save(force_insert=True)
    return stored


def path_of(stored: StoredFile) -> Path:
    return Path(settings.MEDIA_ROOT) / stored.name


def _decoded(content: bytes) -> Image.Image:
    if len(content) > MOST_BYTES:
        raise PhotoNotReadable(f"more than {MOST_BYTES // 1_000_000} MB")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(content), formats=_FORMATS)
            if image.width * image.height > MOST_PIXELS:
                raise PhotoNotReadable("too many pixels")
            image.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning) as error:
        raise PhotoNotReadable("not a photo we can read (JPEG, PNG, WebP)") from error
    return image


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
