"""Through whom most passes, what stops without her, and whether we are good to her."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fullcircle.engines.statistics.intervals import wilson
from fullcircle.foundation import clock
from fullcircle.handoffs.actions import answer_ask, ask_about, ask_colleague, say_thanks
from fullcircle.handoffs.states import AskKind, HandoffState, LinkKey
from fullcircle.insight.graph.actions import say_own_word, withdraw_own_word
from fullcircle.insight.graph.chains import own_chains
from fullcircle.insight.graph.log_summers import betweenness
from fullcircle.insight.graph.own_history import own_picture
from fullcircle.insight.graph.refusals import NothingToSay
from fullcircle.insight.graph.states import Projection
from fullcircle.insight.graph.summers import Summer, our_summers
from fullcircle.insight.periods import Period
from fullcircle.registry.people.models import PersonSeat
from fullcircle.registry.people.refusals import NotAllowed
from fullcircle.registry.people.states import Seat
from tests.factories.company import Company, a_person
from tests.rooms.insight.rows_by_hand import a_case, a_handoff

pytestmark = pytest.mark.django_db


def month() -> Period:
    return Period(clock.now() - timedelta(days=30), clock.now() + timedelta(seconds=1))


def summers(company: Company, most: int = 3) -> dict[str, Summer]:
    by = company.by_manager
    picture = own_picture(by=by, projection=Projection.ROLE, period=month())
    return {row.key: row for row in our_summers(by=by, picture=picture, period=month(), most=most)}


def through_the_dispatcher(company: Company, cases: int = 4) -> None:
    for number in range(cases):
        case = a_case(company)
        a_handoff(company, LinkKey.INTAKE, case=case, giver=company.agent,
                  receiver=company.dispatcher, missing=("notes",) if number else ())  # fmt: skip
        a_handoff(company, LinkKey.BRIEFING, case=case, giver=company.dispatcher,
                  receiver=company.technician if number else company.other_technician)  # fmt: skip


def test_she_is_the_seat_that_most_cases_pass_through(company):
    through_the_dispatcher(company)
    a_handoff(company)
    found = summers(company)
    assert next(iter(found)) in ("dispatcher", "technician")
    summer = found["dispatcher"]
    assert (summer.name, summer.deputies) == ("Summer Reyes", ())
    assert (summer.load, summer.stops, summer.busiest) == (0.8, 0.8, 0.8)
    assert (summer.cases, summer.given, summer.received) == (4, 4, 4)


def test_what_a_deputy_takes_over_does_not_stop(company):
    through_the_dispatcher(company)
    found = summers(company)["technician"]
    assert (found.name, found.deputies, found.worked) == ("Joe Ruiz", ("Ana Moreau",), 1)
    assert (found.load, found.busiest, found.stops) == (1.0, 0.75, 0.0)


def test_a_deputy_who_has_never_done_it_takes_nothing_over(company):
    through_the_dispatcher(company)
    PersonSeat.objects.create(person=company.agent, seat=Seat.DISPATCHER)
    found = summers(company)["dispatcher"]
    assert (found.deputies, found.worked, found.stops) == (("Amy Ito",), 0, 1.0)


def test_where_nobody_stands_out_nobody_is_named(company):
    people = [company.technician, company.other_technician, a_person("Kim Ode", Seat.TECHNICIAN)]
    for technician in people:
        a_handoff(company, giver=technician)
    found = summers(company)["technician"]
    assert (found.name, found.deputies, found.worked) == ("", (), 2)
    assert found.busiest == pytest.approx(1 / 3)


def test_whether_what_reaches_her_is_complete(company):
    through_the_dispatcher(company)
    assert summers(company)["dispatcher"].kindness.complete == wilson(1, 4)


def test_questions_and_wishes_are_interruptions_and_hers_want_an_answer(company):
    through_the_dispatcher(company)
    hers = a_handoff(company, LinkKey.BRIEFING, HandoffState.SEEN, giver=company.dispatcher,
                     receiver=company.technician)  # fmt: skip
    ask_about(by=company.by_technician, handoff=hers, item_key="notes", question="Which gate?")
    ask_colleague(by=company.by_agent, kind=AskKind.WISH, text="Tell me sooner",
                  to_person=company.dispatcher)  # fmt: skip
    wish = ask_colleague(by=company.by_dispatcher, kind=AskKind.WISH, text="A gate code, please",
                         to_person=company.agent)  # fmt: skip
    ask_colleague(by=company.by_dispatcher, kind=AskKind.WISH, text="And a number",
                  to_person=company.agent)  # fmt: skip
    answer_ask(by=company.by_agent, ask=wish, answer="Yes")
    kindness = summers(company)["dispatcher"].kindness
    assert kindness.interruptions == 2
    assert kindness.answered == wilson(1, 2)


def test_thanks_are_counted_by_who_thanked_and_her_word_is_signed(company):
    through_the_dispatcher(company)
    for _ in range(3):
        say_thanks(by=company.by_agent, text="Thank you", to_person=company.dispatcher)
    say_own_word(by=company.by_dispatcher, text="It is loud at nine")
    say_own_word(by=company.by_dispatcher, text="Mornings are too full")
    kindness = summers(company)["dispatcher"].kindness
    assert kindness.thanks == 1
    assert [(word.name, word.text) for word in kindness.words] == [
        ("Summer Reyes", "Mornings are too full")
    ]
    assert withdraw_own_word(by=company.by_dispatcher)
    assert not withdraw_own_word(by=company.by_dispatcher)
    assert summers(company)["dispatcher"].kindness.words == ()
    with pytest.raises(NothingToSay):
        say_own_word(by=company.by_dispatcher, text="  ")


def test_no_data_is_not_nought(company):
    a_handoff(company, LinkKey.INTAKE, giver=company.agent, receiver=company.dispatcher,
              carded=False)  # fmt: skip
    kindness = summers(company)["dispatcher"].kindness
    assert (kindness.complete, kindness.answered) == (None, None)


def test_queries_do_not_grow_with_the_history(company):
    by = company.by_manager

    def counted() -> int:
        picture = own_picture(by=by, projection=Projection.ROLE, period=month())
        with CaptureQueriesContext(connection) as asked:
            our_summers(by=by, picture=picture, period=month())
        return len(asked)

    through_the_dispatcher(company, 25)
    few = counted()
    through_the_dispatcher(company, 225)
    assert counted() == few == 9


def test_the_most_travelled_way_comes_first(company):
    through_the_dispatcher(company, 3)
    a_handoff(company)
    found = own_chains(by=company.by_manager, projection=Projection.ROLE, period=month())
    assert [(chain.parties, chain.cases, chain.share) for chain in found] == [
        (("agent", "dispatcher", "technician"), 3, 0.75),
        (("technician", "bookkeeper"), 1, 0.25),
    ]


def test_ways_of_single_people_are_not_shown(company):
    with pytest.raises(NotAllowed):
        own_chains(by=company.by_manager, projection=Projection.PERSON, period=month())


def test_betweenness_of_a_line_and_a_circle():
    line = [("a", "b"), ("b", "c"), ("c", "d")]
    assert betweenness("abcd", line) == {"a": 0, "b": 2 / 6, "c": 2 / 6, "d": 0}
    star = [(x, "m") for x in "abc"] + [("m", x) for x in "abc"]
    assert betweenness("abcm", star)["m"] == 1.0
    assert betweenness("a", []) == {"a": 0.0}
