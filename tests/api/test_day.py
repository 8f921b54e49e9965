"""One case over the API alone: placed, dispatched, done, reviewed, posted, thanked for."""

from datetime import timedelta
from typing import Any

from fullcircle.foundation import clock
from fullcircle.operations.billing.models import Invoice
from fullcircle.operations.fieldwork.models import CloseOut
from fullcircle.operations.scheduling.models import Job
from tests.api.program import Program, a_key, read
from tests.factories.company import (
    TUESDAY,
    Company,
    a_closed_out_visit,
    a_dispatched_visit,
    a_promised_job,
    an_arrived_visit,
    an_assigned_visit,
)

REPORT: dict[str, Any] = {
    "result": "fixed",
    "signed": "all_good",
    "signed_by_name": "Mary Smith",
    "answers": {"pressure": "118"},
    "notes": "Replaced the thermostat and calibrated it.",
    "nothing_paid": True,
}


def test_a_job_is_planned_assigned_dispatched_and_travelled_to(company: Company) -> None:
    job: Job = a_promised_job(company)
    summer, joe = Program(company.dispatcher), Program(company.technician)
    body = {"start": "2026-07-14T14:10:00Z", "minutes": 45}
    visit = read(summer.post(f"jobs/{job.pk}/visits", body), 201)
    address = f"visits/{visit['id']}"
    body = {"version": visit["version"], "person": company.technician.pk}
    visit = read(summer.post(f"{address}/assignment", body))
    read(summer.post(f"{address}/dispatch", {"version": visit["version"], "line": "Hi Joe."}))
    told = read(joe.get(f"{address}/briefing"))
    assert told["line"] == "Hi Joe."
    assert told["sentences"]
    read(joe.post(f"{address}/briefing/seen", {"how": "read aloud"}))
    assert read(joe.post(f"{address}/taps", {"tap": "on_my_way"}))["state"] == "en_route"
    assert read(joe.post(f"{address}/taps", {"tap": "arrived"}))["state"] == "arrived"
    [entry] = read(summer.get("board", day="2026-07-14"))["visits"]
    assert (entry["state"], entry["lead"]) == ("arrived", company.technician.pk)


def test_a_drag_is_refused_when_a_colleague_was_faster(company: Company) -> None:
    visit = an_assigned_visit(company)
    body = {"version": visit.version, "start": "2026-07-14T16:00:00Z"}
    summer = Program(company.dispatcher)
    read(summer.post(f"visits/{visit.pk}/place", {**body, "person": company.technician.pk}))
    stale = read(summer.post(f"visits/{visit.pk}/place", body), 409)
    assert (stale["error"], stale["who"]) == ("stale_edit", "Summer")


def test_somebody_elses_visit_does_not_exist_for_a_technician(company: Company) -> None:
    visit = a_dispatched_visit(company)
    ana = Program(company.other_technician)
    for address in (f"visits/{visit.pk}", f"visits/{visit.pk}/briefing"):
        assert read(ana.get(address), 404)["error"] == "not_found"
    assert read(ana.post(f"visits/{visit.pk}/taps", {"tap": "arrived"}), 404)
    assert read(ana.post(f"visits/{visit.pk}/close-out", REPORT, key=a_key()), 404)


def test_a_close_out_sent_twice_is_one(company: Company) -> None:
    visit, key = an_arrived_visit(company), a_key()
    joe = Program(company.technician)
    first = read(joe.post(f"visits/{visit.pk}/close-out", REPORT, key=key), 201)
    again = joe.post(f"visits/{visit.pk}/close-out", REPORT, key=key)
    assert read(again, 201) == first
    assert CloseOut.objects.count() == 1


def test_a_close_out_without_its_reading_names_the_item(company: Company) -> None:
    visit = an_arrived_visit(company)
    body = {**REPORT, "answers": {}}
    joe = Program(company.technician)
    refused = read(joe.post(f"visits/{visit.pk}/close-out", body, key=a_key()), 422)
    assert refused["error"] == "close_out_incomplete"
    assert refused["details"] == [{"item": "pressure", "label": "Suction pressure"}]
    assert CloseOut.objects.count() == 0


