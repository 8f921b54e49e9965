"""What a policy makes of each case before it runs: who is an exception, what is promised, what
comes incomplete. Nothing here depends on how the day goes, so pairs stay pairs."""

from dataclasses import dataclass

from fullcircle.engines.queueing.company import DAY, Company, LinkKey, Policy, Stage
from fullcircle.engines.queueing.company_draws import Cases

# Who goes before whom. An urgent job may be begun out of hours by somebody on call.
FIRST_URGENT, FIRST, URGENT, ORDINARY = range(4)
OUT_OF_HOURS = (FIRST_URGENT, URGENT)


@dataclass(frozen=True)
class Treated:
    """Per case: rank, the end of the window (minutes), the earliest time to leave for it, whether
    a second trip follows, and the answer to wait for on each link (0: it came complete)."""

    rank: list[int]
    due: list[float]
    earliest: list[float]
    again: list[bool]
    asked: dict[LinkKey, list[float]]


def treat(company: Company, policy: Policy, cases: Cases) -> Treated:
    rank, due, earliest = _promises(company, policy, cases)
    asked = {key: _asked(company, policy, cases, key) for key in cases.clarify}
    briefing = company.link(LinkKey.BRIEFING)
    again = [
        chance < company.types[kind].again
        or (minutes > 0 and by_briefing < briefing.again)
        for chance, by_briefing, kind, minutes in zip(
            cases.again_chance, cases.again_briefing, cases.type, asked[LinkKey.BRIEFING],
            strict=True,
        )
    ]  # fmt: skip
    return Treated(rank, due, earliest, again, asked)


def _promises(
    company: Company, policy: Policy, cases: Cases
) -> tuple[list[int], list[float], list[float]]:
    rank, due, earliest = [], [], []
    today, exceptions = -1, 0
    for number, arrive in enumerate(cases.arrive):
        kind = company.types[cases.type[number]]
        start, end = cases.window[number]
        first = cases.group[number] in policy.first_classes or (
            cases.type[number] in policy.first_types
        )
        place = FIRST_URGENT if first and kind.urgent else FIRST if first else ORDINARY
        if kind.urgent and not first:
            place = URGENT
        if policy.cap is not None and place != ORDINARY:
            day = int(arrive // DAY)
            exceptions = exceptions + 1 if day == today else 1
            today = day
            if exceptions > policy.cap:
                place, end = ORDINARY, max(end, kind.standard)
        rank.append(place)
        due.append(arrive + end)
        waits_for_window = place == ORDINARY and not kind.urgent
        earliest.append(arrive + start - cases.travel[0][number] if waits_for_window else arrive)
    return rank, due, earliest


def _asked(company: Company, policy: Policy, cases: Cases, key: LinkKey) -> list[float]:
    link = company.link(key)
    # Whoever takes the call and plans the visit hands nothing over.
    in_one_hand = key is LinkKey.INTAKE and {Stage.CALL, Stage.PLAN} <= policy.merged
    if key in policy.complete or in_one_hand or link.incomplete <= 0:
        return [0.0] * cases.count
    return [
        max(minutes, 1e-9) if chance < link.incomplete else 0.0
        for chance, minutes in zip(cases.chance[key], cases.clarify[key], strict=True)
    ]
