"""Words of the customer graph."""

from enum import StrEnum


class LogState(StrEnum):
    """How far an imported log is. `failed` may be tried again while the original is there."""

    RECEIVED = "received"  # kept, not looked at yet
    INSPECTED = "inspected"  # its columns are known: choose which is which
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


class Projection(StrEnum):
    """Who is a node of the picture of our own history."""

    PERSON = "person"
    ROLE = "role"
    TEAM = "team"


class Standing(StrEnum):
    """What is behind an arrow between two roles. Only the first two are ever scored."""

    DECLARED = "declared"  # a link with a card
    CONFIRMED = "confirmed"  # proposed from dealings, confirmed by both sides
    PROPOSED = "proposed"  # proposed, and not (yet) confirmed by both
    CANDIDATE = "candidate"  # seen often enough to be proposed
    SEEN = "seen"  # seen, too seldom to be proposed
    DECLINED = "declined"


class ProposalState(StrEnum):
    PROPOSED = "proposed"
    BY_SUPPLIER = "confirmed_by_supplier"
    BY_CUSTOMER = "confirmed_by_customer"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


class LogFile(StrEnum):
    """What a study leaves in the folder of its log."""

    GRAPH = "graph.json"
    PAIRS = "pairs.parquet"
    SET_ASIDE = "set-aside.csv"
    WAYS = "ways.json"
