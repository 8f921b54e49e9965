"""What can be asked for: services, job types, closing forms and prices of the three trades."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from fullcircle.demo.cast.people import read_table
from fullcircle.registry.catalogue.states import ItemKind, PriceKind, Trade

CURRENCY = "USD"


@dataclass(frozen=True, slots=True)
class Service:
    """A line of the published catalogue. `lead_time_minutes` in working time."""

    name: str
    trade: Trade
    scope: str
    frequency: str
    lead_time_minutes: int
    how_to_ask: str
    how_to_complain: str
    customer_provides: str


@dataclass(frozen=True, slots=True)
class JobType:
    """A kind of job. `urgency` 1 is the most urgent, `fee` the code of a price."""

    code: str
    service: str
    trade: Trade
    name: str
    spoken: str
    done_as: str
    minutes: int
    people: int
    skills: tuple[str, ...]
    recall_days: int
    urgency: int
    questions: tuple[str, ...]
    form: str
    fee: str


@dataclass(frozen=True, slots=True)
class FormItem:
    key: str
    label: str
    kind: ItemKind
    unit: str
    choices: tuple[str, ...]
    required: bool


@dataclass(frozen=True, slots=True)
class ClosingForm:
    key: str
    name: str
    trade: Trade
    items: tuple[FormItem, ...]


@dataclass(frozen=True, slots=True)
class Price:
    """Minor units without tax; `tax` is a share."""

    code: str
    trade: Trade
    name: str
    kind: PriceKind
    unit: str
    unit_minor: int
    tax: Decimal


@dataclass(frozen=True, slots=True)
class Catalogue:
    services: tuple[Service, ...]
    job_types: tuple[JobType, ...]
    forms: tuple[ClosingForm, ...]
    prices: tuple[Price, ...]

    def job_type(self, code: str) -> JobType:
        return next(one for one in self.job_types if one.code == code)

    def form(self, key: str) -> ClosingForm:
        return next(one for one in self.forms if one.key == key)

    def price(self, code: str) -> Price:
        return next(one for one in self.prices if one.code == code)


@cache
def catalogue() -> Catalogue:
    """The catalogue of all three trades, in the order it is published."""
    tables = [(trade, read_table(f"{trade}.json")) for trade in Trade]
    return Catalogue(
        tuple(_service(row, trade) for trade, table in tables for row in table["services"]),
        tuple(
            _job_type(row, service["name"], trade)
            for trade, table in tables
            for service in table["services"]
            for row in service["jobs"]
        ),
        tuple(_form(row, trade) for trade, table in tables for row in table["forms"]),
        tuple(_price(row, trade) for trade, table in tables for row in table["prices"]),
    )


def _service(row: dict[str, Any], trade: Trade) -> Service:
    rest = {key: value for key, value in row.items() if key != "jobs"}
    return Service(trade=trade, **rest)


def _job_type(row: dict[str, Any], service: str, trade: Trade) -> JobType:
    lists = {"skills": tuple(row["skills"]), "questions": tuple(row["questions"])}
    return JobType(service=service, trade=trade, **{**row, **lists})


def _form(row: dict[str, Any], trade: Trade) -> ClosingForm:
    items = tuple(
        FormItem(**{**item, "kind": ItemKind(item["kind"]), "choices": tuple(item["choices"])})
        for item in row["items"]
    )
    return ClosingForm(row["key"], row["name"], trade, items)


def _price(row: dict[str, Any], trade: Trade) -> Price:
    kinds = {"kind": PriceKind(row["kind"]), "tax": Decimal(row["tax"])}
    return Price(trade=trade, **{**row, **kinds})
