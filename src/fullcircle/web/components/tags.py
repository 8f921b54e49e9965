"""Tags that every template has without loading anything; docs/explanation/look.md lists them."""

from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from html import escape

from django import forms, template
from django.conf import settings
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from moneyed import Money, get_currency
from moneyed.l10n import format_money
from phonenumbers import (
    NumberParseException,
    PhoneNumberFormat,
    format_number,
    parse,
    region_code_for_number,
)

from fullcircle.foundation import clock
from fullcircle.web.components import assets, chips, times
from fullcircle.web.components import interval as intervals
from fullcircle.web.components import ring as rings

register = template.Library()

NOTE_SIGNS = {
    "info": "info-circle",
    "success": "circle-check",
    "warning": "alert-triangle",
    "error": "alert-octagon",
}


@register.simple_tag
def asset(name: str) -> str:
    """Address of a built file: `{% asset "shell.css" %}`."""
    return assets.address(name)


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """Icon of the sprite; decoration unless it has a `label`."""
    return _icon(name, _text(label), css)


# Typed, here and below: a text that was marked as safe equals the same text that was not.
@lru_cache(maxsize=2048, typed=True)
def _icon(name: str, label: str, css: str) -> SafeString:
    spoken = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else SafeString('aria-hidden="true"')
    )
    use = f"{assets.address('icons.svg')}#{name}"
    return format_html('<svg class="icon {}" {}><use href="{}"/></svg>', css, spoken, use)


def _text(words: str | Promise) -> str:
    """What may be translated later is translated now: only a text is the same tomorrow."""
    return str(words) if isinstance(words, Promise) else words


@register.simple_tag
def ring(chain: rings.Ring | None, size: str = "md") -> SafeString:
    """The ring of a case: `{% ring case.ring "sm" %}`."""
    return rings.draw(chain or rings.Ring(), rings.RingSize(size))


@register.simple_tag
def interval(
    value: float | None, low: float | None, high: float | None, n: int, *, label: str = ""
) -> SafeString:
    """A share (0 to 1) with bounds and number of cases."""
    return intervals.draw(intervals.Interval(value, low, high, n), label)


@register.simple_tag
def chip(
    state: str = "", word: str = "", *, tone: str = "", sign: str = "", url: str = ""
) -> SafeString:
    """Colour, icon and word of a state; `word`, `tone`, `sign` (an icon) replace what it says."""
    look = chips.look_of(state) if state else chips.Look("idle", "", word)
    return _chip(tone or look.tone, sign or look.icon, _text(word or look.word), url)


@lru_cache(maxsize=4096, typed=True)
def _chip(tone: str, sign: str, word: str, url: str) -> SafeString:
    tag = format_html('a href="{}"', url) if url else SafeString("span")
    return format_html(
        '<{} class="chip chip-{}">{}<span class="clip">{}</span></{}>',
        tag,
        tone,
        icon(sign) if sign else "",
        word,
        "a" if url else "span",
    )


@register.simple_tag
def who(name: str, size: str = "md", *, outside: bool = False) -> SafeString:
    """Badge with initials; the name stands in the tooltip and is spoken."""
    return _who(_text(name), size, bool(outside))


@lru_cache(maxsize=4096, typed=True)
def _who(name: str, size: str, outside: bool) -> SafeString:
    css = "" if size == "md" else f" who-{size}"
    return format_html(
        '<span class="who{}{}" role="img" aria-label="{}" title="{}">{}</span>',
        css,
        " who-out" if outside else "",
        name,
        name,
        initials(name),
    )


@register.filter
def initials(name: str) -> str:
    """ "Joe Rivera" is JR, "Dispatchers" is DI."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    if not words:
        return "?"
    letters = words[0][:2] if len(words) == 1 else words[0][0] + words[-1][0]
    return letters.upper()


@register.simple_tag
def when(instant: datetime | None, zone: str = "", *, show: str = "both") -> SafeString:
    """An instant in its location's zone. `show`: "both", "time" (absolute), "ago" (relative)."""
    if instant is None:
        return SafeString('<span class="quiet">–</span>')
    place, now = zone or settings.TIME_ZONE, clock.now()
    parts = []
    if show != "ago":
        parts.append(f"<span>{escape(times.absolute(instant, place, now))}</span>")
    if show != "time":
        parts.append(f'<span class="ago">{escape(times.relative(instant, now))}</span>')
    return SafeString(
        f'<time class="when" datetime="{instant.isoformat()}"'
        f' title="{escape(times.complete(instant, place))}">{" · ".join(parts)}</time>'
    )


