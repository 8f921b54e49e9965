"""The thread of 120 Maple, 09:02 to 16:45, in a real browser with four signed-in seats."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from fullcircle.handoffs.models import Case, Handoff, Return
from tests.journeys.conftest import PHONE, Tuesday, a_photo_file, assert_accessible

pytestmark = pytest.mark.browser

Sit = Callable[..., Page]


def test_one_case_goes_round_and_comes_back(
    tuesday: Tuesday, sit_down: Sit, tmp_path: Path
) -> None:
    company = tuesday.company
    board = sit_down(company.dispatcher)
    expect(board.get_by_text("Everything is placed")).to_be_visible()

    agent = sit_down(company.agent)
    book_the_call(agent)

    dispatch_it(board, company.other_technician.call_name)

    phone = sit_down(company.other_technician, PHONE)
    take_the_briefing(phone)
    tuesday.it_is(10, 35)
    close_out(phone, a_photo_file(tmp_path, "blurred.jpg", "grey"))

    tuesday.it_is(13, 15)
    books = sit_down(company.bookkeeper)
    touch_the_data_plate(books)
    tuesday.it_is(13, 40)
    answer_with_a_new_photo(phone, a_photo_file(tmp_path, "sharp.jpg", "navy"))
    post_it(books)

    tuesday.it_is(16, 45)
    answer_the_second_call(agent)
    everybody_sees_it(board, agent, phone, books)
    the_manager_sees_the_loop(sit_down(company.manager))
    the_rows_are_there()


def book_the_call(agent: Page) -> None:
    """The card before "hello" ends; the call in the caller's words; a window that can be kept."""
    # The cursor comes into the box with the first picture, which may be after "load".
    expect(agent.locator("input[name=q]")).to_be_focused()
    agent.keyboard.type("120 maple")
    expect(agent.get_by_text("Mary Smith").first).to_be_visible()
    agent.keyboard.press("Enter")
    expect(agent.get_by_text("Joe gave them a tune-up this spring")).to_be_visible()
    expect(
        agent.get_by_text(re.compile("demand call last fall for a bad thermocouple"))
    ).to_be_visible()
    expect(agent.get_by_text("a little dog named Fluffy")).to_be_visible()
    agent.get_by_label("What kind of job").select_option(label="No cool")
    agent.get_by_label("The problem, in the caller’s words").fill("No cool air, the unit only hums")
    offered = agent.get_by_role("radio", name=re.compile("^(as soon as|today)"))
    offered.first.check(force=True)
    assert_accessible(agent)
    agent.get_by_role("button", name="Save and give it on").click()
    expect(agent.get_by_text(re.compile("somebody will be with you"))).to_be_visible()
    assert_accessible(agent)


def dispatch_it(board: Page, technician: str) -> None:
    """It appears without reload; placed, the briefing read before it goes, the position typed."""
    card = board.get_by_role("link", name="No cool")
    expect(card.first).to_be_visible()
    card.first.click()
    place = board.locator('form[action$="/place"]')
    place.get_by_role("radio", name=technician).check(force=True)
    place.get_by_role("button", name="Place on the board").click()
    told = board.locator("#preview")
    expect(told).to_contain_text("You did a demand call last fall for a bad thermocouple")
    expect(told).to_contain_text("a little dog named Fluffy")
    board.get_by_label("Your own line, said first").fill("She is lovely, and she is hot")
    expect(told).to_contain_text("She is lovely")
    radio = board.locator('form[action$="/position"]')
    radio.get_by_label("Heading").select_option("east")
    radio.locator("input[name=street]").fill("Arbor Way")
    radio.get_by_role("button", name="Note").click()
    expect(board.get_by_text("heading east on Arbor Way").first).to_be_visible()
    line = board.get_by_label("Your own line, said first")
    if not line.input_value():
        line.fill("She is lovely, and she is hot")
    everybody_is_listed(board)
    assert_accessible(board)
    board.get_by_role("button", name=f"Dispatch to {technician}").click()
    expect(board.get_by_text("As it was told")).to_be_visible()
    expect(board.get_by_text("not seen yet")).to_be_visible()
    everybody_is_listed(board)
    assert_accessible(board)


def everybody_is_listed(board: Page) -> None:
    """Who is free comes after the panel; a sign that fades in meanwhile is no text to be judged."""
    expect(board.locator("#people .busy")).to_have_count(0)


def take_the_briefing(phone: Page) -> None:
    """Read; on my way is the acceptance; here."""
    phone.goto(phone.url)
    assert_accessible(phone)
    phone.get_by_role("link", name=re.compile("No cool")).first.click()
    expect(phone.get_by_text("Summer says: She is lovely, and she is hot")).to_be_visible()
    expect(phone.get_by_text(re.compile("You did a demand call last fall")).first).to_be_visible()
    assert_accessible(phone)
    phone.get_by_role("button", name="On my way").click()
    phone.get_by_role("button", name="I’m here").click()
    expect(phone.get_by_role("link", name="Close out")).to_be_visible()


