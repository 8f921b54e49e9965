"""Why a queue cannot be computed or simulated."""


class NotStable(Exception):
    """More work arrives than the servers can do: the wait grows for ever, no mean exists."""

    def __init__(self, load: float) -> None:
        super().__init__(f"a load of {load:.3f} per server has no steady state")
        self.load = load


class BrokenLaw(AssertionError):
    """A run of ours broke a law of queues: the simulator is wrong, its figures must not be shown."""
