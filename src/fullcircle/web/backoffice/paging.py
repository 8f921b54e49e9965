"""A place in a list, as it travels in an address: an instant and a key."""

from datetime import datetime


def as_text(at: datetime, number: int) -> str:
    return f"{at.isoformat()}~{number}"


def from_text(text: str) -> tuple[datetime, int] | None:
    """None for anything that is not a place in a list: it comes from outside."""
    instant, tilde, number = text.partition("~")
    if not tilde or not number.isdigit() or len(text) > 60:
        return None
    try:
        at = datetime.fromisoformat(instant)
    except ValueError:
        return None
    return (at, int(number)) if at.tzinfo is not None else None
