"""The full board in a real browser: when something stands there, and when all of it does."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks import board_day
from benchmarks.measured import middle
from tests.browser import running_chromium

PAINT = "performance.getEntriesByName('first-contentful-paint').map(one => one.startTime)[0]"


@dataclass(frozen=True)
class Painted:
    """Milliseconds from the start of the navigation, medians."""

    first_ms: float
    drawn_ms: float
    visits: int


def paint(port: int, session: str, times: int) -> Painted:
    """Opens the board of the full day again and again, with a warm cache as in a working day."""
    first, drawn, visits = [], [], 0
    address = f"http://127.0.0.1:{port}"
    with running_chromium() as browser:
        context = browser.new_context(viewport={"width": 1400, "height": 900})
        context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        page = context.new_page()
        for number in range(times + 1):
            page.goto(f"{address}/board/?day={board_day.DAY.isoformat()}", wait_until="commit")
            page.locator("a.visit[data-visit]").nth(board_day.VISITS - 1).wait_for(state="attached")
            if number:  # the first one fills the cache
                drawn.append(float(page.evaluate("performance.now()")))
                page.wait_for_timeout(200)
                first.append(float(page.evaluate(PAINT)))
            visits = page.locator("a.visit[data-visit]").count()
        context.close()
    return Painted(middle(first), middle(drawn), visits)
