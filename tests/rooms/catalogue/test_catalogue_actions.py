"""The catalogue: a form that changes gets its next version, a price keeps its history in invoices."""

from decimal import Decimal

import pytest

from fullcircle.registry.catalogue.actions import (
    NewItem,
    add_job_type,
    add_price,
    add_price_list,
    add_service,
    change_price,
    retire_price,
    write_form,
)
from fullcircle.registry.catalogue.models import ClosingForm
from fullcircle.registry.catalogue.queries import find_prices
from fullcircle.registry.catalogue.refusals import (
    CodeTaken,
    FormNotUnderstood,
    PriceNotUnderstood,
)
from fullcircle.registry.catalogue.states import ItemKind
from fullcircle.registry.people.actor import Actor, actor_for
from fullcircle.registry.people.refusals import NotAllowed
from fullcircle.registry.people.states import Seat
from tests.factories.company import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Actor:
    return actor_for(a_person("Ada Lind", Seat.ADMINISTRATOR))


def test_a_changed_form_is_the_next_version_and_job_types_move_to_it(by: Actor) -> None:
    first = write_form(by=by, name="Cooling", items=[NewItem("Suction pressure", ItemKind.READING)])
    service = add_service(by=by, name="Cooling", trade="home_service")
    job_type = add_job_type(by=by, service=service, name="No cool", form=first)
    again = write_form(by=by, name="Cooling", items=[NewItem("Suction pressure", ItemKind.READING)])
    assert again == first
    second = write_form(
        by=by,
        name="Cooling",
        items=[NewItem("Suction pressure", ItemKind.READING), NewItem("Plate", ItemKind.PHOTO)],
    )
    job_type.refresh_from_db()
    assert (second.version, job_type.form) == (2, second)
    assert [item.key for item in ClosingForm.objects.get(pk=first.pk).items.all()] == [
        "suction-pressure"
    ]


def test_a_form_keeps_off_the_names_of_the_cards_own_parts(by: Actor) -> None:
    form = write_form(by=by, name="Notes twice", items=[NewItem("Notes")])
    assert form.items.get().key == "form-notes"


@pytest.mark.parametrize(
    "items",
    [
        [NewItem("Plate"), NewItem("plate")],
        [NewItem(" ")],
        [NewItem("Colour", ItemKind.CHOICE, choices=("red",))],
    ],
)
def test_a_form_that_cannot_be_filled_in_is_refused(by: Actor, items: list[NewItem]) -> None:
    with pytest.raises(FormNotUnderstood):
        write_form(by=by, name="Odd", items=items)


def test_prices_are_found_by_code_and_by_every_word_of_the_name(by: Actor) -> None:
    prices = add_price_list(by=by, name="Prices", currency="USD")
    for code, name in (("CAP-45", "Run capacitor 45/5"), ("CAP", "Cap"), ("FLT", "Filter 20x25")):
        add_price(by=by, price_list=prices, code=code, name=name, unit_minor=100)
    found = [item.code for item in find_prices("cap", currency="USD")]
    assert found == ["CAP", "CAP-45"]
    assert [item.code for item in find_prices("20x25 filter", currency="USD")] == ["FLT"]
    assert find_prices("cap", currency="EUR") == []
    assert find_prices("", currency="USD") == []


def test_a_retired_price_is_not_offered_and_a_code_is_there_once(by: Actor) -> None:
    prices = add_price_list(by=by, name="Prices", currency="USD")
    item = add_price(by=by, price_list=prices, code="FLT", name="Filter", unit_minor=100)
    with pytest.raises(CodeTaken):
        add_price(by=by, price_list=prices, code="flt", name="Filter", unit_minor=100)
    retire_price(by=by, item=item)
    assert find_prices("flt", currency="USD") == []


def test_a_price_below_nought_or_a_tax_of_everything_is_refused(by: Actor) -> None:
    prices = add_price_list(by=by, name="Prices", currency="USD")
    with pytest.raises(PriceNotUnderstood):
        add_price(by=by, price_list=prices, code="X", name="X", unit_minor=-1)
    item = add_price(by=by, price_list=prices, code="Y", name="Y", unit_minor=1)
    with pytest.raises(PriceNotUnderstood):
        change_price(by=by, item=item, unit_minor=1, tax_rate=Decimal(1))


def test_two_job_types_of_one_name_have_two_codes(by: Actor) -> None:
    form = write_form(by=by, name="Short", items=[NewItem("Plate")])
    service = add_service(by=by, name="Cooling", trade="home_service")
    codes = [add_job_type(by=by, service=service, name="No cool", form=form).code for _ in "ab"]
    assert codes == ["no-cool", "no-cool-2"]


def test_the_catalogue_is_the_administrators() -> None:
    agent = actor_for(a_person("Amy Ito", Seat.AGENT))
    with pytest.raises(NotAllowed):
        add_service(by=agent, name="Cooling", trade="home_service")