@register.simple_tag
def duration(length: timedelta | float | None) -> str:
    """A length of time; numbers are minutes."""
    if length is None:
        return "–"
    return times.duration(length if isinstance(length, timedelta) else timedelta(minutes=length))


@register.simple_tag
def money(minor: int | None, currency: str = "") -> SafeString:
    """An amount in minor units: `{% money 12950 "USD" %}` is $129.50."""
    if minor is None:
        return SafeString('<span class="quiet">–</span>')
    return _money(minor, currency or settings.CURRENCY, get_language() or "en")


@lru_cache(maxsize=4096)
def _money(minor: int, currency: str, language: str) -> SafeString:
    kind = get_currency(currency)
    amount = Money(Decimal(minor) / kind.sub_unit, kind)
    shown = format_money(amount, locale=language.replace("-", "_"))
    css = "number money-minus" if minor < 0 else "number"
    return format_html('<span class="{}">{}</span>', css, shown.replace("-", "\u2212"))


@register.simple_tag
def phone(number: str, *, link: bool = True) -> SafeString:
    """A number as people here write it, to be dialled by touch."""
    if not number:
        return SafeString('<span class="quiet">–</span>')
    return _phone(number, settings.PHONE_REGION, bool(link))


@lru_cache(maxsize=4096, typed=True)
def _phone(number: str, region: str, link: bool) -> SafeString:
    try:
        parsed = parse(number, region)
    except NumberParseException:
        return format_html('<span class="number">{}</span>', number)
    here = region_code_for_number(parsed) == region
    shown = format_number(
        parsed, PhoneNumberFormat.NATIONAL if here else PhoneNumberFormat.INTERNATIONAL
    )
    if not link:
        return format_html('<span class="number">{}</span>', shown)
    return format_html(
        '<a class="number" href="tel:{}">{}</a>',
        format_number(parsed, PhoneNumberFormat.E164),
        shown,
    )


@register.simple_tag
def arrow(state: str = "accepted") -> SafeString:
    """The arrow between two people; its colour is the state that the text beside it says too."""
    return format_html(
        '<svg class="arrow arrow-{}" viewBox="0 0 48 12" aria-hidden="true">'
        '<path d="M1 6h45M41 1.5l5 4.5-5 4.5"/></svg>',
        state,
    )


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, *, hint: str = "", wide: bool = False) -> dict[str, object]:
    """A form field with label, help and error wired to it: `{% field form.problem %}`."""
    kind = bound.field.widget
    choices = isinstance(kind, forms.RadioSelect | forms.CheckboxSelectMultiple)
    check = isinstance(kind, forms.CheckboxInput)
    own = str(kind.attrs.get("class", ""))
    css = (
        ""
        if choices or check
        else "form-select"
        if isinstance(kind, forms.Select)
        else "form-control"
    )
    described = [f"{bound.auto_id}_help"] if bound.help_text or hint else []
    if bound.errors:
        described.insert(0, f"{bound.auto_id}_error")
    attributes: dict[str, str | bool] = {"class": f"{css} {own}".strip()}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    return {
        "bound": bound,
        "control": bound.as_widget(attrs=attributes),
        "help": hint or bound.help_text,
        "choices": choices,
        "check": check,
        "wide": wide,
    }


@register.simple_block_tag
def nothing(content: str, sign: str, title: str, *, url: str = "", action: str = "") -> SafeString:
    """The empty state: what is not here, and inside what to do next."""
    deed = format_html('<a class="btn" href="{}">{}</a>', url, action) if url and action else ""
    return format_html(
        '<div class="nothing">{}<p class="nothing-title">{}</p><div>{}</div>{}</div>',
        icon(sign),
        title,
        SafeString(content),
        deed,
    )


@register.simple_block_tag
def note(content: str, kind: str = "info", title: str = "") -> SafeString:
    """A message in the page: info, success, warning, error."""
    head = format_html("<strong>{}</strong>", title) if title else ""
    return format_html(
        '<div class="note note-{}" role="{}">{}<div class="grow">{}{}</div></div>',
        kind,
        "alert" if kind == "error" else "status",
        icon(NOTE_SIGNS.get(kind, "info-circle")),
        head,
        SafeString(content),
    )
