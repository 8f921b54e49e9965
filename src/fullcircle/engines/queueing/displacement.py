"""What putting one job first takes from the others (METRICS, section 1, item 12).

The queue at the moment of the decision is replayed twice, with and without the exception, with the
same durations and the same rule for who is next.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heapreplace


@dataclass(frozen=True)
class Waiting:
    """A job in the queue: its minutes, and by when it is promised to be done (None: no promise)."""

    key: str
    minutes: float
    promised: float | None = None


@dataclass(frozen=True)
class Displaced:
    """Minutes the others wait longer and minutes the favoured one gains; promises that break;
    whom it costs most (None: nobody), and each job's delay (the favoured one's is negative).

    `exact` is True for a single resource; a team's replay is an estimate.
    """

    minutes: float
    benefit: float
    broken: tuple[str, ...]
    comes_last: str | None
    delays: Mapping[str, float]
    exact: bool


def completions(queue: Sequence[Waiting], free_at: Sequence[float]) -> dict[str, float]:
    """When each job is done if they are taken in this order by whoever comes free first."""
    free = sorted(free_at)
    done = {}
    for job in queue:
        done[job.key] = free[0] + job.minutes
        heapreplace(free, done[job.key])
    return done


def put_first(queue: Sequence[Waiting], key: str, free_at: Sequence[float]) -> Displaced:
    """Replays `queue` with the job `key` at its head. Raises KeyError when it is not in it."""
    chosen = next((job for job in queue if job.key == key), None)
    if chosen is None:
        raise KeyError(key)
    before = completions(queue, free_at)
    after = completions([chosen, *(job for job in queue if job.key != key)], free_at)
    rounding = 1e-9 * max(1.0, *(abs(done) for done in before.values()))
    delays = {job.key: after[job.key] - before[job.key] for job in queue}
    # Trap: the same minutes added in another order differ in the last digit, and nobody waits that.
    delays = {other: 0.0 if abs(by) < rounding else by for other, by in delays.items()}
    later = {other: delay for other, delay in delays.items() if other != key and delay > 0}
    return Displaced(
        minutes=sum(later.values()),
        benefit=-delays[key],
        broken=tuple(
            job.key
            for job in queue
            if job.promised is not None and before[job.key] <= job.promised < after[job.key]
        ),
        comes_last=max(later, key=lambda other: later[other], default=None),
        delays=delays,
        exact=len(free_at) == 1,
    )


def put_first_in_turn(
    queue: Sequence[Waiting], keys: Sequence[str], free_at: Sequence[float]
) -> list[Displaced]:
    """Several exceptions in the order of decision: each is judged on the queue it found."""
    found, judged = list(queue), []
    for key in keys:
        judged.append(put_first(found, key, free_at))
        found.sort(key=lambda job: job.key != key)  # stable: only the chosen one moves
    return judged
