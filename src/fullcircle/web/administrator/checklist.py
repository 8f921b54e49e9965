"""What a new company still needs before the first call can go round."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from fullcircle.web.administrator.reading import NEEDED_SEATS, Standing
from fullcircle.web.administrator.words import SEATS


@dataclass(frozen=True)
class Step:
    """One thing that is there or missing, and where it is done."""

    word: str
    done: bool
    url: str
    missing: str = ""


def steps(standing: Standing) -> list[Step]:
    has, seats = standing.has, standing.seats
    people, services = reverse("administrator-people"), reverse("administrator-catalogue")
    empty = [str(SEATS[seat]) for seat in NEEDED_SEATS if not seats.get(seat)]
    return [
        Step(
            _("Links, cards and targets are laid out"),
            has["cards"] and has["targets"],
            reverse("administrator-cards"),
            _("not laid out yet"),
        ),
        Step(
            _("Somebody sits on every seat of the loop"),
            not empty,
            people,
            _("no %(seats)s yet") % {"seats": ", ".join(empty)},
        ),
        Step(_("A technician has shifts"), has["shift"], people, _("nobody is on shift")),
        Step(_("There is a service"), has["service"], services, _("no service yet")),
        Step(
            _("There is a price"),
            has["price"],
            reverse("administrator-prices"),
            _("no price yet"),
        ),
        Step(
            _("There is a job type, with its closing form"),
            has["job_type"],
            services,
            _("no job type yet"),
        ),
        Step(
            _("There is a customer with a contact and a place"),
            has["customer"],
            reverse("administrator-customers"),
            _("no customer yet"),
        ),
    ]
