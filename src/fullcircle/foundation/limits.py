"""Rate limits, atomic in the database. A limiter that cannot count refuses."""

import hashlib
from datetime import timedelta

from django.db.models import F

from fullcircle.foundation import clock
from fullcircle.foundation.models import Bucket


class TooMany(Exception):
    """Tried too often; wait until the window is over."""


def take(name: str, *, most: int, minutes: int) -> None:
    """Count one try under `name`; raise TooMany beyond `most` within `minutes`. Names are kept hashed."""
    at = clock.wall_time()
    key = hashlib.sha256(name.encode()).hexdigest()
    until = at + timedelta(minutes=minutes)
    Bucket.objects.get_or_create(name=key, defaults={"until": until})
    Bucket.objects.filter(name=key, until__lte=at).update(count=0, until=until)
    if Bucket.objects.filter(name=key, count__lt=most).update(count=F("count") + 1) != 1:
        raise TooMany
