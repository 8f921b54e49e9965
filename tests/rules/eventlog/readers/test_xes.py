import tracemalloc

import pytest

from fullcircle.engines.eventlog import xes_reader
from fullcircle.engines.eventlog.refusals import LogNotReadable
from tests.rules.eventlog.readers.logs import NAMES, event, log, packed, saved, trace

TWO = (trace("1", event("plan"), event("do", "Bob", 5)), trace("2", event("plan", "Cy", 9)))
SAME = [("1", "plan", "Ann"), ("1", "do", "Bob"), ("2", "plan", "Cy")]


@pytest.fixture
def told(opened):
    """The rows of the log at a path."""
    return lambda path, wanted=NAMES[:3]: [texts for _, texts in opened(path).rows(wanted)]


def prefixed(text: str) -> str:
    for name in ("log", "trace", "event", "string", "date"):
        text = text.replace(f"<{name}", f"<x:{name}").replace(f"</{name}", f"</x:{name}")
    return text.replace("<x:log", '<x:log xmlns:x="http://www.xes-standard.org/"')


@pytest.mark.parametrize(
    "data",
    [
        log(*TWO).encode(),
        packed(log(*TWO).encode()),
        packed(log(TWO[0]).encode()[:50]) + packed(log(*TWO).encode()[50:]),
        log(*TWO, root='<log xmlns="http://www.xes-standard.org/">').encode(),
        log(*TWO, root='<log xmlns="http://elsewhere.example/">').encode(),
        prefixed(log(*TWO)).encode(),
        log(*TWO).encode("utf-16").replace(b"U\0T\0F\0-\08\0", b"U\0T\0F\0-\0001\0006\0"),
        b"\xef\xbb\xbf" + log(*TWO).encode(),
        ("\n<!-- made by hand -->\n" + log(*TWO).partition("?>")[2]).encode(),
    ],
    ids=["plain", "gz", "gz of two members", "namespace", "other namespace", "prefix", "utf-16",
         "byte-order mark", "comment first"],
)  # fmt: skip
def test_the_same_log_reads_the_same_however_it_is_dressed(tmp_path, data, told):
    assert told(saved(tmp_path, data)) == SAME


def test_columns_are_events_then_cases_then_the_place_of_the_case(tmp_path, opened):
    case = '<string key="kind" value="x"/>'
    path = saved(tmp_path, log(trace("1", case, event("plan"))))
    assert opened(path).columns == (*NAMES[1:], NAMES[0], "case:kind", "@trace")


def test_lines_are_those_of_the_event(tmp_path, opened):
    path = saved(tmp_path, log(trace("1", "\n\n", event("plan"), "\n", event("do"))))
    assert [line for line, _ in opened(path).rows(NAMES)] == [3, 4]


def test_statistics_globals_and_classifiers_are_no_events(tmp_path, opened, told):
    heads = (
        '<global scope="event"><string key="concept:name" value="name"/></global>'
        '<classifier name="Activity" keys="concept:name"/>'
        '<int key="meta_general:events" value="7"><int key="plan" value="3"/>'
        '<string key="event" value="e"/></int>'
    )
    path = saved(tmp_path, log(heads, *TWO))
    assert told(path) == SAME
    assert not [name for name in opened(path).columns if "meta" in name or name == "plan"]


def test_nested_attributes_get_the_names_of_their_parents(tmp_path, told):
    nested = (
        '<string key="place" value="hall"><int key="floor" value="2"/>'
        '<container key="deep"><string key="er" value="x"/></container></string>'
        '<list key="parts"><values><string key="part" value="a"/>'
        '<string key="part" value="b"/></values></list>'
    )
    text = event("plan").replace("</event>", nested + "</event>")
    path = saved(tmp_path, log(trace("1", nested, text)))
    wanted = ("place", "place/floor", "place/deep/er", "parts/part", "case:parts/part")
    assert told(path, wanted) == [("hall", "2", "x", "a; b", "a; b")]


def test_attributes_of_the_case_may_come_after_its_events(tmp_path, told):
    text = log(f'<trace>{event("plan")}<string key="concept:name" value="late"/></trace>')
    assert told(saved(tmp_path, text)) == [("late", "plan", "Ann")]


def test_a_case_that_is_too_long_to_hold_is_handed_on_before_its_end(tmp_path, monkeypatch, told):
    monkeypatch.setattr(xes_reader, "HELD", 1_000)
    events = [event("plan", "Ann", minute) for minute in range(60)]
    path = saved(tmp_path, log(trace("1", *events)))
    assert len(told(path)) == 60
    late = log(f'<trace>{"".join(events)}<string key="concept:name" value="late"/></trace>')
    with pytest.raises(LogNotReadable, match="comes after a great many of its events"):
        told(saved(tmp_path, late))


def test_events_outside_cases_have_no_case_and_are_told(tmp_path, opened):
    source = opened(saved(tmp_path, log(event("alone"), *TWO)))
    rows = [texts for _, texts in source.rows((*NAMES[:2], "@trace"))]
    assert rows[0] == (None, "alone", None)
    assert [row[2] for row in rows[1:]] == ["1", "1", "2"]
    assert source.notes == ("1 events stand outside any case; they are set aside.",)


def test_cases_without_a_name_can_be_told_by_their_place(tmp_path, opened):
    source = opened(saved(tmp_path, log(f"<trace>{event('plan')}</trace>", TWO[0])))
    assert [texts for _, texts in source.rows(("@trace", NAMES[0]))] == [
        ("1", None), ("2", "1"), ("2", "1"),
    ]  # fmt: skip
    assert "1 of 2 cases have no concept:name" in source.notes[0]


def test_elements_of_other_namespaces_are_left_alone(tmp_path, told):
    foreign = (
        '<y:event xmlns:y="http://y.example"><string key="concept:name" value="no"/></y:event>'
    )
    assert told(saved(tmp_path, log(trace("1", foreign, event("plan"))))) == SAME[:1]


def test_the_memory_does_not_grow_with_the_log(tmp_path, opened):
    path = tmp_path / "long.xes"
    with path.open("w") as file:
        file.write("<log>")
        for number in range(3_000):
            file.write(trace(str(number), *[event("plan", "Ann")] * 10))
        file.write("</log>")
    assert path.stat().st_size > 5_000_000
    tracemalloc.start()
    source = opened(path)
    assert sum(1 for _ in source.rows(NAMES)) == 30_000
    assert tracemalloc.get_traced_memory()[1] < path.stat().st_size
    tracemalloc.stop()
