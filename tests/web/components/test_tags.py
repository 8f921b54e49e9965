"""The tags work in any template without loading anything, and never write a style attribute."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django import forms
from django.template import engines
from django.test import override_settings

from fullcircle.foundation import clock
from fullcircle.web.components.chips import LOOKS, TONES, look_of

ROOT = Path(__file__).resolve().parents[3]
NOW = datetime(2026, 7, 14, 13, 2, tzinfo=UTC)


def shown(source: str, **context: object) -> str:
    template: str = engines["django"].from_string(source).render(context)
    return template.strip()


class RequestForm(forms.Form):
    problem = forms.CharField(help_text="As she said it.")
    window = forms.ChoiceField(choices=[("am", "morning")], widget=forms.RadioSelect)


def icons() -> set[str]:
    lines = (ROOT / "frontend" / "icons.txt").read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def test_every_icon_that_a_template_or_a_state_asks_for_is_in_the_sprite() -> None:
    asked = {look.icon for look in LOOKS.values()}
    for template in (ROOT / "src" / "fullcircle" / "web").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        asked |= set(re.findall(r'{% (?:icon|nothing) "([\w-]+)"', text))
        asked |= set(re.findall(r'sign="([\w-]+)"', text))
    assert asked - icons() == set()


def test_every_state_has_a_colour_an_icon_and_a_word() -> None:
    for look in LOOKS.values():
        assert look.tone in TONES
        assert look.icon
        assert str(look.word)


def test_an_unknown_state_is_shown_quietly_with_its_own_word() -> None:
    assert look_of("on-the-moon").word == "on the moon"
    assert look_of("on-the-moon").tone == "idle"


def test_a_chip_can_say_more_than_its_state() -> None:
    html = shown('{% chip "late" "12 min late" %}')
    assert "chip-late" in html
    assert "12 min late" in html


def test_a_time_is_absolute_and_relative_with_everything_in_the_tooltip() -> None:
    with clock.standing_at(NOW):
        html = shown('{% when at "America/New_York" %}', at=NOW + timedelta(minutes=38))
    assert ">09:40<" in html
    assert "in 38 min" in html
    assert 'title="Tuesday, 14 July 2026, 09:40 EDT"' in html


@override_settings(PHONE_REGION="US")
def test_a_phone_number_can_be_dialled_and_reads_as_people_write_it() -> None:
    html = shown('{% phone "+12125550142" %}')
    assert 'href="tel:+12125550142"' in html
    assert "(212) 555-0142" in html
    assert "+49 30 123456" in shown('{% phone "+4930123456" %}')
    assert "ext? ask" in shown('{% phone "ext? ask" %}')


@pytest.mark.parametrize(
    ("minor", "currency", "said"),
    [
        (12950, "USD", "$129.50"),
        (-4000, "USD", "−$40.00"),
        (500, "JPY", "¥500"),
        (0, "EUR", "€0.00"),
    ],
)
def test_money_is_written_from_minor_units(minor: int, currency: str, said: str) -> None:
    assert said in shown("{% money minor currency %}", minor=minor, currency=currency)


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Joe Rivera", "JR"), ("Dispatchers", "DI"), ("Ana Maria Lopez-Diaz", "AD"), ("–", "?")],
)
def test_initials(name: str, letters: str) -> None:
    assert shown("{{ name|initials }}", name=name) == letters


def test_a_field_wires_help_and_error_to_its_control() -> None:
    html = shown("{% field form.problem %}", form=RequestForm({"window": "am"}))
    assert 'aria-describedby="id_problem_error id_problem_help"' in html
    assert 'id="id_problem_error"' in html
    assert 'id="id_problem_help"' in html
    assert 'aria-invalid="true"' in html


def test_choices_are_a_group_with_a_legend() -> None:
    html = shown("{% field form.window %}", form=RequestForm())
    assert "<fieldset>" in html
    assert "<legend>" in html


def test_the_empty_state_says_what_to_do_next() -> None:
    html = shown(
        '{% nothing "inbox" title %}They come by themselves.{% endnothing %}', title="<None>"
    )
    assert "&lt;None&gt;" in html
    assert "They come by themselves." in html


def test_no_template_writes_style_or_script_into_the_page() -> None:
    for template in (ROOT / "src" / "fullcircle" / "web").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style|hx-on", text), template
        assert not re.search(r"<script(?![^>]*\ssrc=)", text), template
