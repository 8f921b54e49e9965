"""What is refused around the graph: the names say the rule that was broken."""


class LogTooLarge(Exception):
    """More than the setting LOG_IMPORT_MB allows. `most_mb`: how much that is. Nothing was kept."""

    def __init__(self, most_mb: int) -> None:
        self.most_mb = most_mb
        super().__init__(f"more than {most_mb} MB")


class NothingInIt(Exception):
    """An empty file was dropped. Nothing was kept."""


class TooManyLogs(Exception):
    """Dropped too many in an hour, or has too many already: remove one first, or wait."""


class NoRoomForLogs(TooManyLogs):
    """The disk, or what all dropped logs may take of it, is full: remove one, or wait."""


class ReadingAlready(Exception):
    """The log is being read with another choice: cancel that first, or wait for it."""


class OriginalGone(Exception):
    """What was dropped is deleted already: the graph stays, another choice needs the file again."""


class ColumnUnknown(Exception):
    """The mapping names a column that the log does not have, or leaves out one that is needed."""


class NamesStayHidden(Exception):
    """Works-council mode cannot be taken back for a log: drop it again."""


class SeenTooSeldom(Exception):
    """Fewer dealings, or in fewer weeks, than a proposal needs."""


class SeatUnknown(Exception):
    """A link goes from one seat of ours to another one."""


class LinkIsDeclared(Exception):
    """There is a card for this already, or both sides have confirmed it."""


class ProposedAlready(Exception):
    """Somebody has proposed this and it is still open."""


class OneSideOnly(Exception):
    """Whoever confirmed for the one side cannot confirm for the other as well."""


class NotYourSide(Exception):
    """Only somebody in one of the two seats confirms or declines."""


class DecidedAlready(Exception):
    """Both have confirmed it, or somebody has declined it."""


class NothingToSay(Exception):
    """An own word without words."""
