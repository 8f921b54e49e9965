"""What if: the form, the wait, the result."""

import re

import pytest

from fullcircle.insight.models import ScenarioRun
from fullcircle.insight.whatif import tasks
from fullcircle.insight.whatif.states import RunState
from fullcircle.registry.people.states import Seat
from tests.factories.company import a_person
from tests.web.cards.desk import at_most, sit_down

BUDGET = 8
SHOP = "class:organisation:home_service"


def page_of(client, address="/what-if/", status=200, **more):
    answer = client.get(address, **more)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def asked(**more):
    """What the form sends: every parameter always, the boxes that are ticked."""
    given = {
        "key": "k", "who": SHOP, "cap": "1", "reserve": "10", "trade": "home_service",
        "link": "briefing", "roles": "agent+dispatcher",
    }  # fmt: skip
    return given | more


def tried(manager, *tries, **more):
    answer = manager.post("/what-if/try", asked(tries=list(tries), **more))
    assert answer.status_code == 302
    run = ScenarioRun.objects.latest("pk")
    assert answer["Location"] == f"/what-if/{run.pk}"
    return run


def done(run):
    tasks.run_scenario.func(run.pk)
    run.refresh_from_db()
    assert run.state == RunState.DONE
    return run


def test_without_a_history_the_page_says_what_it_waits_for(company, manager):
    page = page_of(manager)
    assert "Too little history yet" in page
    assert "0 requests became jobs" in page
    assert "Try it out" not in page


def test_the_form_offers_what_there_is(busy, manager):
    page = page_of(manager)
    for words in (
        "Put somebody first", "Cap the exceptions", "Keep a reserve", "One more technician",
        "Leave nothing out", "Merge two roles", "Organisations, home service", "Mary Smith",
    ):  # fmt: skip
        assert words in page
    assert "optional" not in page


def test_it_opens_for_manager_and_supervisor_only(busy):
    assert sit_down(a_person("Sue Vale", Seat.SUPERVISOR)).get("/what-if/").status_code == 200
    for person in (busy.agent, busy.technician, busy.bookkeeper, busy.dispatcher):
        assert sit_down(person).get("/what-if/").status_code == 403
        assert sit_down(person).post("/what-if/try", asked(tries=["cap"])).status_code == 403


def test_nothing_ticked_is_said_and_what_was_chosen_is_kept(busy, manager):
    answer = manager.post("/what-if/try", asked(reserve="20"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose at least one thing to try." in page
    assert re.search(r'value="20" selected', page)


def test_a_parameter_that_is_not_tried_is_not_looked_at(busy, manager):
    run = tried(manager, "reserve", cap="many", who="nobody")
    assert [row["what"] for row in run.choices] == ["reserve"]


@pytest.mark.parametrize(
    ("tries", "wrong"), [("cap", {"cap": "many"}), ("put_first", {"who": "customer:99999"})]
)
def test_a_parameter_that_is_tried_must_make_sense(busy, manager, tries, wrong):
    answer = manager.post("/what-if/try", asked(tries=[tries], **wrong))
    assert answer.status_code == 422
    assert "form-error" in answer.content.decode()
    assert not ScenarioRun.objects.exists()


def test_a_double_click_is_one_trial(busy, manager):
    first, second = tried(manager, "cap"), tried(manager, "cap")
    assert first == second


def test_one_can_leave_and_come_back(busy, manager):
    run = tried(manager, "cap", "reserve")
    page = page_of(manager, f"/what-if/{run.pk}")
    assert "Waiting for its turn" in page
    assert "Look again" in page
    assert "At most 1 exception a day" in page
    assert "running" in page_of(manager)
    done(run)
    assert "and 1 more" in page_of(manager)


def test_the_waiting_part_asks_for_itself_and_then_for_the_whole_page(busy, manager):
    run = tried(manager, "cap")
    part = page_of(manager, f"/what-if/{run.pk}", headers={"HX-Request": "true"})
    assert part.startswith('<section id="progress"')
    done(run)
    answer = manager.get(
        f"/what-if/{run.pk}", headers={"HX-Request": "true", "HX-Target": "progress"}
    )
    assert (answer.status_code, answer["HX-Redirect"]) == (204, f"/what-if/{run.pk}")


def test_the_result_says_who_gains_with_intervals_tables_and_assumptions(busy, manager):
    run = done(tried(manager, "put_first", "one_more", "complete", "merge", link="closeout"))
    page = page_of(manager, f"/what-if/{run.pk}")
    assert "Organisations, home service first" in page
    assert re.search(r"gains</span></span>.*?Organisations, home service", page)
    assert "cannot be told apart from now" in page
    assert "sooner (between" in page
    assert page.count('<svg class="interval-bar"') >= 2 * 4 * 4
    assert page.count("The same as tables") == 4
    assert "Is it like us?" in page
    assert page.count("chip-returned") >= 3
    assert "no hand-off any more" in page
    assert "style=" not in page
    for person in (busy.technician, busy.other_technician, busy.agent):
        assert person.name not in page


def test_a_customer_put_first_is_named(busy, manager):
    run = done(tried(manager, "put_first", who=f"customer:{busy.customer.pk}"))
    assert "Mary Smith first" in page_of(manager, f"/what-if/{run.pk}")


def test_what_was_tried_can_be_changed_and_tried_again(busy, manager):
    run = tried(manager, "reserve", "put_first", reserve="30")
    page = page_of(manager, f"/what-if/?again={run.pk}")
    assert re.search(r'id="try-reserve" value="reserve"[^>]*checked', page)
    assert not re.search(r'id="try-cap" value="cap"[^>]*checked', page)
    assert 'value="30" selected' in page
    assert f'value="{SHOP}" selected' in page


def test_a_trial_without_a_result_says_why_and_what_to_do(company, manager):
    from fullcircle.insight.whatif import actions
    from fullcircle.insight.whatif.rules import Choice
    from fullcircle.insight.whatif.states import Trial

    run = actions.try_out(by=company.by_manager, choices=[Choice(Trial.CAP, number=2)])
    tasks.run_scenario.func(run.pk)
    page = page_of(manager, f"/what-if/{run.pk}")
    assert "There is too little history" in page
    assert "What to do" in page
    assert "no result" in page_of(manager)


def test_a_number_without_a_trial_is_not_found(busy, manager):
    page_of(manager, "/what-if/999", status=404)
    page_of(manager, "/what-if/?again=999", status=404)


def test_pages_take_few_queries(busy, manager):
    run = done(tried(manager, "cap", "put_first", who=f"customer:{busy.customer.pk}"))
    with at_most(BUDGET):
        page_of(manager)
    with at_most(BUDGET):
        page_of(manager, f"/what-if/{run.pk}")
