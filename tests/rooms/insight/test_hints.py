from datetime import UTC, datetime, timedelta

from fullcircle.handoffs.states import LinkKey
from fullcircle.insight.hints import HintKind, Queue, item_hints, queue_hints, two_things
from fullcircle.insight.links import Item

AT = datetime(2026, 7, 14, 13, 2, tzinfo=UTC)


def a_queue(link: LinkKey, minutes: int, promised: int | None = 10, waiting: int = 2) -> Queue:
    return Queue(link, waiting, 1, AT - timedelta(minutes=minutes), promised)


def test_what_is_sent_back_weighs_more_than_what_is_only_missing():
    items = {
        LinkKey.CLOSEOUT: [Item("serial", "serial", asked=3), Item("notes", "notes", missing=8)]
    }
    found = item_hints(items, {})
    assert [(hint.item.key, hint.weight) for hint in found if hint.item] == [
        ("serial", 9),
        ("notes", 8),
    ]


def test_fewer_than_three_may_be_chance():
    assert item_hints({LinkKey.INTAKE: [Item("access", "access", asked=2)]}, {}) == []


def test_a_hint_knows_whether_the_card_asks_for_it_already():
    items = {LinkKey.INTAKE: [Item("access", "access", asked=3)]}
    (asked,) = item_hints(items, {LinkKey.INTAKE: frozenset({"access"})})
    (unasked,) = item_hints(items, {LinkKey.INTAKE: frozenset({"words"})})
    assert asked.on_the_card
    assert not unasked.on_the_card


def test_the_queue_furthest_past_its_own_promise_comes_first():
    found = queue_hints(
        [a_queue(LinkKey.INTAKE, 40), a_queue(LinkKey.CLOSEOUT, 600, promised=480)], at=AT
    )
    assert [hint.link for hint in found] == [LinkKey.INTAKE, LinkKey.CLOSEOUT]


def test_a_queue_within_its_promise_or_without_one_is_no_hint():
    queues = [a_queue(LinkKey.INTAKE, 5), a_queue(LinkKey.RECORD, 5000, promised=None)]
    assert queue_hints(queues, at=AT) == []


def test_two_things_are_one_of_each_kind_where_there_are_both():
    items = item_hints({LinkKey.INTAKE: [Item("a", "a", asked=9), Item("b", "b", asked=8)]}, {})
    queues = queue_hints([a_queue(LinkKey.CLOSEOUT, 100)], at=AT)
    assert [hint.kind for hint in two_things(items, queues)] == [HintKind.ITEM, HintKind.QUEUE]
    assert [hint.item.key for hint in two_things(items, []) if hint.item] == ["a", "b"]
    assert two_things([], []) == []


def test_the_same_facts_give_the_same_two_things():
    items = {
        LinkKey.INTAKE: [Item("b", "b", asked=3)],
        LinkKey.BRIEFING: [Item("a", "a", asked=3)],
    }
    turned = dict(reversed(items.items()))
    assert item_hints(items, {}) == item_hints(turned, {})