def close_out(phone: Page, plate: Path) -> None:
    """Thermostat, biscuit, agreement sold, signed "all good". What is missing is named first."""
    phone.get_by_role("link", name="Close out").click()
    phone.locator('[name=result][value="fixed"]').check(force=True)
    phone.get_by_label("What was it? In a few words").fill("a dead thermostat")
    phone.get_by_label(re.compile("Suction pressure")).fill("118")
    phone.get_by_label("Part, or in words").first.fill("T-STAT Thermostat")
    phone.get_by_label("Notes for the next colleague").fill("Replaced the thermostat, calibrated.")
    phone.get_by_label("One personal touch").fill("Fluffy likes biscuits")
    phone.get_by_label("Nothing paid").check(force=True)
    phone.get_by_label("Agreement sold").fill("comfort plan")
    phone.get_by_label("Who signs?").fill("Mary Smith")
    assert_accessible(phone)
    phone.get_by_role("button", name="All good").click()
    expect(phone.get_by_text("Data plate").first).to_be_visible()
    expect(phone.get_by_label(re.compile("Suction pressure"))).to_have_value("118")
    phone.locator('input[type=file][name*="plate"]').set_input_files(plate)
    phone.get_by_role("button", name="All good").click()
    expect(phone).to_have_url(re.compile("/done$"))
    assert_accessible(phone)


def touch_the_data_plate(books: Page) -> None:
    """The bookkeeper touches the blurred photo: asked, and not to be posted meanwhile."""
    books.goto(re.sub(r"/(?:review/)?$", "/review/", books.url))
    assert_accessible(books)
    books.get_by_role("link", name=re.compile("No cool, 120 Maple")).click()
    books.locator("summary", has_text="Data plate").click()
    books.get_by_label(re.compile("about: Data plate")).fill("Blurred, please once more")
    books.locator("details[open]").get_by_role("button", name="Ask Ana").click()
    expect(books.get_by_text(re.compile("Cannot be posted yet: Data plate"))).to_be_visible()
    assert_accessible(books)


def answer_with_a_new_photo(phone: Page, plate: Path) -> None:
    phone.goto(re.sub(r"/day/.*$", "/day/", phone.url))
    expect(phone.get_by_text("1 item came back to you")).to_be_visible()
    assert_accessible(phone)
    phone.locator("#came-back input[type=file]").set_input_files(plate)
    phone.locator("#came-back").get_by_role("button", name="Send").click()
    expect(phone.get_by_text("1 item came back to you")).to_have_count(0)


def post_it(books: Page) -> None:
    """The answer is there; posting accepts, numbers and closes."""
    books.reload()
    books.get_by_role("button", name=re.compile("Post")).first.click()
    expect(books.get_by_text(re.compile("posted", re.I)).first).to_be_visible()
    assert_accessible(books)


def answer_the_second_call(agent: Page) -> None:
    """120 Maple calls again: today's visit, the agreement, the biscuit, without a transfer."""
    agent.goto(re.sub(r"/calls/.*$", "/calls/", agent.url))
    # The cursor comes into the box with the first picture, which may be after "load".
    expect(agent.locator("input[name=q]")).to_be_focused()
    agent.keyboard.type("120 maple")
    expect(agent.get_by_text("Mary Smith").first).to_be_visible()
    agent.keyboard.press("Enter")
    expect(
        agent.get_by_text(re.compile("Ana did a demand call earlier today")).first
    ).to_be_visible()
    expect(agent.get_by_text(re.compile("comfort plan")).first).to_be_visible()
    expect(agent.get_by_text("Fluffy likes biscuits")).to_be_visible()
    assert_accessible(agent)


def everybody_sees_it(*pages: Page) -> None:
    for page in pages:
        page.goto(re.sub(r"^(https?://[^/]+)/.*$", r"\1/my-customers/", page.url))
        expect(page.get_by_role("heading", name="My customers")).to_be_visible()
        expect(page.get_by_text("right the first time").first).to_be_visible()
        assert_accessible(page)


def the_manager_sees_the_loop(manager: Page) -> None:
    manager.goto(re.sub(r"^(https?://[^/]+)/.*$", r"\1/loop/", manager.url))
    expect(manager.get_by_role("heading", name="The loop today")).to_be_visible()
    expect(manager.get_by_text("Data plate").first).to_be_visible()
    assert_accessible(manager)


def the_rows_are_there() -> None:
    """Five hand-offs, each with completeness, times and how it is known; one item sent back."""
    case = Case.objects.get(title__startswith="No cool")
    rows = {row.link.key: row for row in Handoff.objects.filter(case=case).select_related("link")}
    assert set(rows) == {"intake", "briefing", "visit", "closeout", "record"}
    for key in ("intake", "briefing", "visit", "closeout"):
        row = rows[key]
        assert (row.state, row.known) == ("accepted", "by_act"), key
        assert row.seen_at is not None
        assert row.total_weight > 0
    assert rows["record"].state in ("given", "seen")
    assert rows["briefing"].outcome_act == "on my way"
    assert rows["closeout"].outcome_act == "posted"
    returned = Return.objects.get(handoff=rows["closeout"])
    assert (returned.item_key, returned.question) == ("plate", "Blurred, please once more")
    assert returned.answered_at is not None
