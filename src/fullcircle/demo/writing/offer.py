"""The published catalogue: services, job types, closing forms, price lists."""

from __future__ import annotations

from fullcircle.demo import cast
from fullcircle.demo.cast.catalogue import CURRENCY
from fullcircle.demo.writing.index import Index, write
from fullcircle.registry.catalogue.models import (
    ClosingForm,
    ClosingFormItem,
    JobType,
    PriceItem,
    PriceList,
    Service,
)
from fullcircle.registry.catalogue.states import Trade
from fullcircle.registry.people.models import Skill

# Every close-out says these already, whatever its form: the card of the bookkeeper has them.
ON_EVERY_CARD = frozenset({"result", "notes", "signature", "recommendation"})
LIST_NAMES = {
    Trade.HOME_SERVICE: "Home comfort",
    Trade.BUILDING_CARE: "Building care",
    Trade.IT: "IT bench",
}


def write_catalogue(index: Index) -> None:
    offer = cast.catalogue()
    _write_prices(index, offer)
    forms = _write_forms(index, offer)
    services = {
        row.name: row
        for row in write(
            Service,
            (
                Service(
                    name=one.name,
                    trade=one.trade,
                    scope=one.scope,
                    frequency=one.frequency,
                    lead_time_minutes=one.lead_time_minutes,
                    how_to_ask=one.how_to_ask,
                    how_to_complain=one.how_to_complain,
                    customer_provides=one.customer_provides,
                )
                for one in offer.services
            ),
        )
    }
    for one, row in zip(
        offer.job_types,
        write(JobType, (_job_type(one, services, forms, index) for one in offer.job_types)),
        strict=True,
    ):
        index.job_types[one.code] = row
    skills = {skill.name: skill.pk for skill in Skill.objects.all()}
    through = JobType.skills.through
    write(
        through,
        (
            through(jobtype_id=index.job_types[one.code].pk, skill_id=skills[name])
            for one in offer.job_types
            for name in one.skills
        ),
    )


def _write_prices(index: Index, offer: cast.Catalogue) -> None:
    lists = {
        trade: PriceList.objects.create(name=name, currency=CURRENCY, trade=trade)
        for trade, name in LIST_NAMES.items()
    }
    rows = write(
        PriceItem,
        (
            PriceItem(
                price_list=lists[one.trade],
                code=one.code,
                name=one.name,
                kind=one.kind,
                unit=one.unit,
                unit_minor=one.unit_minor,
                tax_rate=one.tax,
            )
            for one in offer.prices
        ),
    )
    index.prices.update({row.code: row for row in rows})


def _write_forms(index: Index, offer: cast.Catalogue) -> dict[str, ClosingForm]:
    rows = write(ClosingForm, (ClosingForm(name=one.name) for one in offer.forms))
    forms = {one.key: row for one, row in zip(offer.forms, rows, strict=True)}
    for one in offer.forms:
        index.forms[one.key] = write(
            ClosingFormItem,
            (
                ClosingFormItem(
                    form=forms[one.key],
                    position=place,
                    key=item.key,
                    label=item.label,
                    kind=item.kind,
                    unit=item.unit,
                    choices=list(item.choices),
                    required=item.required,
                )
                for place, item in enumerate(one.items, start=1)
                if item.key not in ON_EVERY_CARD
            ),
        )
    return forms


def _job_type(
    one: cast.JobType, services: dict[str, Service], forms: dict[str, ClosingForm], index: Index
) -> JobType:
    return JobType(
        service=services[one.service],
        code=one.code,
        name=one.name,
        spoken=one.spoken,
        done_as=one.done_as,
        duration_minutes=one.minutes,
        recall_days=one.recall_days,
        urgency=one.urgency,
        urgency_questions=list(one.questions),
        form=forms[one.form],
        fee=index.prices[one.fee],
    )
