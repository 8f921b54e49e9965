"""Requests over the API: taken once, corrected with a version, refused in words."""

from fullcircle.handoffs.states import ChangeKind
from fullcircle.operations.servicedesk.models import Request
from tests.api.program import Program, a_key, read
from tests.factories.company import TUESDAY, Company, a_request


def a_body(company: Company, **more: object) -> dict[str, object]:
    body: dict[str, object] = {
        "customer": company.customer.pk,
        "location": company.location.pk,
        "contact": company.contact.pk,
        "job_type": company.job_type.code,
        "words": "It is warm upstairs and the unit outside just hums",
        "channel": "phone",
    }
    return {**body, **more}


def test_a_call_is_taken_with_its_case_and_its_handoff(company: Company) -> None:
    made = read(Program(company.agent).post("requests", a_body(company), key=a_key()), 201)
    row = Request.objects.get(pk=made["request"])
    assert row.case.number == made["case"]
    assert row.taken_by == company.agent
    assert row.handoff is not None


def test_the_same_key_takes_the_call_once(company: Company) -> None:
    agent, key = Program(company.agent), a_key()
    first = agent.post("requests", a_body(company), key=key)
    again = agent.post("requests", a_body(company), key=key)
    assert read(first, 201) == read(again, 201)
    assert again["Idempotency-Replayed"] == "true"
    assert Request.objects.count() == 1


def test_the_same_key_with_another_call_is_refused(company: Company) -> None:
    agent, key = Program(company.agent), a_key()
    agent.post("requests", a_body(company), key=key)
    refused = read(agent.post("requests", a_body(company, words="It leaks now"), key=key), 422)
    assert refused["error"] == "key_used_for_something_else"
    assert Request.objects.count() == 1


def test_the_same_key_of_somebody_else_is_another_key(company: Company) -> None:
    key = a_key()
    mine = read(Program(company.agent).post("requests", a_body(company), key=key), 201)
    other = read(Program(company.dispatcher).post("requests", a_body(company), key=key), 201)
    assert mine["request"] != other["request"]


def test_a_call_without_a_key_is_not_taken(company: Company) -> None:
    refused = read(Program(company.agent).post("requests", a_body(company)), 422)
    assert refused["error"] == "key_missing", refused
    assert refused["kept"] == "Nothing was changed."
    assert Request.objects.count() == 0


def test_a_window_is_promised_in_the_same_step(company: Company) -> None:
    window = {"kind": "window", "start": "2026-07-14T15:00:00Z", "end": "2026-07-14T17:00:00Z"}
    agent = Program(company.agent)
    made = read(agent.post("requests", a_body(company, window=window), key=a_key()), 201)
    job = read(agent.get(f"jobs/{made['job']}"))
    assert [row["kind"] for row in job["promises"]] == ["window"]


def test_a_window_that_is_over_names_the_rule_and_keeps_nothing(company: Company) -> None:
    window = {"kind": "window", "start": "2026-07-14T09:00:00Z", "end": "2026-07-14T10:00:00Z"}
    body = a_body(company, window=window)
    refused = read(Program(company.agent).post("requests", body, key=a_key()), 422)
    assert refused["error"] == "window_not_offered"
    assert Request.objects.count() == 0


def test_a_location_of_another_customer_does_not_exist_here(company: Company) -> None:
    from tests.factories.company import a_customer

    other = a_customer("John Doe", "Arbor Way", "7").locations.get()
    body = a_body(company, location=other.pk)
    assert read(Program(company.agent).post("requests", body, key=a_key()), 404)
    assert Request.objects.count() == 0


def test_a_key_that_no_field_has_is_refused(company: Company) -> None:
    body = a_body(company, state="converted")
    refused = read(Program(company.agent).post("requests", body, key=a_key()), 422)
    assert refused["error"] == "not_understood"
    assert any("state" in row["where"] for row in refused["details"])


def test_a_page_has_two_hundred_rows_at_most(company: Company) -> None:
    agent = Program(company.agent)
    assert agent.get("requests", limit=200).status_code == 200
    assert agent.get("requests", limit=201).status_code == 422
    assert agent.get("requests", limit=-1).status_code == 422


