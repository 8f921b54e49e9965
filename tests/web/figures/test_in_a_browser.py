"""The figures in a real browser under the strict policy: axe finds nothing, charts draw, tables stay."""

from pathlib import Path
from typing import cast

import pytest
from django.conf import settings
from django.test import Client
from django.utils.csp import build_policy
from playwright.sync_api import Browser, Page, Route

from fullcircle.registry.catalogue.models import Service
from fullcircle.registry.customers.models import Customer
from hatch_build import BUILT, build
from tests.factories.company import Company
from tests.rooms.insight.reports.histories import a_chain, a_mixed_history
from tests.rooms.insight.reports.test_favours import promised

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[3]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
POLICY = build_policy(cast("dict[str, list[str]]", settings.SECURE_CSP))
REPORT = "/reports/of/right-first-time?by=link&months=12"
FAVOURS = "/reports/favours?months=12"
PAGES = ("/reports/", REPORT, "/reports/of/wait?by=service&months=12",
         "/reports/of/right-first-time/rows?months=12", "/reports/chain", FAVOURS,
         "/reports/seats", "/reports/goes-together")  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _built() -> None:
    build(ROOT)


@pytest.fixture
def pages(company: Company, manager: Client) -> dict[str, str]:
    """Every page with something on it, drawn before the browser asks: it answers in between."""
    a_mixed_history(company, rows=60, seed=11)
    for place in range(12):
        a_chain(company, **({"closeout": "fixed"} if place < 4 else {}))
    Service.objects.filter(pk=company.job_type.service_id).update(lead_time_minutes=600)
    for name, early in (("Abbey Inn", 9), ("Zinc Works", 6)):
        customer = Customer.objects.create(
            number=name, name=name, kind="organisation", side="outside"
        )
        promised(company, customer, early=early, late=5)
    return {path: manager.get(path).content.decode() for path in PAGES}


def opened(
    browser: Browser, drawn: dict[str, str], path: str, *, width: int = 1400, scheme: str = "light",
    script: bool = True,
) -> Page:  # fmt: skip
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        base_url="http://figures.test",
        java_script_enabled=script,
    )

    def answer(route: Route) -> None:
        address = route.request.url.removeprefix("http://figures.test")
        if address.startswith("/static/"):
            file = ROOT / BUILT.parent / address.removeprefix("/static/").partition("?")[0]
            route.fulfill(path=file, content_type=TYPES.get(file.suffix, "font/woff2"))
        elif address in drawn:
            headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html"}
            route.fulfill(body=drawn[address], headers=headers)
        else:
            route.fulfill(status=204)

    context.route("**/*", answer)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda line: complaints.append(line.text) if "Content Security" in line.text else None,
    )
    page.goto(path)
    assert complaints == []
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 390])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    chromium: Browser, pages: dict[str, str], scheme: str, width: int
) -> None:
    for path in PAGES:
        page = opened(chromium, pages, path, width=width, scheme=scheme)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate(f"axe.run({{runOnly: {STANDARDS}}})")
        assert [
            (path, one["id"], [node["html"] for node in one["nodes"]])
            for one in found["violations"]
        ] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        page.context.close()


def test_months_are_drawn_under_the_policy_and_the_table_stays(
    chromium: Browser, pages: dict[str, str]
) -> None:
    page = opened(chromium, pages, REPORT)
    page.locator('[data-chart="months"] canvas').wait_for()
    assert page.locator('[data-chart="months"] svg').count() == 0
    page.locator(".u-over").hover(position={"x": 300, "y": 60})
    assert "cases" in page.locator('[data-chart="months"] figcaption').inner_text()
    page.get_by_text("The months as a table").click()
    assert page.locator("#months-table tbody tr").count() == 12
    page.context.close()


def test_the_funnel_is_drawn_under_the_policy_and_the_table_stays(
    chromium: Browser, pages: dict[str, str]
) -> None:
    page = opened(chromium, pages, FAVOURS)
    page.locator(".funnel-room svg").first.wait_for()
    assert page.locator(".funnel-room").first.get_attribute("aria-label")
    assert page.locator("#gets-table tbody tr").count() == 2
    page.context.close()


def test_without_script_the_servers_drawings_stand(
    chromium: Browser, pages: dict[str, str]
) -> None:
    page = opened(chromium, pages, REPORT, script=False)
    assert page.locator(".months-drawn rect").count() > 10
    page = opened(chromium, pages, FAVOURS, script=False)
    assert page.locator(".funnel-drawn circle").count() == 2
    page.context.close()


def test_another_light_is_painted_at_once(chromium: Browser, pages: dict[str, str]) -> None:
    page = opened(chromium, pages, REPORT)
    page.locator('[data-chart="months"] canvas').wait_for()
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_function(
        "document.querySelectorAll('[data-chart=\"months\"] canvas').length === 1"
    )
    page.context.close()
