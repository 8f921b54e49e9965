"""Names of what a page is narrowed to."""

from fullcircle.insight.reports.measures import By
from fullcircle.insight.reports.report import Wanted, names_of
from fullcircle.web.figures import wording

STORED = (By.TEAM, By.SERVICE, By.CUSTOMER)


def narrowed_to(wanted: Wanted) -> dict[By, str]:
    """Split -> the name of its cell. One query for each that has a stored name."""
    found = {}
    for by, key in wanted.where.items():
        name = ""
        if by in STORED and key.isdecimal():
            name = names_of(by, {int(key)}).get(key, "")
        found[by] = wording.name_of(by, key, name, members=_members(by, key))
    return found


def _members(by: By, key: str) -> int:
    return key.count("-") + 1 if by is By.TEAM and "-" in key else 0