def test_pages_follow_each_other_without_gap_or_double(company: Company) -> None:
    made = [a_request(company).pk for _ in range(5)]
    agent, found, after = Program(company.agent), [], ""
    while True:
        page = read(agent.get("requests", limit=2, after=after))
        found += [row["id"] for row in page["rows"]]
        after = page["next"]
        if not after:
            break
    assert found == sorted(made, reverse=True)


def test_a_made_up_place_in_the_list_is_refused(company: Company) -> None:
    refused = read(Program(company.agent).get("requests", after="yesterday~1"), 422)
    assert refused["error"] == "place_not_understood"


def test_a_stale_edit_names_who_was_faster(company: Company) -> None:
    row = a_request(company)
    body = {"value": "ring twice", "version": row.version}
    read(Program(company.dispatcher).send("PATCH", f"requests/{row.pk}/items/access", body))
    stale = read(Program(company.agent).send("PATCH", f"requests/{row.pk}/items/access", body), 409)
    assert stale["error"] == "stale_edit"
    assert stale["who"] == "Summer"


def test_a_correction_by_the_dispatcher_counts_as_fixed_by_receiver(company: Company) -> None:
    row = a_request(company)
    body = {"value": "ring twice", "version": row.version, "change": ChangeKind.WAS_WRONG}
    card = read(Program(company.dispatcher).send("PATCH", f"requests/{row.pk}/items/access", body))
    assert card["access"] == "ring twice"
    assert row.handoff is not None
    row.handoff.refresh_from_db()
    assert row.handoff.fixed_first_at == TUESDAY


def test_an_item_that_is_not_edited_here_is_named_as_such(company: Company) -> None:
    row = a_request(company)
    body = {"value": "elsewhere", "version": row.version}
    refused = read(
        Program(company.agent).send("PATCH", f"requests/{row.pk}/items/location", body), 422
    )
    assert refused["error"] == "field_not_open"


def test_a_question_goes_to_the_giver_and_comes_back_answered(company: Company) -> None:
    row = a_request(company)
    summer, amy = Program(company.dispatcher), Program(company.agent)
    read(summer.post(f"requests/{row.pk}/items/access/question", {"question": "Which gate?"}))
    [asked] = read(amy.get("my/questions"))
    assert (asked["item"], asked["question"]) == ("access", "Which gate?")
    answered = read(amy.post(f"my/questions/{asked['id']}/answer", {"answer": "the left one"}))
    assert answered["answer"] == "the left one"
    assert read(summer.get(f"requests/{row.pk}"))["access"] == "the left one"
    again = read(amy.post(f"my/questions/{asked['id']}/answer", {"answer": "the right one"}), 409)
    assert again["error"] == "already_answered"


def test_a_question_to_somebody_else_does_not_exist(company: Company) -> None:
    row = a_request(company)
    asked = read(Program(company.dispatcher).post(f"requests/{row.pk}/items/access/question"))
    body = {"answer": "I know better"}
    assert read(Program(company.manager).post(f"my/questions/{asked['id']}/answer", body), 404)


def test_reading_a_request_is_not_seeing_it(company: Company) -> None:
    row = a_request(company)
    summer = Program(company.dispatcher)
    read(summer.get(f"requests/{row.pk}"))
    assert row.handoff is not None
    row.handoff.refresh_from_db()
    assert row.handoff.seen_at is None
    read(summer.post(f"requests/{row.pk}/seen"))
    row.handoff.refresh_from_db()
    assert row.handoff.seen_at == TUESDAY


def test_a_withdrawn_request_says_why(company: Company) -> None:
    row = a_request(company)
    amy = Program(company.agent)
    assert read(amy.post(f"requests/{row.pk}/cancellation", {"reason": " "}), 422)["error"] == (
        "words_missing"
    )
    ended = read(amy.post(f"requests/{row.pk}/cancellation", {"reason": "works again"}))
    assert ended["circle"] == "void"
