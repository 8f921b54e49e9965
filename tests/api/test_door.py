"""The door of the API: who comes in, with which token, and what it says to those it refuses."""

import importlib
import json
import pkgutil

from django.test import Client, override_settings

from fullcircle import handoffs, operations
from fullcircle.api.description import described, schema
from fullcircle.api.problems import BROKEN_RULES, OVERTAKEN, name_of
from tests.api.program import Program, read
from tests.factories.company import Company, a_request

# Refusals of what only screens do: targets are set up by the administrator.
NOT_OVER_THE_API = {"TargetNotUnderstood"}


def test_nobody_is_asked_to_sign_in(company: Company) -> None:
    assert read(Program().get("requests"), 401)["error"] == "sign_in"


def test_a_seat_without_the_row_is_refused_before_its_body_is_read(company: Company) -> None:
    refused = read(Program(company.bookkeeper).post("requests", "not even a call"), 403)
    assert refused["error"] == "not_allowed"


def test_an_unsafe_call_needs_the_token_of_the_session(company: Company) -> None:
    row = a_request(company)
    program = Program(company.agent, csrf=True)
    refused = read(program.post(f"requests/{row.pk}/seen"), 403)
    assert refused["error"] == "csrf"
    program.client.get("/sign-in")
    token = program.client.cookies["csrftoken"].value
    answered = program.send("POST", f"requests/{row.pk}/seen", **{"X-CSRFToken": token})
    assert answered.status_code == 200


def test_what_cannot_be_read_says_where(company: Company) -> None:
    client = Program(company.agent).client
    broken = client.post("/api/requests", "{", content_type="application/json")
    assert broken.status_code == 400
    hostile = Program(company.agent).post("requests", {"words": "a\x00b"}, key="k")
    assert hostile.status_code == 422


def test_every_operation_names_a_row_and_says_so_in_the_description(company: Company) -> None:
    assert all(row.permission is not None for row in described())
    published = json.loads(Client().get("/api/openapi.json").content)
    operations = [op for address in published["paths"].values() for op in address.values()]
    assert len(operations) == len(list(described()))
    assert all(operation["x-policy-row"] for operation in operations)


def test_the_description_has_no_address_of_another_host() -> None:
    text = json.dumps(schema())
    assert "http://" not in text
    assert "https://" not in text


def test_each_broken_rule_has_a_name_of_its_own_and_a_sentence() -> None:
    names = [name_of(rule) for rule in BROKEN_RULES]
    assert len(set(names)) == len(names)
    assert all((rule.__doc__ or "").strip() for rule in BROKEN_RULES)


@override_settings(ROOT_URLCONF="tests.api.careless")
def test_an_operation_without_a_row_does_not_start() -> None:
    from fullcircle.config.checks import every_view_names_a_policy_row

    [finding] = every_view_names_a_policy_row(None)
    assert "/careless" in finding.msg


def test_every_refusal_of_a_room_has_an_answer_of_the_api() -> None:
    """A refusal that nobody lists would be told as a fault of the server."""
    listed = (*BROKEN_RULES, *OVERTAKEN)
    missing = [refusal for refusal in _refusals() if not issubclass(refusal, listed)]
    assert {refusal.__name__ for refusal in missing} == NOT_OVER_THE_API


def _refusals() -> list[type[Exception]]:
    """Exceptions of our own in the rooms that the API acts through."""
    found: set[type[Exception]] = set()
    for room in (handoffs, operations):
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            if ".migrations" in module.name:
                continue
            for row in vars(importlib.import_module(module.name)).values():
                ours = isinstance(row, type) and issubclass(row, Exception)
                if ours and row.__module__.startswith(room.__name__):
                    found.add(row)
    return sorted(found, key=lambda row: row.__name__)
