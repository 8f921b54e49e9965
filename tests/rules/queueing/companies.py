"""Small companies for the tests."""

from math import inf

from fullcircle.engines.queueing.company import (
    HOURS,
    WEEK,
    Company,
    Duty,
    Hands,
    Link,
    LinkKey,
    Offer,
    Stage,
    WorkType,
)
from fullcircle.engines.queueing.jobs import Exponential, Fixed, Length, Seen

ALWAYS = (Duty(0, WEEK),)
WORKDAYS = tuple(Duty(day * 1440 + 480, day * 1440 + 990) for day in range(5))
OFFICE_HOURS = tuple(
    (2.0 if day < 5 and 8 <= hour < 17 else 0.0) for day in range(7) for hour in range(24)
)


def one_stage(
    rates: tuple[float, ...], servers: int, job: Length, *, urgent: bool = False
) -> Company:
    """Nothing but the field, open day and night: a station as theory knows it. Rates per minute."""
    total = sum(rates)
    kind = WorkType(
        key="job",
        skills=frozenset(),
        rates=(total * 60,) * HOURS,
        classes=tuple(rate / total for rate in rates),
        on_site=job,
        offers=(
            Offer(0.0, 0.0, inf),
        ),  # everybody is promised "some day": first come, first served
        urgent=urgent,
    )
    names = tuple(f"class {number}" for number in range(len(rates)))
    hands = (Hands(frozenset({Stage.FIELD}), ALWAYS),) * servers
    return Company(names, (kind,), hands, overtime=inf)


def _kinds(load: float) -> tuple[WorkType, WorkType]:
    quick = WorkType(
        key="no-cool",
        skills=frozenset({"cooling"}),
        rates=tuple(0.3 * load * rate for rate in OFFICE_HOURS),
        classes=(0.7, 0.3),
        on_site=Exponential(80),
        offers=(Offer(0.0, 0.0, 240.0), Offer(0.0, 30.0, 270.0)),
        urgent=True,
        standard=1440,
        surge=0.2,
        again=0.05,
    )
    slow = WorkType(
        key="tune-up",
        skills=frozenset({"cooling", "heating"}),
        rates=tuple(0.32 * load * rate for rate in OFFICE_HOURS),
        classes=(0.4, 0.6),
        on_site=Seen([50.0, 60.0, 60.0, 75.0, 75.0, 380.0]),
        offers=(Offer(600.0, 1960.0, 2260.0), Offer(600.0, 3560.0, 3860.0)),
        standard=7200,
    )
    return quick, slow


def town_company(*, load: float = 1.0, **changes: object) -> Company:
    """Two kinds of job, two classes, shifts, travel, defects, everything the simulator knows."""
    field = frozenset({Stage.FIELD})
    both = frozenset({"cooling", "heating"})
    values: dict[str, object] = {
        "classes": ("homes", "shops"),
        "types": _kinds(load),
        "hands": (
            Hands(frozenset({Stage.CALL}), WORKDAYS),
            Hands(frozenset({Stage.PLAN}), WORKDAYS),
            Hands(frozenset({Stage.BOOKS}), WORKDAYS),
            Hands(field, WORKDAYS, both, absence=0.05),
            Hands(field, WORKDAYS, both),
            Hands(field, WORKDAYS, both),
            Hands(field, WORKDAYS, frozenset({"cooling"})),
            Hands(field, (Duty(1020, 1900, urgent_only=True),), frozenset({"cooling"})),
        ),
        "links": {
            LinkKey.INTAKE: Link(0.1, Fixed(20), touch=3),
            LinkKey.BRIEFING: Link(0.2, Seen([5.0, 30.0]), again=0.3),
            LinkKey.CLOSEOUT: Link(0.3, Exponential(300), touch=5),
        },
        "call": Fixed(4),
        "plan": Fixed(3),
        "travel": Exponential(15),
        "paper": Fixed(10),
        "books": Fixed(9),
        "other_work": 0.1,
    }
    return Company(**(values | changes))  # type: ignore[arg-type]  # one of the values above
