"""Hand-offs are measured by the work: no button and no address exists only to accept or return."""

import re

import pytest

from tests.architecture import tree

BUTTON = re.compile(r"<button[^>]*>(?P<inside>.*?)</button>", re.S | re.I)
LABEL = re.compile(r"translate\s+[\"'](?P<words>[^\"']+)[\"']")
COUNTING = re.compile(r"^\s*(accept|accepted|reject|return to|send back with|acknowledge)\b", re.I)


def buttons_to_be_counted(template: str) -> list[str]:
    """Words of the buttons that say nothing but accept, reject, return."""
    labels = [
        label["words"]
        for button in BUTTON.finditer(template)
        for label in LABEL.finditer(button["inside"])
    ]
    return [words for words in labels if COUNTING.match(words)]


def test_the_check_sees_an_accept_button() -> None:
    bad = '<button type="submit" class="btn">{% icon "check" %}{% translate "Accept" %}</button>'
    assert buttons_to_be_counted(bad) == ["Accept"]


def test_the_check_passes_a_working_act() -> None:
    good = '<button type="submit">{% translate "On my way" %}</button>'
    assert buttons_to_be_counted(good) == []


@pytest.mark.parametrize(
    "template", [str(path) for path in sorted((tree.ROOT / "src").rglob("*.html"))]
)
def test_no_template_has_a_button_whose_only_purpose_is_to_be_counted(template: str) -> None:
    with open(template, encoding="utf-8") as file:
        assert buttons_to_be_counted(file.read()) == []
