"""Broken XES."""

from tests.rules.eventlog.broken.cases import XES, Broken, Refused, Whole
from tests.rules.eventlog.readers.logs import event, log, trace

GOOD = trace("1", event("plan"), event("do", "Bob", 5))
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE log [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {name} "&{before};&{before};">'
        for before, name in zip("abcdefghij", "bcdefghijk", strict=True)
    )
    + f"]><log>{trace('&k;', event('plan'))}</log>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE log [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    f"<log>{trace('1', event('plan', '&x;'))}</log>"
)
AGAIN = "again"
TYPE = Refused("document type", "line 1", "DOCTYPE")


def undated(text: str) -> str:
    begin = text.index("<date")
    return text[:begin] + text[text.index("/>", begin) + 2 :]


def dated(time: str) -> str:
    return event("late", "Cy").replace("2026-01-05T08:00:00.000+00:00", time)


def xes(name: str, text: str | bytes, outcome: Refused | Whole) -> Broken:
    return Broken(f"XES: {name}", text, outcome, XES, "log.xes")


XES_LOGS = [
    xes("billion laughs", LAUGHS, TYPE),
    xes("an entity from outside", OUTSIDE, TYPE),
    xes("a document type", f'<!DOCTYPE log SYSTEM "xes.dtd">{log(GOOD).partition("?>")[2]}', TYPE),
    xes(
        "an unknown entity",
        log(trace("1", event("&nbsp;"))),
        Refused("broken", "line 1, column", AGAIN),
    ),
    xes(
        "nested too deep",
        log("<list key='a'>" * 5_000),
        Refused("nested deeper", "line 1, column", AGAIN),
    ),
    xes("cut in a tag", log(GOOD)[:-60], Refused("ends before", "line 1, column", AGAIN)),
    xes(
        "cut between tags",
        log(GOOD).removesuffix("</log>"),
        Refused("ends before", "line 1", AGAIN),
    ),
    xes(
        "cut in the first line", '<?xml version="1.0" enc', Refused("ends before", "line 1", AGAIN)
    ),
    xes(
        "tags crossed",
        log(f"<trace>\n{event('plan')}</log></trace>"),
        Refused("mismatched", "line 2, column", AGAIN),
    ),
    xes(
        "an attribute twice",
        log(trace("1", '<string key="a" key="b" value="1"/>')),
        Refused("duplicate attribute", "line 1, column", AGAIN),
    ),
    xes(
        "an attribute without quotes",
        log("<trace><string key=a/></trace>"),
        Refused("", "line 1, column", ""),
    ),
    xes(
        "a bare ampersand", log(trace("1", event("cut & paste"))), Refused("", "line 1, column", "")
    ),
    xes("two roots", log(GOOD) + "<log/>", Refused("broken: junk", "line 1, column", AGAIN)),
    xes("text behind the end", log(GOOD) + "and so on", Refused("broken", "line 1, column", AGAIN)),
    xes(
        "another root",
        "<process><trace/></process>",
        Refused("no event log", "first element", "XES"),
    ),
    xes(
        "the XML of an older format",
        "<WorkflowLog><Process/></WorkflowLog>",
        Refused("WorkflowLog", "first element", "XES"),
    ),
    xes(
        "bytes of another encoding",
        log(trace("1", event("plan", "Bö"))).encode("cp1252"),
        Refused("another encoding", "line 1, column", "UTF-8"),
    ),
    xes(
        "another encoding, declared",
        log(trace("1", event("plan", "Bö"))).replace("UTF-8", "windows-1252").encode("cp1252"),
        Whole(1),
    ),
    xes(
        "an encoding nobody knows",
        log(GOOD).replace("UTF-8", "klingon"),
        Refused("encoding", "line 1", "UTF-8"),
    ),
    xes(
        "an encoding of many bytes",
        log(GOOD).replace("UTF-8", "shift_jis"),
        Refused("encoding", "line 1", "UTF-8"),
    ),
    xes(
        "UTF-16 without a mark", log(GOOD).replace("UTF-8", "UTF-16").encode("utf-16-le"), Whole(2)
    ),
    xes("UTF-16 that says UTF-8", log(GOOD).encode("utf-16"), Refused("", "line 1", "")),
    xes(
        "a zero byte",
        log(GOOD).encode().replace(b"plan", b"pl\0n"),
        Refused("", "line 1, column", ""),
    ),
    xes(
        "no event",
        log('<string key="a" value="b"/>'),
        Refused("no event", "log.xes", "with its events"),
    ),
    xes("cases without events", log("<trace/><trace/>"), Refused("no event", "", "")),
    xes(
        "no times",
        log(trace("1", undated(event("plan")))),
        Refused("time:timestamp", "columns", "Name one of"),
    ),
    xes(
        "one time missing",
        log(trace("1", event("plan"), undated(event("do")))),
        Whole(1, 1, "no time", 1),
    ),
    xes(
        "no name of any case",
        log(f"<trace>{event('plan')}</trace>"),
        Refused("case:concept:name", "columns", "@trace"),
    ),
    xes(
        "one case without a name",
        log(GOOD, f"\n<trace>{event('plan')}</trace>"),
        Whole(2, 1, "no case", 2),
    ),
    xes("two cases of one name", log(GOOD, GOOD), Whole(4)),
    xes("events outside cases", log(event("alone"), GOOD), Whole(2, 1, "no case", 1)),
    xes("cases within a case", log(f"<trace>{GOOD}</trace>", GOOD), Whole(2)),
    xes(
        "an event within an event",
        log(trace("1", event("plan").replace("</event>", event("in") + "</event>"))),
        Whole(1),
    ),
    xes(
        "attributes without key or value",
        log(trace("1", "<string/><int key='a'/>", event("plan"))),
        Whole(1),
    ),
    xes(
        "a time that is none",
        log(trace("1", event("plan"), dated("yesterday"))),
        Whole(1, 1, "no time that can be read", 1),
    ),
    xes(
        "a day that is none",
        log(trace("1", event("plan"), dated("2026-02-30T08:00:00Z"))),
        Whole(1, 1, "no time", 1),
    ),
    xes(
        "an infinite time",
        log(trace("1", event("plan"), dated("infinity"))),
        Whole(1, 1, "no time", 1),
    ),
    xes(
        "a million signs in an attribute",
        log(trace("1", event("plan", "A" * 1_000_000), event("do"))),
        Whole(2),
    ),
    xes(
        "a text of 20 MB",
        log(trace("1", event("x" * (20 << 20)))),
        Refused("longer than 16 MB", "line 1", ""),
    ),
    xes(
        "the older OCEL in XML",
        log("<global scope='event'/><events><event/></events><objects/>"),
        Refused("version 1.0", "line 1, column", "OCEL 2.0"),
    ),
]
