"""The graph in words: short, and honest about what it cannot say."""

from fullcircle.engines.eventlog.graph import Edge, Graph
from fullcircle.engines.eventlog.options import NO_PARTY, Missing

FEW = 5
SPREADSHEET = ("=", "+", "-", "@", "\t", "\r")


def in_words(graph: Graph) -> list[str]:
    """One thought a line; the first line says whether everything was read."""
    told = [_read(graph), *_aside(graph), _between(graph), *_most(graph), *_back(graph)]
    told += [*_slowest(graph), *_loops(graph), *_unsure(graph)]
    told += [_sentence(note) for note in graph.notes]
    told.append(_limits(graph))
    return told


def _sentence(note: str) -> str:
    text = note[:1].upper() + note[1:]
    return text if text.endswith((".", "!")) else f"{text}."


def number(value: int) -> str:
    return f"{value:,}"


def counted(value: int, one: str, many: str) -> str:
    return f"{number(value)} {one if value == 1 else many}"


def span(seconds: float) -> str:
    """A span in the two units that matter: "3 d 4 h", "12 min"."""
    left = round(seconds)
    parts = []
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")):
        if left >= size:
            parts.append(f"{left // size:,} {unit}")
            left %= size
    return " ".join(parts[:2]) or "0 s"


def _read(graph: Graph) -> str:
    when = ""
    if graph.first and graph.last:
        when = f", {graph.first:%Y-%m-%d} to {graph.last:%Y-%m-%d}"
    parties = counted(len(graph.parties), "party", "parties")
    return (
        f"{counted(graph.events, 'event', 'events')} in {counted(graph.cases, 'case', 'cases')}, "
        f"{parties} ({graph.mapping.party}){when}."
    )


def _aside(graph: Graph) -> list[str]:
    told = []
    if graph.set_aside_count:
        worst = graph.set_aside[0] if graph.set_aside else None
        example = ""
        if worst:
            where = f"line {worst.line}" + (f", {worst.column}" if worst.column else "")
            example = f" The first: {where}: {worst.value[:60]!r} {worst.why}."
        told.append(
            f"NOT ALL OF IT: {number(graph.set_aside_count)} of {number(graph.rows)} rows were set "
            f"aside.{example}"
        )
    if graph.other_transitions:
        told.append(
            f"{number(graph.other_transitions)} events of other life-cycle steps were left out."
        )
    return told


def _between(graph: Graph) -> str:
    arrows = sum(edge.supplier != edge.customer for edge in graph.edges)
    alone = graph.pairs - graph.handovers
    return (
        f"{counted(graph.handovers, 'hand-over', 'hand-overs')} between different parties on "
        f"{counted(arrows, 'arrow', 'arrows')}, in {number(graph.cases_with_handover)} of "
        f"{counted(graph.cases, 'case', 'cases')}; {number(alone)} more pairs stay with one party."
    )


def _most(graph: Graph) -> list[str]:
    between = _dealings(graph)
    if not between:
        return ["Nobody hands anything to anybody else."]
    first = max(between, key=lambda edge: edge.handovers)
    share = first.handovers / graph.handovers
    told = [
        f"Most: {first.supplier} hands to {first.customer}, "
        f"{counted(first.handovers, 'time', 'times')} in "
        f"{counted(first.cases, 'case', 'cases')} ({share:.0%} of all)."
    ]
    if len(graph.parties) > 2:
        busiest = max(graph.parties, key=lambda party: party.given + party.received)
        touched = busiest.given + busiest.received
        told.append(
            f"Most passes through {busiest.name}: it gives or takes {number(touched)} "
            f"({touched / graph.handovers:.0%})."
        )
    return told


def _back(graph: Graph) -> list[str]:
    total = sum(found.count for found in graph.returns)
    if not total:
        return ["Nothing comes straight back (A to B and at once to A again)."]
    worst = max(graph.returns, key=lambda found: found.count)
    times = counted(total, "time", "times")
    return [
        f"Straight back {times}; most between {worst.a} and {worst.b}: {worst.b} sent "
        f"it back {counted(worst.count, 'time', 'times')}."
    ]


def _slowest(graph: Graph) -> list[str]:
    timed = [edge for edge in _dealings(graph) if edge.mean_wait_s is not None]
    enough = [edge for edge in timed if edge.handovers >= FEW]
    if not enough:
        return [f"No arrow has {FEW} hand-overs with a known wait, so none is called the slowest."]
    slow = max(enough, key=lambda edge: edge.mean_wait_s or 0.0)
    until = "began" if graph.mapping.start else "was done"
    return [
        f"Slowest arrow with at least {FEW}: {slow.supplier} to {slow.customer}, "
        f"{span(slow.mean_wait_s or 0.0)} on average until the next step {until} "
        f"(n = {number(slow.handovers)})."
    ]


def _loops(graph: Graph) -> list[str]:
    if not graph.loops:
        return []
    most = graph.loops[0]
    return [
        f"Done again within a case {counted(graph.repeats, 'time', 'times')}; most often {most.activity!r} "
        f"({counted(most.repeats, 'time', 'times')} in {counted(most.cases, 'case', 'cases')})."
    ]


def _unsure(graph: Graph) -> list[str]:
    told = []
    if graph.without_party:
        both = graph.both_ways
        rule = graph.options["missing"]
        other = Missing.BREAK if rule == Missing.SKIP else Missing.SKIP
        n = both.break_ if rule == Missing.SKIP else both.skip
        told.append(
            f"{number(graph.without_party)} events name no party ({rule}); with --missing {other} "
            f"there are {number(n)} hand-overs."
        )
    if graph.ties:
        told.append(
            f"{number(graph.ties)} times two events of a case bear the same time; the order of the "
            "file decides."
        )
    told += _life_cycle(graph)
    signs = sum(party.name.startswith(SPREADSHEET) for party in graph.parties)
    if signs:
        told.append(
            f"{counted(signs, 'name begins', 'names begin')} with a sign that spreadsheets take "
            "for a formula; import the file as text."
        )
    return told


def _life_cycle(graph: Graph) -> list[str]:
    steps = [name for name in graph.transitions if name.strip() not in NO_PARTY]
    if len(steps) < 2 or graph.options.get("transition_taken"):
        return []
    return [
        f"The log has {len(steps)} life-cycle steps ({', '.join(steps[:5])}) and every one counts "
        "as an event; --step complete takes only that one."
    ]


def _limits(graph: Graph) -> str:
    few = sum(edge.handovers < FEW for edge in _dealings(graph))
    weak = f"{counted(few, 'arrow has', 'arrows have')} fewer than {FEW}. " if few else ""
    return (
        f"{weak}The log tells who came after whom, not who asked for what, nor whether it was "
        "right: these are candidates for dealings, no score."
    )


def _dealings(graph: Graph) -> list[Edge]:
    return [edge for edge in graph.edges if edge.supplier != edge.customer]
