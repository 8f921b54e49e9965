"""The figures over our own history: their names, titles and formulas. METRICS section 1 governs."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Measure(StrEnum):
    """Names in addresses; docs/reference/metrics.md is written from the words below."""

    COMPLETENESS = "completeness"
    COMPLETE = "complete"
    RIGHT_FIRST_TIME = "right-first-time"
    RIGHT_LENIENT = "right-but-for-questions"
    SENT_BACK = "sent-back"
    FIXED = "fixed-by-receiver"
    IN_TIME = "taken-up-in-time"
    SEEN = "seen"
    WAIT = "wait"
    ANSWER = "answer-to-questions"
    FIRST_PROMISE = "first-promise"
    LAST_PROMISE = "last-promise"
    RENEGOTIATED = "promised-anew"
    LATENESS = "lateness"
    EARLY = "promised-early"
    FIRST_WORD = "first-word"
    CLEAN = "clean-cases"
    CLOSED = "circle-closed"
    LOOP_TIME = "loop-time"


class Kind(StrEnum):
    """What a figure is: a share with Wilson's interval, a mean, or a time (Kaplan and Meier)."""

    SHARE = "share"
    MEAN = "mean"
    TIME = "time"


class By(StrEnum):
    """What a figure can be split by. Never by person."""

    LINK = "link"
    TEAM = "team"
    SERVICE = "service"
    KIND = "kind"
    CUSTOMER = "customer"
    MONTH = "month"
    SERVER = "server"
    SERVED = "served"


class Standing(StrEnum):
    """How one row stands in a figure: for, against (some by name), or left out with its reason."""

    FOR = "for"
    AGAINST = "against"
    WAS_SENT_BACK = "sent back"
    WAS_FIXED = "fixed by receiver"
    WAS_REPORTED = "reported later"
    NEVER_CAME = "nobody came"
    SAID_NOTHING = "no word"
    EXPIRED = "expired"
    DISPUTED = "something's left"
    STILL_OPEN = "still open"
    SILENT = "silent"
    SILENT_AND_WRONG = "silent, and something was wrong"
    PENDING = "pending"
    NO_CARD = "no card"
    NO_PROMISE = "no promise"
    NOT_DUE = "not due"
    CANCELLED = "cancelled"
    SPOKEN = "spoken"
    FURTHER = "further visit"
    NO_STANDARD = "no standard"


AGAINST = (
    Standing.AGAINST,
    Standing.WAS_SENT_BACK,
    Standing.WAS_FIXED,
    Standing.WAS_REPORTED,
    Standing.NEVER_CAME,
    Standing.SAID_NOTHING,
    Standing.EXPIRED,
    Standing.DISPUTED,
    Standing.STILL_OPEN,
)
LEFT_OUT = (
    Standing.SILENT,
    Standing.SILENT_AND_WRONG,
    Standing.PENDING,
    Standing.NO_CARD,
    Standing.NO_PROMISE,
    Standing.NOT_DUE,
    Standing.CANCELLED,
    Standing.SPOKEN,
    Standing.FURTHER,
    Standing.NO_STANDARD,
)

STANDING_WORDS: dict[Standing, str | Promise] = {
    Standing.FOR: _("counts"),
    Standing.AGAINST: _("does not"),
    Standing.WAS_SENT_BACK: _("sent back"),
    Standing.WAS_FIXED: _("fixed by the receiver"),
    Standing.WAS_REPORTED: _("reported later"),
    Standing.NEVER_CAME: _("past its window, and nobody came yet"),
    Standing.SAID_NOTHING: _("no word came: assumed, not confirmed"),
    Standing.EXPIRED: _("expired"),
    Standing.DISPUTED: _("something’s left"),
    Standing.STILL_OPEN: _("still open: at least this long"),
    Standing.SILENT: _("no word for too long"),
    Standing.SILENT_AND_WRONG: _("no word on one link, something wrong on another"),
    Standing.PENDING: _("not decided yet"),
    Standing.NO_CARD: _("no card applied"),
    Standing.NO_PROMISE: _("no time was promised"),
    Standing.NOT_DUE: _("not due yet"),
    Standing.CANCELLED: _("cancelled before it was due"),
    Standing.SPOKEN: _("answered while they spoke"),
    Standing.FURTHER: _("a further visit of the same job"),
    Standing.NO_STANDARD: _("the service names no standard time"),
}

