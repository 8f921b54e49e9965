"""Who asks for what, when, and what is promised: kinds of work out of our history."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from fullcircle.engines.queueing.company import HOURS, Offer, WorkType
from fullcircle.engines.queueing.jobs import Fixed, Length, Seen
from fullcircle.insight.whatif.history import Asked, History, Kind, Told, Went

WEEKS_LATELY = 13
URGENT = 2  # job types of this urgency or above (1 is the highest) are begun as soon as can be
FEW = 5  # lengths below this number say nothing: the catalogue's duration is taken
_MOST_SURGE = 4.0
_KEPT = 2_000  # lengths and windows kept of a kind


@dataclass(frozen=True)
class Demand:
    """`classes`: keys of customer classes, in the order of the company's."""

    classes: tuple[str, ...]
    types: tuple[WorkType, ...]
    second_trips: tuple[int, int]  # (jobs with one, jobs)
    from_catalogue: int  # kinds of job without enough visits


def class_of(asked_kind: str, trade: str, customer: int, focus: int | None) -> str:
    """ "person:home_service", or "customer:17" for the one who is looked at alone."""
    return f"customer:{customer}" if customer == focus else f"{asked_kind}:{trade}"


def demand_of(history: History, zone: ZoneInfo, focus: int | None) -> Demand:
    """Kinds of work that were asked for lately and have somebody or something to go by."""
    lately = [row for row in history.asked if row.kind in history.kinds]
    counts = Counter(row.kind for row in lately)
    classes = _classes(lately, history.kinds, focus)
    profiles = _profiles(lately, history.kinds, zone)
    lengths, first_trips, trips = _lengths(history.went)
    after = _gaps(history.went)
    windows: dict[str, list[Offer]] = defaultdict(list)
    for told in history.told:
        if len(windows[told.kind]) < _KEPT:
            windows[told.kind].append(_offer(told, zone))
    types = []
    for key, count in sorted(counts.items()):
        kind = history.kinds[key]
        standard = float(kind.standard or 1440)
        weekly = count / WEEKS_LATELY
        types.append(
            WorkType(
                key=key,
                skills=frozenset({key}),
                rates=tuple(weekly * part for part in profiles[_profile_of(kind)]),
                classes=_shares(lately, key, classes, history.kinds, focus),
                on_site=_length(lengths.get(key, []), kind),
                offers=tuple(windows.get(key, ())) or (Offer(0.0, 0.0, standard),),
                urgent=kind.urgency <= URGENT,
                standard=standard,
                surge=_surge([row.at for row in lately if row.kind == key], history.at, zone),
                again=trips[key] / first_trips[key] if first_trips[key] else 0.0,
                again_after=Seen(after[key]) if after.get(key) else Fixed(2 * 1440.0),
            )
        )
    return Demand(
        classes=classes,
        types=tuple(types),
        second_trips=(sum(trips.values()), sum(first_trips.values())),
        from_catalogue=sum(len(lengths.get(key, ())) < FEW for key in counts),
    )


def _offer(told: Told, zone: ZoneInfo) -> Offer:
    """Wall times, so that "Monday between 9 and 11" is that in every week."""
    asked, start, end = (
        at.astimezone(zone).replace(tzinfo=None) for at in (told.asked, told.start, told.end)
    )
    monday = (asked - timedelta(days=asked.weekday())).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    return Offer(*((at - monday).total_seconds() / 60 for at in (asked, start, end)))


def _classes(
    lately: Sequence[Asked], kinds: Mapping[str, Kind], focus: int | None
) -> tuple[str, ...]:
    found = Counter(
        class_of(row.customer_kind, kinds[row.kind].trade, row.customer, focus) for row in lately
    )
    return tuple(key for key, _ in found.most_common())


def _shares(
    lately: Sequence[Asked],
    key: str,
    classes: Sequence[str],
    kinds: Mapping[str, Kind],
    focus: int | None,
) -> tuple[float, ...]:
    found = Counter(
        class_of(row.customer_kind, kinds[key].trade, row.customer, focus)
        for row in lately
        if row.kind == key
    )
    whole = sum(found.values())
    return tuple(found[name] / whole for name in classes)


def _profile_of(kind: Kind) -> tuple[str, bool]:
    return kind.trade, kind.urgency <= URGENT


def _profiles(
    lately: Sequence[Asked], kinds: Mapping[str, Kind], zone: ZoneInfo
) -> dict[tuple[str, bool], list[float]]:
    """Share of the week's requests in each hour, by trade and urgency: single kinds of job have
    too few requests to know their own hours."""
    counted: dict[tuple[str, bool], list[int]] = {}
    for row in lately:
        hours = counted.setdefault(_profile_of(kinds[row.kind]), [0] * HOURS)
        wall = row.at.astimezone(zone)
        hours[wall.weekday() * 24 + wall.hour] += 1
    return {place: [number / sum(hours) for number in hours] for place, hours in counted.items()}


def _surge(times: Sequence[datetime], at: datetime, zone: ZoneInfo) -> float:
    """How much more days of one weekday differ than chance makes them: variance of a factor
    around 1, by moments. Hot days are such."""
    days = Counter(time.astimezone(zone).date() for time in times)
    last = at.astimezone(zone).date().toordinal()
    by_weekday: dict[int, list[int]] = defaultdict(list)
    for ordinal in range(last - WEEKS_LATELY * 7, last):
        day = type(at.date()).fromordinal(ordinal)
        by_weekday[day.weekday()].append(days.get(day, 0))
    over = weight = 0.0
    for numbers in by_weekday.values():
        mean = sum(numbers) / len(numbers)
        # One degree of freedom went into the mean.
        squares = (
            sum((number - mean) ** 2 for number in numbers) * len(numbers) / (len(numbers) - 1)
        )
        over += squares - mean * len(numbers)
        weight += mean * mean * len(numbers)
    return min(max(over / weight, 0.0), _MOST_SURGE) if weight else 0.0


def _lengths(
    went: Sequence[Went],
) -> tuple[dict[str, list[float]], Counter[str], Counter[str]]:
    """Minutes on site by kind; jobs, and jobs with a second trip."""
    lengths: dict[str, list[float]] = defaultdict(list)
    trips: Counter[tuple[str, int]] = Counter()
    for visit in went:
        trips[visit.kind, visit.job] += 1
        if len(lengths[visit.kind]) < _KEPT:
            lengths[visit.kind].append((visit.left - visit.arrived).total_seconds() / 60)
    jobs = Counter(kind for kind, _ in trips)
    again = Counter(kind for (kind, _), count in trips.items() if count > 1)
    return lengths, jobs, again


def _gaps(went: Sequence[Went]) -> dict[str, list[float]]:
    """Minutes from the end of a trip to the next one of the same job, by kind of work."""
    by_job: dict[int, list[Went]] = defaultdict(list)
    for visit in went:
        by_job[visit.job].append(visit)
    found: dict[str, list[float]] = defaultdict(list)
    for visits in by_job.values():
        visits.sort(key=lambda visit: visit.arrived)
        for before, after in pairwise(visits):
            gap = (after.arrived - before.left).total_seconds() / 60
            found[before.kind].append(max(0.0, gap))
    return found


def _length(lengths: Sequence[float], kind: Kind) -> Length:
    return Seen(lengths) if len(lengths) >= FEW else Fixed(float(kind.minutes))
