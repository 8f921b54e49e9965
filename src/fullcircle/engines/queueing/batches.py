"""Means of one long run with an honest error: neighbours wait alike, so batches are averaged."""

from dataclasses import dataclass
from math import sqrt

from fullcircle.engines.queueing.jobs import Numbers


@dataclass(frozen=True)
class BatchMean:
    """Mean with its standard error from the means of `batches` equal batches."""

    mean: float
    error: float
    batches: int
    n: int

    def away(self, theory: float) -> float:
        """How many standard errors the mean lies from `theory`."""
        return abs(self.mean - theory) / self.error


def batch_mean(values: Numbers, *, batches: int = 30, warm_up: float = 0.05) -> BatchMean:
    """The first `warm_up` share is dropped (the station began empty), the rest cut in batches.

    Raises ValueError when there are fewer than two values for each batch.
    """
    kept = values[int(values.size * warm_up) :]
    size = kept.size // batches
    if batches < 2 or size < 2:
        raise ValueError("too few values for so many batches")
    kept = kept[: size * batches]
    means = kept.reshape(batches, size).mean(axis=1)
    return BatchMean(
        float(kept.mean()), float(means.std(ddof=1)) / sqrt(batches), batches, int(kept.size)
    )
