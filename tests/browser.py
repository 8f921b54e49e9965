"""The browser of the tests: the Chromium of the system, found on the path."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

HOW_TO_GET_CHROMIUM = (
    "no Chromium was found, tests in a browser are left out; to get one: "
    "`apt install chromium`, `dnf install chromium`, `brew install --cask chromium`, "
    "or set CHROMIUM to its path"
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = "/Applications/Chromium.app/Contents/MacOS/Chromium"
ARGUMENTS = [
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def chromium_program() -> str | None:
    """Path of a Chromium, or None."""
    named = os.environ.get("CHROMIUM", "")
    return next(
        (path for name in (named, *NAMES, MAC) if name and (path := shutil.which(name))), None
    )


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """A browser without a window. Its sandbox is given up only where it cannot work: as root."""
    program = chromium_program()
    if program is None:
        raise LookupError(HOW_TO_GET_CHROMIUM)
    arguments = [*ARGUMENTS, "--no-sandbox"] if os.geteuid() == 0 else ARGUMENTS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        try:
            yield browser
        finally:
            browser.close()
