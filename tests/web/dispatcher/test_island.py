"""The board in a real browser: two dispatchers, one day, no reload."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, Page, expect

from fullcircle.foundation import clock
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.models import Person
from hatch_build import build
from tests.rooms.scheduling.working_day import account_of, at, lay_out_day
from tests.running_server import RunningServer

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[3]
DAY = "/board/?day=2026-07-14"


def at_the_board(browser: Browser, server: RunningServer, actor: Actor) -> Page:
    account = account_of(Person.objects.get(pk=actor.person_id))
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    context = browser.new_context(viewport={"width": 1400, "height": 900}, base_url=server.url)
    context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": str(session.session_key),
                "url": server.url,
            }
        ]
    )
    page = context.new_page()
    page.goto(DAY)
    return page


def test_a_move_by_keyboard_is_seen_by_the_other_dispatcher_without_reload(
    server_starter: Callable[..., RunningServer], chromium: Any
) -> None:
    build(ROOT)
    with clock.standing_at(at(9)):
        day = lay_out_day()
        visit = day.assigned(at(10), day.joe)
        booked = day.assigned(at(10), day.ana)
    server = server_starter()
    summer = at_the_board(chromium, server, day.summer)
    priya = at_the_board(chromium, server, day.priya)
    card = f'a[data-visit="{visit.pk}"]'
    joe, ana = '[data-name="Joe Ruiz"]', '[data-name="Ana Mora"]'
    expect(priya.locator(f"{joe} {card}")).to_be_visible()

    summer.locator(card).focus()
    summer.keyboard.press("m")
    expect(summer.locator("#live-region")).to_contain_text("Moving No cool")
    summer.keyboard.press("ArrowUp")
    summer.keyboard.press("Enter")
    expect(summer.locator(".board-toast")).to_contain_text(booked.job.case.title)
    expect(summer.locator(f"{joe} {card}")).to_be_visible()

    summer.locator(".board-toast button").click()
    summer.locator(card).focus()
    summer.keyboard.press("m")
    for key in ["ArrowUp", *["ArrowRight"] * 4, "Enter"]:
        summer.keyboard.press(key)
    expect(summer.locator(f"{ana} {card}")).to_be_visible()
    expect(priya.locator(f"{ana} {card}")).to_be_visible()
    expect(summer.locator("#panel-title")).to_contain_text("120 Maple")
