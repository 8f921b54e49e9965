"""Words that a page says again and again are translated once per language, not once per row."""

from collections.abc import Callable
from functools import wraps

from django.utils.translation import get_language


def once_per_language[R](build: Callable[[], R]) -> Callable[[], R]:
    """Remembers what `build` returned for each language. Nobody may change what it returns."""
    known: dict[str | None, R] = {}

    @wraps(build)
    def remembered() -> R:
        language = get_language()
        if language not in known:
            known[language] = build()
        return known[language]

    return remembered
