"""Broken OCEL in XML."""

from tests.rules.eventlog.broken.cases import OCEL, Broken, Refused, Whole

AGAIN = "again"


def ocel(name: str, text: str, outcome: Refused | Whole) -> Broken:
    return Broken(f"OCEL: {name}", text, outcome, OCEL, "log.xmlocel")


def a_log(*events: str) -> str:
    return f"<log>{OBJECTS}<events>{''.join(events)}</events></log>"


OBJECTS = '<objects><object id="A" type="order"/><object id="ann" type="person"/></objects>'
OCEL_EVENT = (
    '<event id="e1" type="plan" time="2026-01-05T08:00:00Z"><objects>'
    '<relationship object-id="A" qualifier=""/><relationship object-id="ann" qualifier=""/>'
    "</objects></event>"
)

NAMELESS = "<attributes><attribute>x</attribute></attributes><objects>"
LONELY = '<event id="e2" type="x" time="2026-01-05T08:00:00Z"/>'

OCEL_XML = [
    ocel("cut", f"<log>{OBJECTS}<events>{OCEL_EVENT}", Refused("ends before", "line 1", AGAIN)),
    ocel(
        "without events",
        f"<log>{OBJECTS}<events/></log>",
        Refused("no event", "log.xmlocel", "with its events"),
    ),
    ocel(
        "without objects",
        f"<log><events>{OCEL_EVENT}</events></log>",
        Refused("no object", "", "with its objects"),
    ),
    ocel(
        "an object without type",
        f'<log><objects><object id="A"/></objects><events>{OCEL_EVENT}</events></log>',
        Refused("no id or no type", "line 1, column", "OCEL 2.0"),
    ),
    ocel(
        "an attribute without name",
        a_log(OCEL_EVENT.replace("<objects>", NAMELESS)),
        Refused("no name", "line 1, column", "OCEL 2.0"),
    ),
    ocel("an event without objects", a_log(OCEL_EVENT, LONELY), Whole(1, 1, "no case", 1)),
    ocel(
        "a relation to nobody",
        a_log(OCEL_EVENT.replace("ann", "nobody"), OCEL_EVENT),
        Whole(2, note="does not hold"),
    ),
]
