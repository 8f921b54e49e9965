"""Changes as bars around nought: a light bar for the interval, a dark mark for the value."""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Scale:
    """From `low` to `high`, in the unit of the values; nought lies between them."""

    low: float
    high: float

    def place(self, value: float) -> float:
        """Percent of the width."""
        span = self.high - self.low
        return 50.0 if span <= 0 else min(max((value - self.low) / span, 0.0), 1.0) * 100


def scale_of(bounds: list[tuple[float, float]], least: float) -> Scale:
    """One scale for all rows of a chart, with a little room at both ends. What is smaller than
    `least` must not look large: so much is always shown on both sides of nought."""
    low = min([-least, *(row[0] for row in bounds)])
    high = max([least, *(row[1] for row in bounds)])
    room = 0.04 * (high - low)
    return Scale(low - room, high + room)


def draw(scale: Scale, figure: tuple[float, float, float], *, css: str, spoken: str) -> SafeString:
    """`figure`: value, low, high. `css` says what it means beside the word in the row."""
    value, low, high = figure
    start, end, nought = scale.place(low), scale.place(high), scale.place(0.0)
    rows = (
        ("interval-ground", 0.0, 100.0, 2, 8, 4.0),
        (f"interval-band {css}", start, max(end - start, 0.8), 2, 8, 4.0),
        ("change-nought", nought, 0.3, 0, 12, 0.0),
        (f"interval-mark {css}", min(scale.place(value), 99.0), 0.9, 0, 12, 1.5),
    )
    drawn = format_html_join(
        "",
        '<rect class="{}" x="{}%" width="{}%" y="{}" height="{}" rx="{}"/>',
        ((name, f"{x:.2f}", f"{wide:.2f}", y, tall, rx) for name, x, wide, y, tall, rx in rows),
    )
    return format_html(
        '<svg class="interval-bar" width="100%" height="12" role="img" aria-label="{}">{}</svg>',
        spoken,
        drawn,
    )