def test_review_question_answer_and_one_invoice(company: Company) -> None:
    visit = a_closed_out_visit(company).visit
    bea, joe = Program(company.bookkeeper), Program(company.technician)
    [waiting] = read(bea.get("reviews"))["rows"]
    assert waiting["visit"] == visit.pk
    review = read(bea.post(f"reviews/of-visit/{visit.pk}"))
    address = f"reviews/{review['id']}"
    read(bea.post(f"{address}/questions", {"item": "serial", "question": "Which one?"}))
    body = {"version": review["version"]}
    refused = read(bea.post(f"{address}/invoice", body, key=a_key()), 422)
    assert refused["error"] == "answer_outstanding"
    [asked] = read(joe.get("my/questions"))
    read(joe.post(f"my/questions/{asked['id']}/answer", {"answer": "NW-123"}))
    review, key = read(bea.post(f"reviews/of-visit/{visit.pk}")), a_key()
    assert review["close_out"]["answers"]["serial"] == "NW-123"
    body = {"version": review["version"]}
    first = read(bea.post(f"{address}/invoice", body, key=key), 201)
    assert read(bea.post(f"{address}/invoice", body, key=key), 201) == first
    assert first["number"] is not None
    assert Invoice.objects.posted().count() == 1
    assert read(bea.get("reviews"))["rows"] == []


def test_lines_of_a_draft_are_set_with_a_version(company: Company) -> None:
    visit = a_closed_out_visit(company).visit
    bea = Program(company.bookkeeper)
    review = read(bea.post(f"reviews/of-visit/{visit.pk}"))
    line = {"text": "Labour", "hundredths": 150, "unit_minor": 10_000, "tax_rate": "0.0700"}
    body = {"version": review["version"], "lines": [line]}
    invoice = read(bea.send("PUT", f"reviews/{review['id']}/lines", body))
    assert (invoice["net_minor"], invoice["tax_minor"]) == (15_000, 1_050)
    assert read(bea.send("PUT", f"reviews/{review['id']}/lines", body), 409)


def test_the_thread_of_a_case_tells_its_handoffs(company: Company) -> None:
    visit = a_closed_out_visit(company).visit
    thread = read(Program(company.technician).get(f"cases/{visit.job.case.number}"))
    assert [arc["link"] for arc in thread["arcs"]] == [
        "intake",
        "briefing",
        "visit",
        "closeout",
        "record",
    ]
    assert {row["link"] for row in thread["handoffs"]} == {
        "intake",
        "briefing",
        "visit",
        "closeout",
    }
    assert read(Program(company.other_technician).get(f"cases/{visit.job.case.number}"), 404)


def test_asks_are_answered_by_whom_they_were_put_to(company: Company) -> None:
    joe, summer = Program(company.technician), Program(company.dispatcher)
    body = {"kind": "wish", "text": "Tell me the gate", "to_person": company.dispatcher.pk}
    asked = read(joe.post("asks", body), 201)
    assert [row["id"] for row in read(summer.get("asks"))["to_me"]] == [asked["id"]]
    assert read(joe.post(f"asks/{asked['id']}/answer", {"answer": "yes"}), 403)
    assert read(Program(company.agent).post(f"asks/{asked['id']}/answer", {"answer": "x"}), 404)
    answered = read(summer.post(f"asks/{asked['id']}/answer", {"answer": "From now on."}))
    assert answered["state"] == "answered"


def test_thanks_are_signed_and_not_for_oneself(company: Company) -> None:
    joe, summer = Program(company.technician), Program(company.dispatcher)
    read(summer.post("thanks", {"text": "Good save", "to_person": company.technician.pk}), 201)
    [said] = read(joe.get("thanks"))
    assert said["said_by"]["name"] == "Summer Reyes"
    own = read(joe.post("thanks", {"text": "Me", "to_person": company.technician.pk}), 422)
    assert own["error"] == "to_oneself"


def test_money_is_absent_where_the_seat_does_not_see_it(company: Company) -> None:
    address = f"customers/{company.customer.pk}"
    assert "balance_minor" in read(Program(company.agent).get(address))
    assert "balance_minor" not in read(Program(company.dispatcher).get(address))


def test_figures_say_how_many_they_are_of_and_no_data_is_not_nought(company: Company) -> None:
    a_closed_out_visit(company)
    with clock.standing_at(TUESDAY + timedelta(hours=1)):
        _read_figures(company)


def _read_figures(company: Company) -> None:
    rows = read(Program(company.manager).get("figures/links"))
    intake = next(row for row in rows if (row["link"], row["side"]) == ("intake", "supplied"))
    assert intake["given"] == 1
    assert intake["complete"]["n"] == 1
    mine = read(Program(company.technician).get("figures/mine", period="90"))
    assert {row["link"] for row in mine} >= {"briefing", "closeout"}
    nothing = read(Program(company.other_technician).get("figures/mine"))
    assert nothing == []
    assert read(Program(company.technician).get("figures/links"), 403)
