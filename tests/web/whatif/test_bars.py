"""Bars around nought, and changes in words."""

import pytest

from fullcircle.web.components import change_bar as bars
from fullcircle.web.whatif import words


def test_nought_lies_on_every_scale_and_small_changes_look_small():
    scale = bars.scale_of([(0.1, 0.2)], least=10)
    assert scale.low < -10 < 0 < 10 < scale.high
    assert scale.place(0.2) - scale.place(0.1) < 1


@pytest.mark.parametrize("figure", [(-50.0, -80.0, -20.0), (0.0, -5.0, 5.0), (900.0, 100.0, 1e9)])
def test_no_bar_leaves_its_ground(figure):
    scale = bars.Scale(-100, 100)
    drawn = bars.draw(scale, figure, css="is-open", spoken="said")
    numbers = [float(part.split('"')[1].rstrip("%")) for part in drawn.split("x=")[1:]]
    assert all(0 <= number <= 100 for number in numbers)
    assert 'aria-label="said"' in drawn


def test_an_empty_scale_puts_everything_in_the_middle():
    assert bars.Scale(0, 0).place(3) == 50


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0.2, "no change"), (-0.2, "no change"), (-90, "1 h 30 sooner"), (12, "12 min later")],
)
def test_changes_in_words(minutes, said):
    assert words.change_said(minutes) == said


@pytest.mark.parametrize(
    ("share", "said"), [(0.0, "0.0"), (0.0123, "+1.2"), (-0.0004, "0.0"), (-0.25, "\u221225")]
)
def test_points_in_words(share, said):
    assert words.points_said(share) == said


def test_a_customer_who_is_gone_is_not_a_number():
    assert words.class_name("customer:7", {}) == "a customer who is not here any more"
    assert words.class_name("customer:7", {7: "Corner Shop"}) == "Corner Shop"
