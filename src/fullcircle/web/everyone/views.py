"""*My customers*: whom I serve, who serves me; the same for a team."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from fullcircle.foundation import clock
from fullcircle.insight.periods import PeriodKey
from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.queries import seats_in_team
from fullcircle.web.components.seat_words import one
from fullcircle.web.everyone import my_page, whose
from fullcircle.web.shell.access import SeatRequest, page


def period_asked(request: SeatRequest) -> PeriodKey:
    """This month unless another span that we know was asked for."""
    asked = request.GET.get("period", "")
    return PeriodKey(asked) if asked in set(PeriodKey) else PeriodKey.MONTH


def periods() -> list[tuple[str, str]]:
    return [
        (PeriodKey.MONTH, _("this month")),
        (PeriodKey.DAYS_14, _("14 days")),
        (PeriodKey.DAYS_30, _("30 days")),
        (PeriodKey.DAYS_90, _("90 days")),
    ]


@require_GET
@page(Permission.MY_CUSTOMERS)
def my_customers(request: SeatRequest) -> HttpResponse:
    """Everybody's page. Its numbers are for the person alone."""
    scope = whose.scope_of(request.actor, whose.ME)
    shown = my_page.my_page(request.actor, scope, key=period_asked(request), at=clock.now())
    given = {
        "shown": shown,
        "scope": scope,
        "periods": periods(),
        "titles": ", ".join(one(seat) for seat in request.seats),
    }
    return render(request, "everyone/my_customers.html", given)


@require_GET
@page(Permission.MY_CUSTOMERS)
def team(request: SeatRequest, number: int) -> HttpResponse:
    """The page of a team, for its people and for those who see the loop."""
    scope = whose.team_scope(request.actor, number)
    shown = my_page.team_page(
        number,
        seats_in_team(number),
        scope,
        key=period_asked(request),
        at=clock.now(),
    )
    given = {"shown": shown, "scope": scope, "team": scope.team, "periods": periods()}
    return render(request, "everyone/team.html", given)
