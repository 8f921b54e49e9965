"""Broken CSV."""

from tests.rules.eventlog.broken.cases import CSV, GOOD, HEADER, Broken, Refused, Whole, row


def csv(name: str, text: str | bytes, outcome: Refused | Whole) -> Broken:
    return Broken(f"CSV: {name}", text, outcome, CSV)


def times(name: str, *spelled: str, aside: int = 0, why: str = "", note: str = "") -> Broken:
    """A log whose times are spelled so, behind two good lines when some cannot be read."""
    rows = "".join(row(case=str(number), time=f'"{time}"') for number, time in enumerate(spelled))
    if not aside:
        return csv(name, HEADER + rows, Whole(len(spelled), note=note))
    return csv(name, HEADER + GOOD + rows, Whole(2 + len(spelled) - aside, aside, why, 4, note))


UNREAD = "no time that can be read"
TABLES = [
    csv("header only", HEADER, Refused("no events", "after the first line", "again")),
    csv("one column", "case\n1\n2\n", Refused("one column", "line 1", "Separate")),
    csv(
        "a column missing",
        "case,activity,time\n1,plan,2026-01-05\n",
        Refused("'party'", "columns", "case, activity, time"),
    ),
    csv("no header", GOOD, Refused("'case'", "columns", "column 1")),
    csv("a column twice", "case,activity,party,time,party\n1,plan,Ann,2026-01-05,Bob\n", Whole(1)),
    csv(
        "a column without a name", "case,,party,time,activity\n1,x,Ann,2026-01-05,plan\n", Whole(1)
    ),
    csv("a row too short", HEADER + GOOD + "1,plan\n", Whole(2, 1, "only 2 fields", 4)),
    csv(
        "a row too long", HEADER + "1,plan,Ann,2026-01-05,x,y\n" + GOOD, Whole(2, 1, "6 fields", 2)
    ),
    csv("empty lines", HEADER + "\n" + GOOD + "\n\n", Whole(2)),
    csv(
        "a quote never closed",
        HEADER + GOOD + '1,"plan,Ann,2026-01-05\n' + GOOD * 3,
        Refused("never closed", "line 4", "Close the quote"),
    ),
    csv("a quote in the middle", HEADER + GOOD + '1,pl"an,Ann,2026-01-05\n', Whole(3)),
    csv(
        "signs behind a quote",
        HEADER + GOOD + '1,"pl"an,Ann,2026-01-05\n' + GOOD,
        Whole(4, 1, "taken apart", 4),
    ),
    csv("lines within quotes", HEADER + '1,"plan\nwell",Ann,2026-01-05\n' + GOOD, Whole(3)),
    csv(
        "line ends mixed",
        HEADER.replace("\n", "\r\n") + GOOD + GOOD.replace("\n", "\r\n"),
        Whole(4),
    ),
    csv("line ends of an old Macintosh", (HEADER + GOOD).replace("\n", "\r"), Whole(2)),
    csv("no line end at the end", (HEADER + GOOD).removesuffix("\n"), Whole(2)),
    csv("UTF-16 with a mark", (HEADER + GOOD).encode("utf-16"), Whole(2)),
    csv("UTF-16 without a mark", (HEADER + GOOD).encode("utf-16-le"), Whole(2)),
    csv("UTF-16 cut in a sign", (HEADER + GOOD).encode("utf-16")[:-1], Whole(1, 1, "UTF-8", 3)),
    csv("Windows-1252", (HEADER + row(party="Bö")).encode("cp1252"), Whole(1, note="not UTF-8")),
    csv(
        "one bad byte",
        (HEADER + GOOD * 3).replace("Bob", "Bö").encode() + b"1,plan,\xff,2026-01-05\n",
        Whole(6, 1, "not UTF-8", 8),
    ),
    csv("zero bytes", (HEADER + GOOD).encode().replace(b"plan", b"pl\0n"), Whole(2)),
    csv("a byte-order mark", "\ufeff" + HEADER + GOOD, Whole(2)),
    csv("the first line of Excel", "sep=;\n" + (HEADER + GOOD).replace(",", ";"), Whole(2)),
    csv(
        "decimal commas",
        HEADER.replace("time", "cost,time").replace(",", ";") + "1;plan;Ann;3,50;2026-01-05\n",
        Whole(1),
    ),
    csv("a field of a million signs", HEADER + GOOD + row(party="A" * 1_000_000), Whole(3)),
    csv(
        "a field of twenty million signs",
        HEADER + GOOD + row(party="A" * 20_000_000),
        Whole(2, 1, "", 4),
    ),
    csv(
        "a line without end",
        (HEADER + GOOD).encode() + b"x" * (40 << 20),
        Refused("longer than", "line 4", ""),
    ),
    csv("no case", HEADER + GOOD + row(case=""), Whole(2, 1, "no case", 4)),
    csv("no time", HEADER + GOOD + row(time=""), Whole(2, 1, "no time", 4)),
    csv("no party", HEADER + GOOD + row(party=""), Whole(3)),
    csv(
        "no row of use",
        HEADER + row(time="soon") * 3,
        Refused("Not one of 3 rows", "line 2", "--time-format"),
    ),
    times(
        "zones mixed", "2026-01-05T08:00:00Z", "2026-01-05T08:00:00+05:30", "2026-01-05 08:00:00"
    ),
    times("NaN as a time", "NaN", aside=1, why=UNREAD),
    times("NaT as a time", "NaT", aside=1, why=UNREAD),
    times("infinity as a time", "-infinity", aside=1, why=UNREAD),
    times("30 February", "2026-02-30T00:00:00Z", aside=1, why=UNREAD),
    times("25 o'clock", "2026-01-05T25:00:00Z", aside=1, why=UNREAD),
    times("a leap second", "2026-06-30T23:59:61Z", aside=1, why=UNREAD),
    times("the year nought", "0000-00-00 00:00:00", aside=1, why=UNREAD),
    times("the year 1", "0001-01-01T00:00:00Z"),
    times("the year 9999", "9999-12-31T23:59:59Z"),
    times("the year 300000", "300000-01-01T00:00:00Z", aside=1, why=UNREAD),
    times("days or months", "03/04/2026 08:00", "05/06/2026 08:00", note="could be either"),
    times("days first", "03/04/2026 08:00", "25/06/2026 08:00"),
    times(
        "days first and months first", "04/13/2026", "25/06/2026", "26/06/2026", aside=1, why=UNREAD
    ),
    times("seconds since 1970", "1767600000", "1767603600"),
    times("milliseconds since 1970", "1767600000000", "1767603600000"),
    times("before 1970", "-1767600000", aside=1, why=UNREAD),
    times("a serial number of a spreadsheet", "46027.333", aside=1, why=UNREAD),
    times("a formula", "=NOW()", aside=1, why=UNREAD),
]
