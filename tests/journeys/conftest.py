"""A company on the Tuesday, served for real, with one signed-in browser window per seat."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize

from fullcircle.foundation import clock
from fullcircle.registry.catalogue.models import ClosingFormItem
from fullcircle.registry.customers.actions import note_touch, write_record
from fullcircle.registry.customers.actions.records import Done, confirm_record
from fullcircle.registry.people.actor import worker
from fullcircle.registry.people.models import Person
from tests.databases import FreshDatabase
from tests.factories.company import TUESDAY, Company, a_company
from tests.running_server import RunningServer

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
PICTURES = Path(__file__).resolve().parents[2] / "test-results" / "journeys"
WIDE: ViewportSize = {"width": 1400, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


@dataclass
class Tuesday:
    """The company, its server, and the control that moves the company's clock."""

    company: Company
    server: RunningServer
    directory: Path
    troubles: list[str] = field(default_factory=list)

    def it_is(self, hour: int, minute: int) -> None:
        """Move the company's clock to this time of the day, New York."""
        at = datetime(2026, 7, 14, hour + 4, minute, tzinfo=UTC)
        record = {"company": at.isoformat(), "wall": clock.wall_time().isoformat(), "rate": 1.0}
        (self.directory / "company-clock.json").write_text(json.dumps(record), encoding="ascii")


def with_a_past(company: Company) -> None:
    """120 Maple as everybody knows it: a tune-up this spring, a thermocouple last fall, Fluffy."""
    by = worker("tests")
    for days, person, what, symptom in (
        (90, company.technician, "a tune-up", ""),
        (280, company.other_technician, "a demand call", "a bad thermocouple"),
    ):
        visit_ref = f"visit:{100_000 + days}"
        write_record(
            by=by,
            done=Done(
                customer=company.customer, location=company.location, equipment=company.equipment,
                case_number=f"B{days}", visit_ref=visit_ref, job_code="old",
                what=f"{what} for {symptom}" if symptom else what, result="fixed",
                technician_ref=person.ref, technician_name=person.call_name,
                done_at=TUESDAY - timedelta(days=days), symptom=symptom,
            ),
        )  # fmt: skip
        confirm_record(by=by, visit_ref=visit_ref)
    note_touch(
        by=by, customer=company.customer, location=company.location,
        text="a little dog named Fluffy",
    )  # fmt: skip
    company.location.hazards = "none"
    company.location.save()
    ClosingFormItem.objects.create(
        form=company.job_type.form, position=3, key="plate", label="Data plate", kind="photo"
    )


@pytest.fixture
def tuesday(fresh_database: FreshDatabase, server_starter: Callable[..., RunningServer]) -> Tuesday:
    with clock.standing_at(TUESDAY):
        company = a_company()
        with_a_past(company)
    place = Tuesday(company, None, fresh_database.directory)  # type: ignore[arg-type]  # next line
    place.it_is(9, 2)
    place.server = server_starter(FULLCIRCLE_DEMO="1")
    return place


@pytest.fixture
def sit_down(tuesday: Tuesday, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """`sit_down(person)` gives a window signed in by one click; script errors fail the test."""
    contexts = []

    def sit(person: Person, viewport: ViewportSize = WIDE, **more: str) -> Page:
        context = chromium.new_context(viewport=viewport, **more)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: tuesday.troubles.append(f"{person}: {error}"))
        page.on("console", lambda message: note_trouble(tuesday, person, message))
        page.goto(f"{tuesday.server.url}/sign-in")
        page.locator(f'form[action="/sit-down/{person.pk}"] button').click()
        page.wait_for_load_state()
        return page

    yield sit
    for number, context in enumerate(contexts):
        for page in context.pages:  # how each seat stood at the end, also of a failed journey
            page.screenshot(path=str(PICTURES / f"seat-{number}.png"), full_page=True)
        context.close()
    assert not tuesday.troubles, tuesday.troubles


def note_trouble(tuesday: Tuesday, person: Person, message: ConsoleMessage) -> None:
    # A refused form answers 422, which the console calls an error; it is the right answer.
    if message.type == "error" and "status of 422" not in message.text:
        tuesday.troubles.append(f"{person}: {message.text}")


def assert_accessible(page: Page) -> None:
    """No axe violation on the page as it stands. The policy forbids eval, so axe comes as a file."""
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    found = session.send(
        "Runtime.evaluate",
        {
            "expression": "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations"
            ".map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', ')))",
            "awaitPromise": True, "returnByValue": True,
        },
    )  # fmt: skip
    assert found["result"]["value"] == [], (page.url, found["result"]["value"])


def a_photo_file(folder: Path, name: str, colour: str) -> Path:
    out = BytesIO()
    Image.new("RGB", (800, 600), colour).save(out, "JPEG")
    path = folder / name
    path.write_bytes(out.getvalue())
    return path