TITLES: dict[Measure, str | Promise] = {
    Measure.COMPLETENESS: _("how complete, on average"),
    Measure.COMPLETE: _("everything required was there"),
    Measure.RIGHT_FIRST_TIME: _("right the first time"),
    Measure.RIGHT_LENIENT: _("right, questions aside"),
    Measure.SENT_BACK: _("sent back"),
    Measure.FIXED: _("fixed by the receiver"),
    Measure.IN_TIME: _("taken up in the promised time"),
    Measure.SEEN: _("time until it was seen"),
    Measure.WAIT: _("time until it was taken up"),
    Measure.ANSWER: _("time until a question was answered"),
    Measure.FIRST_PROMISE: _("first promise kept"),
    Measure.LAST_PROMISE: _("last promise kept"),
    Measure.RENEGOTIATED: _("promised anew before it fell due"),
    Measure.LATENESS: _("how late"),
    Measure.EARLY: _("promised earlier than standard"),
    Measure.FIRST_WORD: _("time until the first answer"),
    Measure.CLEAN: _("clean cases: every link right the first time"),
    Measure.CLOSED: _("circles closed by the customer’s word"),
    Measure.LOOP_TIME: _("from the visit until the record is checked"),
}

FORMULAS: dict[Measure, str | Promise] = {
    Measure.COMPLETENESS: _(
        "Weight of the parts that were there divided by the weight of all parts that apply, "
        "averaged over hand-offs that had a card. Frozen when it was given."
    ),
    Measure.COMPLETE: _(
        "Hand-offs with every required part of the card, divided by those that had a card. Frozen "
        "when it was given; what is filled in later does not count."
    ),
    Measure.RIGHT_FIRST_TIME: _(
        "Accepted without anything sent back, fixed by the receiver or reported later, divided by "
        "those whose outcome is known: accepted, sent back, or fixed by the receiver. Silence is "
        "not knowledge."
    ),
    Measure.RIGHT_LENIENT: _(
        "The lenient form: a question is no fault. Accepted without anything fixed by the receiver "
        "or reported later, divided by those accepted or fixed."
    ),
    Measure.SENT_BACK: _(
        "Hand-offs on which at least one thing was sent back, divided by those whose outcome is "
        "known."
    ),
    Measure.FIXED: _(
        "Hand-offs in which the receiver mended something because that was quicker, divided by "
        "those whose outcome is known. A change of the world is not counted."
    ),
    Measure.IN_TIME: _(
        "Taken up by the time the card promises, divided by those taken up and those open past it. "
        "Open and not yet due is left out. By team: the team that took it up."
    ),
    Measure.SEEN: _(
        "From given until the receiver saw it (or took it up without a look), in elapsed time. "
        "What nobody has seen yet counts as at least as long as it has lain there (Kaplan-Meier)."
    ),
    Measure.WAIT: _(
        "From given to accepted, in elapsed time. What still waits, and what never got a word, "
        "counts as at least as long as it lasted (Kaplan-Meier)."
    ),
    Measure.ANSWER: _(
        "From sent back to answered, in elapsed time; open questions count as at least as long as "
        "they are open (Kaplan-Meier). This is waiting, not touch time: minutes of hands on "
        "rework are not recorded."
    ),
    Measure.FIRST_PROMISE: _(
        "Somebody arrived by the end of the window first promised for the visit, divided by those "
        "where somebody arrived and those past their window without anybody."
    ),
    Measure.LAST_PROMISE: _(
        "The same against the promise that stood last before somebody arrived. A promise renewed "
        "before it fell due is a renegotiation; the first one stays readable beside it."
    ),
    Measure.RENEGOTIATED: _(
        "First promises that were replaced before they fell due and before anybody came, divided "
        "by all first promises."
    ),
    Measure.LATENESS: _(
        "Minutes past the end of the promise that stood last; a kept one is nought. What is open "
        "past its window counts as at least as late as it is (Kaplan-Meier)."
    ),
    Measure.EARLY: _(
        "First promises whose window ends sooner after the request than the standard time of the "
        "service, divided by all first promises of services with a standard time."
    ),
    Measure.FIRST_WORD: _(
        "From a request in writing until the first answer of a person, in elapsed time; automatic "
        "answers do not count, open ones count as at least as long (Kaplan-Meier)."
    ),
    Measure.CLEAN: _(
        "Cases whose every hand-off was right the first time, divided by cases with all five links "
        "and a known outcome of each. A case in which a link stayed silent is left out, whatever "
        "the others were: else the faulty ones would be counted and the good ones not."
    ),
    Measure.CLOSED: _(
        "Requests confirmed by the customer’s own word, divided by those done and due a word: "
        "confirmed, disputed, silent or expired. Silence is not confirmation."
    ),
    Measure.LOOP_TIME: _(
        "From the end of a visit until its paperwork is posted: then the record is checked and the "
        "next briefing can use it. Open ones count as at least as long (Kaplan-Meier)."
    ),
}

BY_WORDS: dict[By, str | Promise] = {
    By.LINK: _("link"),
    By.TEAM: _("team"),
    By.SERVICE: _("service"),
    By.KIND: _("kind of customer"),
    By.CUSTOMER: _("customer"),
    By.MONTH: _("month"),
    By.SERVER: _("seat that hands over"),
    By.SERVED: _("seat that is served"),
}
