"""Laws that hold on every path, checked after every run; they do not need a steady state.

Work conservation: no server rests while somebody waits, and none serves two at once.
Little: the area under "how many of this kind are here" equals the sum of their stays.
"""

import numpy as np
from numpy.typing import NDArray

from fullcircle.engines.queueing.customers import Customers
from fullcircle.engines.queueing.jobs import Numbers
from fullcircle.engines.queueing.refusals import BrokenLaw

# Times are sums of many floats: a difference below this share of the run is rounding.
ROUNDING = 1e-9


def check_work(customers: Customers, begin: Numbers, leave: Numbers, servers: int) -> None:
    """Raises BrokenLaw unless every instant had min(present, servers) at work."""
    if not customers.count:
        return
    count = customers.count
    if (begin < customers.arrive).any():
        raise BrokenLaw("somebody was served before they came")
    times, order = _in_order(customers.arrive, begin, leave)
    present = np.concatenate((np.ones(count), np.zeros(count), -np.ones(count)))[order].cumsum()
    busy = np.concatenate((np.zeros(count), np.ones(count), -np.ones(count)))[order].cumsum()
    lasting = np.diff(times) > ROUNDING * max(1.0, float(times[-1]))
    if (busy[:-1][lasting] > servers).any():
        raise BrokenLaw("more customers in service than servers")
    if (busy[:-1][lasting] < np.minimum(present[:-1][lasting], servers)).any():
        raise BrokenLaw("a server rested while somebody waited")


def check_little(customers: Customers, leave: Numbers) -> None:
    """Raises BrokenLaw unless L = lambda W for every kind over the whole run."""
    for kind in range(customers.kinds):
        chosen = customers.kind == kind
        arrive, gone = customers.arrive[chosen], leave[chosen]
        if not arrive.size:
            continue
        if not np.isfinite(gone).all():
            raise BrokenLaw(f"somebody of kind {kind} never left")
        times, order = _in_order(arrive, gone)
        steps = np.concatenate((np.ones(arrive.size), -np.ones(arrive.size)))[order]
        here = steps.cumsum()
        area = float(np.dot(here[:-1], np.diff(times)))
        stays = float((gone - arrive).sum())
        # Trap: the area's rounding grows with the number present times the span, not with stays.
        span = float(times[-1] - times[0]) * float(here.max())
        if here[-1] != 0 or (gone < arrive).any() or abs(area - stays) > ROUNDING * max(span, 1.0):
            raise BrokenLaw(f"kind {kind}: area {area} is not the sum of stays {stays}")


def _in_order(*parts: Numbers) -> tuple[Numbers, NDArray[np.int64]]:
    together = np.concatenate(parts)
    order = np.argsort(together, kind="stable")
    return together[order], order
