"""Pages by the place of the last row, not by counting: the tenth page costs what the first does."""

from datetime import UTC, datetime
from typing import Any

from django.db.models import Q

# Places before the first and behind the last row, for queries whose words do not change. They are
# within what both databases can tell.
BEGINNING = (datetime(1, 1, 2, tzinfo=UTC), 0)
END = (datetime(9999, 12, 30, tzinfo=UTC), 2**62)


def rows_behind(key: str, value: Any, number: int, *, falling: bool = False) -> Q:
    """Rows behind the one with this value and primary key, in the order (`key`, pk).

    `falling`: both descend. The range that is asked for besides looks superfluous; without it the
    databases walk an index from its very beginning, because of the "or".
    """
    further, from_here = ("lt", "lte") if falling else ("gt", "gte")
    tie = Q(**{key: value, f"pk__{further}": number})
    return Q(**{f"{key}__{from_here}": value}) & (Q(**{f"{key}__{further}": value}) | tie)
