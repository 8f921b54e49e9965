"""What is sent to operations that read a body before they look for their row: valid as far as it goes."""

from typing import Any

from fullcircle.foundation import clock
from tests.web.walk.world import World

SOON = "2026-07-14T20:00:00Z"
LATER = "2026-07-14T21:00:00Z"
WINDOW = {"kind": "window", "start": SOON, "end": LATER}
REPORT = {
    "result": "fixed",
    "signed": "all_good",
    "signed_by_name": "Mary Smith",
    "answers": {"pressure": "118"},
    "notes": "Replaced the thermostat.",
}

FIXED: dict[str, Any] = {
    "api/requests/<int:number>/items/<slug:item>": {"value": "ring twice", "version": 1},
    "api/requests/<int:number>/items/<slug:item>/question": {"question": "Which gate?"},
    "api/requests/<int:number>/cancellation": {"reason": "works again"},
    "api/requests/<int:number>/refusal": {"reason": "we do not do that"},
    "api/jobs/of-request/<int:number>": {},
    "api/jobs/<int:number>/promise": {"window": WINDOW, "told_how": "phone"},
    "api/jobs/<int:number>/visits": {"start": SOON},
    "api/jobs/<int:number>/hold": {"reason": "a part"},
    "api/visits/<int:number>/place": {"version": 1, "start": SOON},
    "api/visits/<int:number>/withdrawal": {"version": 1},
    "api/visits/<int:number>/cancellation": {"version": 1, "reason": "works again"},
    "api/visits/<int:number>/dispatch": {"version": 1, "line": "Ring twice."},
    "api/visits/<int:number>/briefing/seen": {},
    "api/visits/<int:number>/briefing/questions": {"key": "access"},
    "api/visits/<int:number>/taps": {"tap": "on_my_way"},
    "api/visits/<int:number>/close-out": REPORT,
    "api/positions": {"street": "Maple Street"},
    "api/reviews/<int:number>/questions": {"item": "serial"},
    "api/reviews/<int:number>/items/<slug:item>": {"text": "NW-36-77"},
    "api/reviews/<int:number>/lines": {
        "version": 1,
        "lines": [{"text": "Labour", "unit_minor": 9_900}],
    },
    "api/reviews/<int:number>/invoice": {"version": 1},
    "api/my/questions/<int:number>/answer": {"answer": "the left one"},
    "api/asks/<int:number>/answer": {"answer": "From now on."},
}


def api_body(address: str, world: World) -> dict[str, Any]:
    """The JSON for one operation."""
    company = world.company
    if address == "api/visits/<int:number>/assignment":
        return {"version": 1, "person": company.other_technician.pk}
    if address == "api/requests":
        return {
            "customer": company.customer.pk,
            "location": company.location.pk,
            "words": "It hums",
        }
    if address == "api/asks":
        return {"kind": "wish", "text": "Say which gate", "to_person": company.agent.pk}
    if address == "api/thanks":
        return {"text": "Good save", "to_person": company.agent.pk}
    return dict(FIXED.get(address, {}))


# Screens whose form is read before the row: the fields that get a probe past it.
FORMS: dict[str, dict[str, str]] = {
    "code/<uuid:code>/reveal": {"reason": "the gate is locked"},
    "cards/link/<slug:link>/<slug:trade>/object": {"why": "cannot be given like that"},
    "asks/<int:number>/answer": {"answer": "From now on."},
    "graph/history": {"format": "csv"},
    "s/<str:token>/something-left": {"words": "it still hums"},
    "customer/<int:number>/touches": {"text": "a little dog"},
    "case/<str:number>/words": {"text": "called back", "channel": "phone"},
}


def form(address: str, world: World) -> dict[str, str]:
    """The fields of one form; rows that it names exist."""
    company = world.company
    named = {
        "company/people/<int:number>/seat": {"seat": "agent"},
        "company/people/<int:number>/team": {"team": world.own["team"]},
        "company/people/<int:number>/skill": {"skill": world.own["skill"]},
        "company/customers/tie": {"customer": world.own["department"], "person": company.agent.pk},
    }
    found = named.get(address) or FORMS.get(address, {})
    return {key: str(value) for key, value in found.items()}


# Queries without which an address has nothing to show.
QUERIES: dict[str, dict[str, str]] = {
    "find": {"q": "Maple"},
    "calls/find": {"q": "Maple"},
    "api/customers/find": {"text": "Maple"},
}


def query(address: str) -> dict[str, str]:
    if address == "customer/<int:number>/history":
        return {"before": f"{clock.now().isoformat()}~1"}
    return QUERIES.get(address, {})
