"""The eight scenes as data: when, what happens, whose screen stands left and right, where to look."""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Words = str | Promise


@dataclass(frozen=True)
class Screen:
    """A real page, seen as the person in a part. `where`: values of the address, with {names} in them.

    `mark`: words on that page which are underlined, so that the eye finds them.
    """

    part: str
    address: str
    look: Words
    mark: str = ""
    where: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Scene:
    key: str
    time: str
    title: Words
    story: Words
    giver: Screen
    receiver: Screen


SCENES = (
    Scene(
        "06-50",
        "06:50",
        _("A technician is sick"),
        _(
            "Ken calls in sick with five stops on his day. Summer gives them to others within five "
            "minutes. Every customer whose time changes hears it at once; one has neither a mobile "
            "nor an e-mail, and that name stands where nobody can overlook it."
        ),
        Screen(
            "dispatcher",
            "case-card",
            _("The company says by itself whom it could not reach."),
            "was not reached",
            {"number": "{ken-1515-case}"},
        ),
        Screen(
            "third_technician",
            "technician-day",
            _("Luis finds one of Ken's stops in his day, placed between his own."),
            "{ken-0930-place}",
        ),
    ),
    Scene(
        "07-55",
        "07:55",
        _("The third report from the fourth floor"),
        _(
            "Eleanor writes for the third time this week that room 412 was not cleaned. The night "
            "crew had noted why. Both stand side by side now, and the supervisor goes to see her."
        ),
        Screen(
            "occupant",
            "requester-home",
            _("Eleanor sees that a person has read it, and what was promised."),
            "Third time this week",
        ),
        Screen(
            "supervisor",
            "case-card",
            _("Last night's line: the room was locked. So it is a matter of a key, not of a crew."),
            "412 locked",
            {"number": "{fourth-floor-case}"},
        ),
    ),
    Scene(
        "09-02",
        "09:02",
        _("No cooling at 120 Maple"),
        _(
            "Mary Smith calls: warm upstairs, the unit only hums. Before Priya has said hello, the "
            "card tells her of the tune-up in spring, the thermocouple last fall, that there is no "
            "agreement, and of the little dog. A time that can be kept is promised, and texted."
        ),
        Screen(
            "agent",
            "agent-call",
            _("History, agreement and the dog, while the phone still rings."),
            "Fluffy",
            {"location": "{maple}"},
        ),
        Screen(
            "dispatcher",
            "case-card",
            _("What Priya wrote arrives whole: nothing has to be asked again."),
            "only hums",
            {"number": "{maple-case}"},
        ),
    ),
    Scene(
        "09-04",
        "09:04",
        _("Put first, and who comes second"),
        _(
            "Two calls wait on the line while Summer puts Mary first: Dana is nine minutes away. "
            "The customer who had that time comes eleven minutes later, still inside the promise, "
            "and is told. The other choice, Luis, would have broken a promise."
        ),
        Screen(
            "dispatcher",
            "dispatcher-list",
            _("120 Maple stands in Dana's morning, before the stop that moved."),
            "120 Maple",
        ),
        Screen(
            "agent",
            "case-card",
            _("Whoever picks up the phone now knows what the other customer was told."),
            "eleven minutes later",
            {"number": "{dana-1020-case}"},
        ),
    ),
    Scene(
        "09-06",
        "09:06",
        _("The briefing, read aloud"),
        _(
            "One key sends Dana the call in the words Summer would say on the radio, her own line "
            "first. The phone reads it in twenty seconds. Dana taps on my way: that tap was the "
            "acceptance, nobody pressed a button for it."
        ),
        Screen(
            "dispatcher",
            "case-card",
            _("The briefing is accepted, and it is known how: by an act."),
            "on my way",
            {"number": "{maple-case}"},
        ),
        Screen(
            "dana",
            "technician-visit",
            _("She did the thermocouple herself last fall, so it says so to her."),
            "last fall",
            {"number": "{maple-visit}"},
        ),
    ),
    Scene(
        "13-15",
        "13:15",
        _("One blurred photo comes back"),
        _(
            "Bea touches the data plate that she cannot read. Dana's phone asks for that one thing, "
            "and at 13:40 the new photo is there and the invoice is posted: three hours and five "
            "minutes after the door closed."
        ),
        Screen(
            "dana",
            "technician-visit",
            _("One box, one item, answered between two stops."),
            "plate",
            {"number": "{maple-visit}"},
        ),
        Screen(
            "bookkeeper",
            "backoffice-visit",
            _("Posted. It counts as sent back once, and everybody knows what was missing."),
            "plate",
            {"number": "{maple-visit}"},
        ),
    ),
    Scene(
        "16-45",
        "16:45",
        _("120 Maple calls again"),
        _(
            "Mary wants to know how to set the weekend. What Dana did this morning, the agreement "
            "she sold and the biscuit for the dog are on the card already. Answered in twenty "
            "seconds, without a transfer. The circle is closed."
        ),
        Screen(
            "bookkeeper",
            "case-card",
            _("What Bea posted is the record the next one reads."),
            "posted",
            {"number": "{maple-case}"},
        ),
        Screen(
            "agent",
            "agent-call",
            _("Today's visit is the newest line of the history."),
            "biscuit",
            {"location": "{maple}"},
        ),
    ),
    Scene(
        "17-00",
        "17:00",
        _("The loop today"),
        _(
            "At five the manager sees one picture: what waits on whom, what was sent back and why, "
            "two things to fix, three thanks. It speaks of links between people, never of a ranking."
        ),
        Screen(
            "manager",
            "manager-loop",
            _("Each arrow opens the rows behind its figure."),
            "sent back",
        ),
        Screen(
            "agent",
            "my-customers",
            _("Priya sees whom she serves, how she is doing, and who said thank you."),
            "I had the part in my hand",
        ),
    ),
)
