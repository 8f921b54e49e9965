"""What if: choose what to try, let it run, come back, read who gains and who comes last."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from fullcircle.foundation import clock
from fullcircle.insight.models import ScenarioRun
from fullcircle.insight.whatif import actions
from fullcircle.insight.whatif.queries import customer_names, offered, run_numbered, runs_lately
from fullcircle.insight.whatif.rules import NothingChosen, NotToBeTried, choice_from
from fullcircle.insight.whatif.states import RunState, Trouble
from fullcircle.registry.people.policy import Permission
from fullcircle.web.shell.access import SeatRequest, page
from fullcircle.web.whatif import words
from fullcircle.web.whatif.forms import PARAMETERS, TryForm, initial_of
from fullcircle.web.whatif.presenters import customers_in, run_page, titles


@require_GET
@page(Permission.TRY_OUT)
def home(request: SeatRequest) -> HttpResponse:
    """The form, what was tried lately, and an empty state without history."""
    initial = {}
    again = request.GET.get("again", "")
    if again.isdecimal():
        known = run_numbered(request.actor, int(again))
        initial = initial_of([choice_from(row) for row in known.choices])
    form = TryForm(offered(request.actor, at=clock.now()), initial=initial)
    return render(request, "whatif/home.html", _around(request, form))


@require_POST
@page(Permission.TRY_OUT)
def try_out(request: SeatRequest) -> HttpResponse:
    form = TryForm(offered(request.actor, at=clock.now()), request.POST)
    if form.is_valid():
        key = f"whatif:{request.actor.ref}:{form.cleaned_data['key']}"
        try:
            run = actions.try_out(
                by=request.actor,
                choices=form.choices(),
                idempotency_key=key if form.cleaned_data["key"] else None,
            )
        except NotToBeTried as refusal:
            form.add_error(PARAMETERS[refusal.what], words.CHOOSE_ANOTHER)
        except NothingChosen:
            form.add_error("tries", words.CHOOSE_FEWER)
        else:
            return redirect("whatif-run", number=run.pk)
    return render(request, "whatif/home.html", _around(request, form), status=422)


@require_GET
@page(Permission.TRY_OUT)
def one_run(request: SeatRequest, number: int) -> HttpResponse:
    """One address from the click to the result: progress, what came of it, or what went wrong."""
    run = run_numbered(request.actor, number)
    if not run.is_over:
        part = "whatif/progress_live.html" if request.htmx else "whatif/progress.html"
        return render(request, part, _about(run))
    if request.htmx and request.htmx.target == "progress":
        # The part that waits asked again, and there is something to see: the whole page comes.
        return HttpResponse(status=204, headers={"HX-Redirect": request.path})
    if run.state == RunState.FAILED:
        happened, remedy = words.TROUBLES[Trouble(run.trouble)]
        given = _about(run) | {"happened": happened, "remedy": remedy}
        return render(request, "whatif/failed.html", given)
    return render(request, "whatif/result.html", _about(run))


def _around(request: SeatRequest, form: TryForm) -> dict[str, object]:
    runs = runs_lately(request.actor)
    customers = customer_names(customers_in(runs))
    return {
        "form": form,
        "offered": form.offered,
        "runs": [(run, titles(run, customers)) for run in runs],
        "zone": settings.TIME_ZONE,
    }


def _about(run: ScenarioRun) -> dict[str, object]:
    customers = customer_names(customers_in([run]))
    return {
        "run": run,
        "titles": titles(run, customers),
        "shown": run_page(run, customers),
        "zone": settings.TIME_ZONE,
    }
