"""Types that several resources share: texts with a limit, keys, pages by keyset."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Annotated

from ninja import Query, Schema
from pydantic import AfterValidator, AwareDatetime, ConfigDict, Field, StringConstraints

from fullcircle.api.refusals import PlaceNotUnderstood

LARGEST_KEY = 2**53 - 1  # what every JSON reader can hold
MOST_ROWS = 200
PAGE = 25


class In(Schema):
    """A body of a request. Keys that it does not name are refused, not ignored."""

    model_config = ConfigDict(extra="forbid")


class Out(Schema):
    """An answer: an explicit list of fields, never a whole row."""


def _without_nul(text: str) -> str:
    if "\x00" in text:
        raise ValueError("a text has no NUL character")
    return text


def _in_our_time[D: (date, datetime)](day: D) -> D:
    if not 2000 <= day.year < 2200:
        raise ValueError("a day between 2000 and 2199")
    return day


Word = Annotated[str, StringConstraints(max_length=40), AfterValidator(_without_nul)]
Line = Annotated[str, StringConstraints(max_length=240), AfterValidator(_without_nul)]
Text = Annotated[str, StringConstraints(max_length=4000), AfterValidator(_without_nul)]
Key = Annotated[int, Field(ge=1, le=LARGEST_KEY)]
Version = Annotated[int, Field(ge=1, le=2**31 - 1)]
Minutes = Annotated[int, Field(ge=1, le=24 * 60)]
Instant = Annotated[AwareDatetime, AfterValidator(_in_our_time)]
Day = Annotated[date, AfterValidator(_in_our_time)]

Limit = Annotated[int, Query(PAGE, ge=1, le=MOST_ROWS, description="Rows per page, 200 at most.")]
After = Annotated[
    str,
    Query(
        "",
        max_length=200,
        description="`next` of the page before; leave it out for the first page.",
    ),
]


class Page[T](Out):
    """Rows and, while there are more, where the next page begins."""

    rows: list[T]
    next: str = ""


class Named(Out):
    id: int
    name: str


def named(row: object | None) -> Named | None:
    """Key and name of a person, customer, job type."""
    if row is None:
        return None
    return Named(id=row.pk, name=row.name)  # type: ignore[attr-defined]  # models have both


def place_of(at: datetime, key: int) -> str:
    """Where a page ends: an instant and the key that breaks ties."""
    return f"{at.isoformat()}~{key}"


def behind(text: str) -> tuple[datetime, int] | None:
    """The instant and key of `after`; None for the first page. Raises PlaceNotUnderstood."""
    if not text:
        return None
    instant, _, key = text.rpartition("~")
    try:
        # A plus sign of the offset comes back from an address as a space.
        at = datetime.fromisoformat(instant.replace(" ", "+"))
        number = int(key)
    except ValueError as error:
        raise PlaceNotUnderstood from error
    if at.tzinfo is None or not 0 <= number <= LARGEST_KEY:
        raise PlaceNotUnderstood
    return at, number


def page_of[R, T](
    rows: Sequence[R], limit: int, show: Callable[[R], T], place: Callable[[R], str]
) -> Page[T]:
    """`rows`: one more than `limit` when there is another page."""
    shown = rows[:limit]
    more = place(shown[-1]) if len(rows) > limit else ""
    return Page[T](rows=[show(row) for row in shown], next=more)
