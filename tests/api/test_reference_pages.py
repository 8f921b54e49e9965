"""Pages that are written from the code say what the code says now."""

from pathlib import Path

import pytest

from fullcircle.config.reference_pages import api_page, figures_page, policy_page

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"
AGAIN = "write it again: fullcircle manage write_reference"


@pytest.mark.parametrize(
    ("name", "page"),
    [("policy.md", policy_page), ("api.md", api_page), ("figures.md", figures_page)],
)
def test_the_page_says_what_the_code_says(name: str, page: object) -> None:
    assert callable(page)
    assert (REFERENCE / name).read_text(encoding="utf-8") == page(), AGAIN
