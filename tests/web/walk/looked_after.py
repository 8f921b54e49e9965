"""What belongs to nobody: the company's own settings, and what was tried out."""

from collections.abc import Callable

from fullcircle.foundation.models import Delivery
from fullcircle.insight.whatif.actions import try_out
from fullcircle.insight.whatif.rules import Choice
from fullcircle.insight.whatif.states import Trial
from fullcircle.operations.servicedesk.models import CalendarVersion, TargetPolicy
from fullcircle.registry.people.actor import actor_for
from fullcircle.registry.people.models import Person, Skill
from tests.factories.company import Company

Both = Callable[[str, int, int], None]


def looked_after(company: Company, both: Both) -> None:
    """What the administrator looks after: nobody's own."""
    kind = company.job_type
    rows = {
        "service": kind.service,
        "job type": kind,
        "form": kind.form,
        "price": company.part,
        "target": TargetPolicy.objects.first(),
        "calendar": CalendarVersion.objects.first(),
        "skill": Skill.objects.create(name="Refrigerants"),
        "delivery": Delivery.objects.first(),
    }
    for name, row in rows.items():
        assert row is not None, name
        both(name, row.pk, row.pk)


def tried_out(company: Company, supervisor: Person | None, both: Both) -> None:
    """Whoever may try things out sees what others tried: nothing in it is about a person."""
    asked = (company.manager, supervisor)
    runs = [
        try_out(by=actor_for(person), choices=[Choice(Trial.CAP, number=number)]).pk
        for number, person in enumerate(asked)
        if person is not None
    ]
    both("scenario", runs[0], runs[-1])
