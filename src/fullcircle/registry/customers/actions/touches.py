"""Small touches, and agreements sold at the door."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from fullcircle.foundation import audit, clock
from fullcircle.foundation.transactions import action
from fullcircle.foundation.values.local_time import local_date
from fullcircle.registry.customers.models import Agreement, Customer, Location, PersonalNote
from fullcircle.registry.people.actor import Actor


@action
def note_touch(
    *, by: Actor, customer: Customer, text: str, location: Location | None = None
) -> PersonalNote:
    """One small touch, only what one would say to the customer's face. The same again confirms it."""
    text = text.strip().rstrip(".")[:160]
    at = clock.now()
    standing = PersonalNote.objects.filter(
        customer=customer, text__iexact=text, removed_at__isnull=True
    ).first()
    if standing is not None:
        standing.confirmed_at = at
        standing.save(update_fields=["confirmed_at"])
        return standing
    return PersonalNote.objects.create(
        customer=customer,
        location=location,
        text=text,
        said_by=by.ref,
        said_by_name=by.call_name or by.name,
        said_at=at,
        confirmed_at=at,
    )


@action
def remove_touch(*, by: Actor, note: PersonalNote) -> None:
    """It does not hold any more, or should never have been said."""
    PersonalNote.objects.filter(pk=note.pk).update(removed_at=clock.now())
    audit.record(by=by.ref, verb="remove personal note", subject=f"note:{note.pk}")


@action
def sell_agreement(
    *, by: Actor, customer: Customer, location: Location, name: str, case_number: str
) -> Agreement:
    """Sold at the door: in force from today for a year. Sold twice in one case changes nothing."""
    sold = Agreement.objects.filter(customer=customer, sold_in_case=case_number).first()
    if sold is not None:
        return sold
    today = local_date(ZoneInfo(location.zone), clock.now())
    agreement = Agreement.objects.create(
        customer=customer,
        location=location,
        name=name.strip()[:120],
        starts_on=today,
        ends_on=_a_year_on(today),
        sold_in_case=case_number,
        sold_by=by.ref,
    )
    audit.record(
        by=by.ref,
        verb="sell agreement",
        subject=f"agreement:{agreement.pk}",
        case_number=case_number,
    )
    return agreement


def _a_year_on(day: date) -> date:
    try:
        return day.replace(year=day.year + 1) - timedelta(days=1)
    except ValueError:  # the 29th of February
        return date(day.year + 1, 2, 28)
