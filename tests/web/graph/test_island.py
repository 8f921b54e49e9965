"""The graph in a real browser: from the dropped file to an arrow, by hand and by keyboard alone."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from fullcircle.foundation import clock
from hatch_build import build
from tests.factories.company import TUESDAY, a_company
from tests.journeys.conftest import assert_accessible
from tests.running_server import RunningServer

pytestmark = pytest.mark.browser
LONG = 60_000
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def demo(server_starter: Callable[..., RunningServer]) -> RunningServer:
    build(ROOT)
    with clock.standing_at(TUESDAY):
        a_company()
    return server_starter(FULLCIRCLE_DEMO="1")


@pytest.fixture
def visit(demo: RunningServer, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """A window at the sign-in page; errors of script fail the test."""
    contexts, troubles = [], []

    def opened(**more: Any) -> Page:
        context = chromium.new_context(base_url=demo.url, **more)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto("/sign-in")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []


def a_file(folder: Path, *, people: int, cases: int, steps: int = 6) -> Path:
    """Some arrows are stronger than others, as in life."""
    lines, drawn_lots = ["ticket,step,who,done_at"], random.Random(3)
    for case in range(cases):
        for step in range(steps):
            who = int(people * drawn_lots.random() ** 1.3)
            at = f"2026-03-{1 + case % 28:02}T{8 + step:02}:{case % 60:02}:00Z"
            lines.append(f"{case},step {step},Person {who:03},{at}")
    path = folder / "export.csv"
    path.write_text("\n".join(lines))
    return path


def drop(page: Page, file: Path) -> None:
    page.get_by_role("link", name="Drop last year").click()
    page.locator("input[type=file]").set_input_files(file)
    # The worker reads it in a process of its own; on a busy machine that takes its time.
    expect(page.locator("[data-graph][data-drawn-arrows]")).to_be_visible(timeout=LONG)


def drawn(page: Page) -> tuple[int, int]:
    root = page.locator("[data-graph][data-drawn-arrows]")
    expect(root).to_be_visible()
    arrows, parties = (root.get_attribute(f"data-drawn-{what}") for what in ("arrows", "parties"))
    return int(arrows or 0), int(parties or 0)


def test_from_a_dropped_file_to_an_arrow_by_keyboard_alone(
    visit: Callable[..., Page], tmp_path: Path
) -> None:
    page = visit(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    drop(page, a_file(tmp_path, people=12, cases=40))
    assert_accessible(page)
    canvas = page.locator("canvas")
    canvas.focus()
    expect(page.locator("#live-region")).to_contain_text("gives")
    first = page.locator("#live-region").inner_text()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#live-region")).not_to_have_text(first)
    page.keyboard.press("Enter")
    panel = page.locator("#panel")
    expect(panel).to_be_focused()
    expect(panel).to_contain_text("Whom it serves")
    panel.get_by_role("link").nth(1).focus()
    page.keyboard.press("Enter")
    expect(panel).to_contain_text("The rows behind it")
    expect(panel).to_contain_text("step")
    assert_accessible(page)


def test_weaker_arrows_come_with_the_slider_and_the_address_remembers(
    visit: Callable[..., Page], tmp_path: Path
) -> None:
    page = visit(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    drop(page, a_file(tmp_path, people=20, cases=200))
    before, _parties = drawn(page)
    slider = page.get_by_label("Strong arrows only")
    slider.focus()
    page.keyboard.press("Home")
    expect(page.locator("[data-graph-least]")).to_contain_text("at least 1:")
    root = page.locator("[data-graph]")
    expect(root).not_to_have_attribute("data-drawn-arrows", str(before))
    after, parties = drawn(page)
    assert after > before
    assert parties == 20
    expect(page).to_have_url(page.url)
    assert "least=1" in page.url
    page.reload()
    assert drawn(page) == (after, parties)


def test_five_hundred_parties_are_drawn_and_dragging_draws_none_of_them_again(
    visit: Callable[..., Page], tmp_path: Path
) -> None:
    """What makes it fluid, counted: while it is dragged the sheet is moved, not drawn."""
    page = visit(viewport={"width": 1400, "height": 900})
    drop(page, a_file(tmp_path, people=500, cases=1100, steps=4))
    page.goto(f"{page.url.partition('?')[0]}?least=1")
    arrows, parties = drawn(page)
    assert parties > 480
    assert arrows > 2000
    root, box = page.locator("[data-graph]"), page.locator("canvas").bounding_box()
    assert box is not None
    sheets = root.get_attribute("data-sheets")
    page.mouse.move(box["x"] + 300, box["y"] + 200)
    page.mouse.down()
    for step in range(20):
        page.mouse.move(box["x"] + 300 + 4 * step, box["y"] + 200)
    assert root.get_attribute("data-sheets") == sheets
    page.mouse.up()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_the_list_comes_first_and_nothing_is_wider_than_the_screen(
    visit: Callable[..., Page], tmp_path: Path, scheme: str
) -> None:
    page = visit(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    drop(page, a_file(tmp_path, people=12, cases=40))
    list_, picture = page.locator("#panel").bounding_box(), page.locator("canvas").bounding_box()
    assert list_ is not None
    assert picture is not None
    assert list_["y"] < picture["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert_accessible(page)


def test_without_script_the_same_is_a_table(visit: Callable[..., Page], tmp_path: Path) -> None:
    page = visit(java_script_enabled=False)
    page.get_by_role("link", name="Drop last year").click()
    page.locator("input[type=file]").set_input_files(a_file(tmp_path, people=12, cases=40))
    page.get_by_role("button", name="Show the graph").click()
    again = page.get_by_role("link", name="Look again")
    while again.count():
        again.click()
    expect(page.locator("canvas")).to_be_hidden()
    page.get_by_label("At least so many hand-overs").fill("1")
    page.get_by_role("button", name="Show", exact=True).click()
    page.locator(".graph-pair").first.click()
    expect(page.locator("#panel")).to_contain_text("The rows behind it")
