"""The look in a real browser, under the strict policy: axe finds nothing, every island works."""

from pathlib import Path
from typing import cast

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.utils.csp import build_policy
from playwright.sync_api import Browser, Page, Route

from fullcircle.web.shell import views
from hatch_build import BUILT, build

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[3]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
POLICY = build_policy(cast("dict[str, list[str]]", settings.SECURE_CSP))
NEWS = 'event: hello\nid: 1\ndata: {}\n\nid: 2\ndata: {"topic":"board","kind":"visit"}\n\n'
PARTS = {
    "/events": ("text/event-stream", NEWS),
    "/part": ("text/html", '<p id="part">Joe is on his way</p>'),
}
PAGES = {"/look": views.look, "/look/phone": views.look_phone}


@pytest.fixture(scope="module", autouse=True)
def _built() -> None:
    """The bundles are there. The browser is the session's: a process can hold only one driver."""
    build(ROOT)


def answer(route: Route) -> None:
    """The site without a server: pages drawn in this process, files from the checkout."""
    address = route.request.url.removeprefix("http://look.test").partition("?")[0]
    if route.request.method == "POST":
        route.fulfill(status=204)
    elif address in PAGES:
        request = RequestFactory().get(address)
        theme = route.request.headers.get("cookie", "").partition("theme=")[2]
        request.COOKIES["theme"] = theme.partition(";")[0]
        request.__dict__.update(seats=["dispatcher"], display_name="Summer Hale")
        html = PAGES[address](request).content.decode()
        headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
        route.fulfill(body=html, headers=headers)
    elif address.startswith("/static/"):
        file = ROOT / BUILT.parent / address.removeprefix("/static/")
        route.fulfill(path=file, content_type=TYPES.get(file.suffix, "font/woff2"))
    elif address in PARTS:
        kind, body = PARTS[address]
        route.fulfill(body=body, content_type=kind)
    else:
        route.fulfill(status=404)


def opened(browser: Browser, path: str, *, width: int = 1400, scheme: str = "light") -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        base_url="http://look.test",
    )
    context.route("**/*", answer)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    page.goto(path)
    assert complaints == []
    return page


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 390])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    chromium: Browser, path: str, scheme: str, width: int
) -> None:
    page = opened(chromium, path, width=width, scheme=scheme)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(f"axe.run({{runOnly: {STANDARDS}}})")
    assert [
        (one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]
    ] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.close()


def test_keys_reach_the_search_the_list_of_keys_and_the_deeds(chromium: Browser) -> None:
    page = opened(chromium, "/look")
    page.evaluate("document.querySelector('[data-key=t]').onclick = () => (window.thanked = true)")
    page.keyboard.press("t")
    assert page.evaluate("window.thanked")
    page.keyboard.press("?")
    assert page.locator("#keys").get_by_text("Say thanks").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#keys").is_hidden()
    page.context.close()


def test_the_chosen_light_is_there_again_on_the_next_page(chromium: Browser) -> None:
    page = opened(chromium, "/look")
    page.locator(".user-menu summary").click()
    page.get_by_role("button", name="Dark").click()
    page.goto("/look/phone")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.context.close()


def test_a_half_typed_form_is_offered_back(chromium: Browser) -> None:
    page = opened(chromium, "/look")
    page.locator("#id_street").fill("120 Maple")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/look")
    page.get_by_role("button", name="Take it back").click()
    assert page.locator("#id_street").input_value() == "120 Maple"
    page.context.close()


@pytest.mark.parametrize(("status", "offered"), [(200, False), (422, True)])
def test_what_arrived_is_forgotten_and_what_was_refused_is_kept(
    chromium: Browser, status: int, offered: bool
) -> None:
    page = opened(chromium, "/look")

    def sent(route: Route) -> None:
        if route.request.method != "POST":
            route.fallback()
            return
        html = views.look(RequestFactory().get("/look")).content.decode()
        route.fulfill(status=status, body=html, content_type="text/html; charset=utf-8")

    page.route("**/look*", sent)
    page.locator("#id_street").fill("120 Maple")
    with page.expect_navigation():
        page.locator("form[data-draft=look]").evaluate("form => form.noValidate = true")
        page.get_by_role("button", name="Save and give it on").first.click()
    page.goto("/look")
    assert page.get_by_role("button", name="Take it back").is_visible() is offered
    page.context.close()


def test_a_device_without_a_voice_says_so(chromium: Browser) -> None:
    page = opened(chromium, "/look")
    page.evaluate("speechSynthesis.getVoices = () => []")
    page.get_by_role("button", name="Read aloud").click()
    page.get_by_text("no voice installed").first.wait_for()
    page.context.close()


def test_what_stood_on_the_screen_is_reported_once(chromium: Browser) -> None:
    page = opened(chromium, "/look/phone")
    posts: list[str] = []
    page.on("request", lambda sent: posts.append(sent.url) if sent.method == "POST" else None)
    page.evaluate(
        """() => {
            const card = document.querySelector("article.card");
            card.dataset.seenUrl = "/seen";
            document.body.dispatchEvent(new Event("htmx:afterSettle"));
        }"""
    )
    with page.expect_request("**/seen"):
        pass
    page.evaluate("document.body.dispatchEvent(new Event('htmx:afterSettle'))")
    assert posts == ["http://look.test/seen"]
    page.context.close()


def test_news_of_a_topic_brings_the_part_that_names_it(chromium: Browser) -> None:
    page = opened(chromium, "/look")
    page.evaluate(
        """() => {
            const part = '<p id="part" data-live="board" data-live-says="the board changed"'
                + ' hx-get="/part" hx-trigger="live" hx-swap="outerHTML">dispatched</p>';
            document.querySelector("main").insertAdjacentHTML("beforeend", part);
            htmx.process(document.querySelector("#part"));
            document.body.dispatchEvent(new Event("htmx:afterSettle"));
        }"""
    )
    page.locator("#part", has_text="Joe is on his way").wait_for()
    page.locator("#live-region", has_text="the board changed").wait_for()
    page.context.close()


def test_an_answer_that_failed_is_said_and_nothing_is_lost(chromium: Browser) -> None:
    page = opened(chromium, "/look")
    page.locator("#id_street").fill("120 Maple")
    page.evaluate("htmx.ajax('GET', '/nowhere', {target: '#live-region'})")
    page.locator("#notes").get_by_text("is still here: try once more").wait_for()
    assert page.locator("#id_street").input_value() == "120 Maple"
    page.context.close()
