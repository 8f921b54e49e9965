"""What the logs never tell."""

import logging

import pytest

from fullcircle.config.logging import HidePaths, told_path


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/s/zCmO1x2y", "/s/..."),
        ("/s/zCmO1x2y/confirm", "/s/..."),
        ("/set-up/abc", "/set-up/..."),
        ("/board", "/board"),
        ("/" + "a" * 500, "/" + "a" * 199),
    ],
)
def test_the_address_of_a_link_page_is_not_told(path: str, told: str) -> None:
    assert told_path(path) == told


def test_the_frameworks_own_lines_hide_it_too() -> None:
    record = logging.LogRecord(
        "django.request", logging.ERROR, "", 1, "%s: %s", ("Server Error", "/s/zCmO1x2y"), None
    )
    assert HidePaths().filter(record)
    assert record.getMessage() == "Server Error: /s/..."
