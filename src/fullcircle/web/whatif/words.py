"""Trials, classes, measures and estimates as a colleague would say them."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fullcircle.insight.whatif.estimates import Estimated, How, Unit
from fullcircle.insight.whatif.rules import Choice
from fullcircle.insight.whatif.states import Role, Trial, Trouble
from fullcircle.web.components import times, trade_words

URGENT, ORDINARY, ALL = "urgent", "ordinary", "all"
NOTHING = 0.5  # minutes: told as no change

KINDS: dict[str, str | Promise] = {
    "person": gettext_lazy("Private customers"),
    "organisation": gettext_lazy("Organisations"),
    "department": gettext_lazy("Our own departments"),
}
LINKS: dict[str, str | Promise] = {
    "intake": gettext_lazy("intake: agent to dispatcher"),
    "briefing": gettext_lazy("briefing: dispatcher to technician"),
    "closeout": gettext_lazy("close-out: technician to bookkeeper"),
}
ROLES: dict[str, str | Promise] = {
    Role.AGENT: gettext_lazy("agents"),
    Role.DISPATCHER: gettext_lazy("dispatchers"),
    Role.BOOKKEEPER: gettext_lazy("bookkeepers"),
}
TRIALS: dict[Trial, str | Promise] = {
    Trial.PUT_FIRST: gettext_lazy("Put somebody first"),
    Trial.CAP: gettext_lazy("Cap the exceptions"),
    Trial.RESERVE: gettext_lazy("Keep a reserve"),
    Trial.ONE_MORE: gettext_lazy("One more technician"),
    Trial.COMPLETE: gettext_lazy("Leave nothing out"),
    Trial.MERGE: gettext_lazy("Merge two roles"),
}
EXPLAINED: dict[Trial, str | Promise] = {
    Trial.PUT_FIRST: gettext_lazy(
        "Their jobs go before all others and are begun before their window if somebody is free."
    ),
    Trial.CAP: gettext_lazy(
        "So many exceptions a day, urgent jobs included. Who comes later that day is told the "
        "published lead time."
    ),
    Trial.RESERVE: gettext_lazy("This share of each shift takes urgent jobs only."),
    Trial.ONE_MORE: gettext_lazy("With the skills most have in that trade, on a full post."),
    Trial.COMPLETE: gettext_lazy("Every hand-off on this link has everything on its card."),
    Trial.MERGE: gettext_lazy("The people of both do the work of both."),
}
ESTIMATES: dict[Estimated, str | Promise] = {
    Estimated.REQUESTS: gettext_lazy("requests a week, by hour of the week and kind of job"),
    Estimated.HANDS: gettext_lazy(
        "people who went out and led visits, with their skills and shifts"
    ),
    Estimated.OFFICE: gettext_lazy("people in the office with a shift"),
    Estimated.WINDOW: gettext_lazy("from the request to the end of the first promised window"),
    Estimated.ON_SITE: gettext_lazy("on site, by kind of job"),
    Estimated.TRAVEL: gettext_lazy("travel to a visit, whatever the order of visits"),
    Estimated.SECOND_TRIP: gettext_lazy("jobs that needed a second trip"),
    Estimated.ABSENCE: gettext_lazy("of planned shifts were lost to absence"),
    Estimated.CALL: gettext_lazy("for a call"),
    Estimated.PLAN: gettext_lazy("to plan a visit: nothing notes when planning begins"),
    Estimated.PAPER: gettext_lazy("from leaving to the close-out"),
    Estimated.BOOKS: gettext_lazy("to check and post a close-out that came complete"),
    Estimated.INTAKE: gettext_lazy("of intakes came back or were mended"),
    Estimated.BRIEFING: gettext_lazy("of briefings came back or were mended"),
    Estimated.CLOSEOUT: gettext_lazy("of close-outs came back or were mended"),
    Estimated.BRIEFING_TRIP: gettext_lazy("more second trips after an incomplete briefing"),
    Estimated.TOUCH: gettext_lazy("of work on a hand-off that came back: nothing notes it"),
    Estimated.OTHER_WORK: gettext_lazy(
        "of a shift goes to work that leaves no case behind: rounds, errands, breaks"
    ),
    Estimated.OVERTIME: gettext_lazy("by which a visit may run over a shift"),
}
HOWS: dict[How, str | Promise] = {
    How.SEEN: gettext_lazy("seen"),
    How.FITTED: gettext_lazy("fitted"),
    How.ASSUMED: gettext_lazy("assumed"),
}
TROUBLES: dict[Trouble, tuple[str | Promise, str | Promise]] = {
    Trouble.TOO_LITTLE_HISTORY: (
        gettext_lazy("There is too little history: fewer than 50 requests in the last 13 weeks."),
        gettext_lazy("Let the company work for some weeks, or try it in the demo."),
    ),
    Trouble.TOO_MUCH_WORK: (
        gettext_lazy(
            "More work comes in than the people with shifts can do: the queue never ends."
        ),
        gettext_lazy("Look whether the shifts of the last four weeks are all entered."),
    ),
    Trouble.INTERRUPTED: (
        gettext_lazy("The worker ended before the simulation was done."),
        gettext_lazy("Try it once more."),
    ),
    Trouble.BROKEN: (
        gettext_lazy("The simulation does not fit the history as it is now."),
        gettext_lazy("Choose again. If it stays so, the log of the worker says why."),
    ),
}

CHOOSE_ANOTHER = gettext_lazy("This cannot be tried any more. Choose another one.")
CHOOSE_FEWER = gettext_lazy("Choose one to six things, and only one customer.")


def class_name(key: str, customers: Mapping[int, str]) -> str:
    """ "person:home_service", "customer:17", "urgent", "all"."""
    kind, _colon, rest = key.partition(":")
    together = {
        URGENT: _("All urgent jobs"), ORDINARY: _("All other jobs"), ALL: _("All together")
    }  # fmt: skip
    if key in together:
        return together[key]
    if kind == "customer":
        return customers.get(int(rest), _("a customer who is not here any more"))
    return f"{KINDS.get(kind, kind)}, {trade_words.trade(rest)}"


def trial_title(one: Choice, customers: Mapping[int, str]) -> str:
    """ "10 % of each shift kept free"."""
    if one.what is Trial.PUT_FIRST:
        key = f"customer:{one.customer}" if one.customer else one.who
        return _("%(who)s first") % {"who": class_name(key, customers)}
    if one.what is Trial.CAP:
        said = ngettext(
            "At most %(n)d exception a day", "At most %(n)d exceptions a day", one.number
        )
        return said % {"n": one.number}
    if one.what is Trial.RESERVE:
        return _("%(n)d\u202f%% of each shift kept free") % {"n": one.number}
    if one.what is Trial.ONE_MORE:
        return _("One more technician: %(trade)s") % {"trade": trade_words.trade(one.trade)}
    if one.what is Trial.COMPLETE:
        return _("Nothing left out: %(link)s") % {"link": LINKS.get(one.link, one.link)}
    names = [str(ROLES.get(role, role)) for role in one.roles]
    return _("%(one)s and %(other)s as one role") % {
        "one": names[0].capitalize(),
        "other": names[1],
    }


def change_said(minutes: float) -> str:
    """ "3.7 days sooner", "19 min later"."""
    length = times.duration(timedelta(minutes=abs(minutes)))
    if abs(minutes) < NOTHING:
        return _("no change")
    if minutes < 0:
        return _("%(length)s sooner") % {"length": length}
    return _("%(length)s later") % {"length": length}


def points_said(share: float) -> str:
    """Change of a share, in points of a hundred: "+1.2", with a minus sign where it is one."""
    points = share * 100
    digits = 0 if abs(points) >= 10 else 1
    sign = "" if abs(points) < 0.05 else "+" if points > 0 else "\u2212"
    return f"{sign}{abs(points):.{digits}f}"


def share_said(share: float) -> str:
    digits = 1 if share < 0.1 else 0
    return f"{share * 100:.{digits}f}\u202f%"


def length_said(minutes: float) -> str:
    return times.duration(timedelta(minutes=minutes))


def estimate_said(unit: Unit, value: float | None) -> str:
    if value is None:
        return _("no data")
    if unit is Unit.SHARE:
        return share_said(value)
    if unit is Unit.MINUTES:
        return length_said(value)
    return f"{value:.0f}"
