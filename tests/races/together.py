"""Run the same step from several threads at once, each with a connection of its own."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from fullcircle.foundation import clock


@dataclass
class Outcomes:
    """What came back and what was refused, in no order."""

    done: list[object] = field(default_factory=list)
    refused: list[Exception] = field(default_factory=list)

    def refusals(self, kind: type[Exception]) -> list[Exception]:
        return [error for error in self.refused if isinstance(error, kind)]


def at_once(steps: Sequence[Callable[[], object]], *, at: datetime) -> Outcomes:
    """All steps start behind one barrier; time stands still at `at` in each thread."""
    outcomes, lock = Outcomes(), threading.Lock()
    barrier = threading.Barrier(len(steps))

    def run(step: Callable[[], object]) -> None:
        try:
            with clock.standing_at(at):
                barrier.wait(timeout=30)
                found = step()
            with lock:
                outcomes.done.append(found)
        except Exception as error:
            with lock:
                outcomes.refused.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(step,)) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert not any(thread.is_alive() for thread in threads), "a thread did not end"
    return outcomes
