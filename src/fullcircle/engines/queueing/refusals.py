"""Why a queue cannot be computed or simulated."""


class NotStable(Exception):
    """More work arrives than the servers can do: the wait grows for ever, no mean exists."""

    def __init__(self, load: float) -> None:
        super().__init__(f"a load of {load:.3f} per server has no steady state")
        self.load = load


class BrokenLaw(AssertionError):
    """A run of ours broke a law of queues: the simulator is wrong, its figures must not be shown."""


class NeverDone(Exception):
    """Work was still open long after the last request: more is asked than the hands can do."""

    def __init__(self, cases: int) -> None:
        super().__init__(f"{cases} cases were still open long after the last request")
        self.cases = cases


class NobodyCan(Exception):
    """A kind of job needs skills that no pair of hands has."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"nobody has the skills for {kind}")
        self.kind = kind
