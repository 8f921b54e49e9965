"""A whole call by keyboard in a real browser: under eight keys beyond typing, and axe finds nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from fullcircle.operations.scheduling.models import Promise
from fullcircle.operations.servicedesk.models import Request
from hatch_build import build
from tests.databases import FreshDatabase
from tests.running_server import RunningServer
from tests.web.cards.desk import a_bookable_company, sit_down

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[3]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
MOST_KEYS = 8


@pytest.fixture(autouse=True)
def _on_the_tuesday() -> None:
    """The server reads the wall clock, and so does this test."""


@pytest.fixture
def desk_page(
    fresh_database: FreshDatabase,
    server_starter: Callable[..., RunningServer],
    chromium: Browser,
) -> Page:
    build(ROOT)
    company = a_bookable_company()
    session = sit_down(company.agent).cookies["sessionid"].value
    server = server_starter()
    page = chromium.new_context(bypass_csp=True).new_page()
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": server.url}])
    page.goto(f"{server.url}/calls/")
    # The browser puts the cursor into the box with its first picture, which may come after "load".
    page.locator("input[name=q]:focus").wait_for()
    return page


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run()")
    return [f"{row['id']}: {row['nodes'][0]['html']}" for row in found["violations"]]


def test_a_call_is_booked_with_fewer_than_eight_keys(desk_page: Page) -> None:
    keys = []

    def press(key: str) -> None:
        keys.append(key)
        desk_page.keyboard.press(key)

    desk_page.keyboard.type("smith 120")
    press("Enter")
    desk_page.wait_for_url("**/calls/at/**")
    desk_page.keyboard.type("No c")
    press("Tab")
    desk_page.keyboard.type("It just hums and it is 84 upstairs")
    desk_page.locator("input[name=window]").first.wait_for()
    assert violations(desk_page) == []
    press("Tab")
    press("Space")
    press("Tab")
    press("Space")
    press("Enter")
    desk_page.wait_for_url("**/calls/booked/**")
    assert violations(desk_page) == []
    asked = Request.objects.get()
    assert len(keys) < MOST_KEYS
    assert asked.words == "It just hums and it is 84 upstairs"
    assert list(asked.urgency.values()) == ["yes"]
    assert Promise.objects.get().kind == "asap"
