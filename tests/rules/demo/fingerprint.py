"""One short word for a whole section of the demo company, the same on every machine."""

import hashlib
from collections.abc import Iterable


def fingerprint(rows: Iterable[object]) -> str:
    """The first 16 hexadecimal digits over the representation of all rows, in order."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(repr(row).encode())
    return digest.hexdigest()[:16]
