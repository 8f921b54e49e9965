"""Names replaced before anything is counted. The key stays with whoever keeps it."""

import base64
import hashlib
import hmac


class Pseudonyms:
    """The same name and key always give the same pseudonym; without a key names stay names.

    Fifty bits of the keyed hash are shown: among 10,000 parties two are mistaken for each other
    once in twenty million logs.
    """

    def __init__(self, key: bytes, unchanged: frozenset[str]) -> None:
        self._key, self._unchanged = key, unchanged
        self.active = bool(key)
        self._known: dict[str, str] = {}

    def of(self, name: str | None) -> str | None:
        if name is None or not self._key or name in self._unchanged:
            return name
        if name not in self._known:
            digest = hmac.new(self._key, name.encode(), hashlib.sha256).digest()
            self._known[name] = "P-" + base64.b32encode(digest)[:10].decode().lower()
        return self._known[name]
