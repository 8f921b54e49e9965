"""A figure with its interval: a light bar, a dark mark, the number, and n."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

FEW = 10


@dataclass(frozen=True)
class Interval:
    """A share between 0 and 1 with the bounds of its interval and the number of cases behind it."""

    value: float | None
    low: float | None
    high: float | None
    n: int

    @property
    def known(self) -> bool:
        return self.n > 0 and self.value is not None


def draw(interval: Interval, label: str = "") -> SafeString:
    """HTML of the figure. Without cases it says "no data", never 0 %; below ten it is greyed."""
    head = format_html('<span class="interval-label">{}</span>', label) if label else ""
    if not interval.known or interval.value is None:
        return format_html(
            '<span class="interval interval-none">{}<span class="interval-figure">'
            '<span class="interval-value">{}</span></span>{}</span>',
            head,
            _("no data"),
            _bar(None, 0, 0, spoken=f"{label}: {_('no data')}".lstrip(": ")),
        )
    low = interval.value if interval.low is None else interval.low
    high = interval.value if interval.high is None else interval.high
    spoken = words(interval)
    return format_html(
        '<span class="interval{}">{}<span class="interval-figure">'
        '<span class="interval-value">{}</span><span class="interval-range">{}</span>'
        '<span class="interval-n">{}</span></span>{}</span>',
        " interval-few" if interval.n < FEW else "",
        head,
        percent(interval.value),
        f"{low * 100:.0f}–{high * 100:.0f}",
        _count(interval.n),
        _bar(interval.value, low, high, spoken=f"{label}: {spoken}" if label else spoken),
    )


def percent(share: float) -> str:
    """Whole percent, with a narrow space that does not break."""
    return f"{share * 100:.0f}\u202f%"


def words(interval: Interval) -> str:
    if not interval.known or interval.value is None:
        return _("no data")
    low = interval.value if interval.low is None else interval.low
    high = interval.value if interval.high is None else interval.high
    said = _("%(value)s, between %(low)s and %(high)s, from %(n)d cases") % {
        "value": percent(interval.value),
        "low": percent(low),
        "high": percent(high),
        "n": interval.n,
    }
    return (
        _("%(said)s: few cases, take it with care") % {"said": said} if interval.n < FEW else said
    )


def _count(n: int) -> str:
    return _("n %(n)d, few cases") % {"n": n} if n < FEW else _("n %(n)d") % {"n": n}


def _bar(value: float | None, low: float, high: float, *, spoken: str) -> SafeString:
    ground = SafeString(
        '<rect class="interval-ground" x="0" y="2" width="100%" height="8" rx="4"/>'
    )
    if value is not None:
        start, end = _clamp(low), _clamp(high)
        band = '<rect class="interval-band" x="{}%" y="2" width="{}%" height="8" rx="4"/>'
        mark = '<rect class="interval-mark" x="{}%" y="0" width="3" height="12" rx="1.5"/>'
        ground += format_html(band, f"{start:.1f}", f"{max(end - start, 1):.1f}")
        ground += format_html(mark, f"{min(_clamp(value), 98.5):.1f}")
    return format_html(
        '<svg class="interval-bar" width="100%" height="12" role="img" aria-label="{}">{}</svg>',
        spoken,
        ground,
    )


def _clamp(share: float) -> float:
    return min(max(share, 0.0), 1.0) * 100
