"""The bookkeeper's screens: touch an item, price the lines, post, next."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fullcircle.foundation import clock
from fullcircle.handoffs.models import Return
from fullcircle.operations.billing.models import Invoice, Review
from fullcircle.operations.fieldwork.actions import Answer, answer_returned
from fullcircle.operations.fieldwork.models import CloseOut
from tests.factories.company import TUESDAY, Company, a_closed_out_visit, a_company
from tests.web.backoffice.desk import another_close_out, many_close_outs, signed_in

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _on_the_tuesday() -> Iterator[None]:
    with clock.standing_at(TUESDAY):
        yield


@pytest.fixture
def company() -> Company:
    return a_company()


@pytest.fixture
def written(company: Company) -> CloseOut:
    return a_closed_out_visit(company)


@pytest.fixture
def bea(company: Company) -> Client:
    return signed_in(company.bookkeeper)


def address(written: CloseOut, deed: str = "") -> str:
    return f"/review/visit/{written.visit_id}" + (f"/{deed}" if deed else "")


def typed(bea: Client, written: CloseOut, **more: str) -> dict[str, str]:
    """The form of the lines as a browser would send it back."""
    draft = bea.get(address(written)).context["draft"]
    sent = {"version": str(draft.version), "key": draft.key, "lines": str(len(draft.lines) + 1)}
    for number, line in enumerate(draft.lines):
        for field in ("text", "quantity", "price", "discount", "tax", "item"):
            sent[f"{field}-{number}"] = getattr(line, field)
    return {**sent, **more}


def test_the_desk_says_what_lies_there_and_an_empty_one_what_to_expect(
    bea: Client, written: CloseOut
) -> None:
    page = bea.get("/review/").content.decode()
    assert "No cool, 120 Maple" in page
    assert "done, not billed: 0 older than today" in page
    assert "No answer waits for you" in bea.get("/review/?pile=answered").content.decode()
    with clock.standing_at(TUESDAY + timedelta(days=1)):
        assert "done, not billed: 1 older" in bea.get("/review/").content.decode()


def test_opening_is_seeing_and_makes_the_draft(bea: Client, written: CloseOut) -> None:
    page = bea.get(address(written)).content.decode()
    written.handoff.refresh_from_db()
    assert written.handoff.seen_how == "opened in review"
    assert Invoice.objects.get().total_minor == 20_223
    assert "$202.23" in page
    assert "accept" not in page.lower().replace("accepted", "")


def test_a_manager_looks_without_being_the_one_who_saw_it(
    company: Company, written: CloseOut
) -> None:
    page = signed_in(company.manager).get(address(written))
    written.handoff.refresh_from_db()
    assert (page.status_code, written.handoff.seen_at) == (200, None)
    assert not Review.objects.exists()


def test_a_touched_item_goes_out_with_its_question_and_posting_waits(
    company: Company, bea: Client, written: CloseOut
) -> None:
    page = bea.post(
        address(written, "ask"), {"item": "pressure", "question": "psi?"}, headers=HTMX
    ).content.decode()
    assert "psi?" in page
    assert "Cannot be posted yet: Suction pressure" in page
    refused = bea.post(address(written, "post"), typed(bea, written))
    assert refused.status_code == 409
    assert "Suction pressure is out for an answer" in refused.content.decode()
    answer_returned(
        by=company.by_technician,
        visit=written.visit,
        returned=Return.objects.get(),
        answer=Answer(text="118 psi"),
    )
    assert "118 psi" in bea.get(address(written)).content.decode()
    assert bea.get("/review/?pile=answered").context["counts"].answered == 1


def test_mending_says_whether_it_was_wrong_or_the_world_changed(
    bea: Client, written: CloseOut
) -> None:
    said = {"item": "notes", "text": "Thermostat replaced.", "change": "world_changed"}
    assert bea.post(address(written, "mend"), said).status_code == 302
    page = bea.get(address(written)).content.decode()
    assert "the world changed" in page
    assert "Version 2" in page
    assert bea.post(address(written, "mend"), {**said, "change": ""}).status_code == 422
    assert bea.post(address(written, "mend"), {**said, "text": " "}).status_code == 422
    assert bea.post(address(written, "mend"), {**said, "item": "signature"}).status_code == 422


def test_lines_are_added_from_the_price_list_changed_and_taken_out(
    company: Company, bea: Client, written: CloseOut
) -> None:
    bea.get(address(written))
    found = bea.get(address(written, "prices"), {"wanted": "thermo"}).content.decode()
    assert "T-STAT" in found
    bea.post(address(written, "lines"), typed(bea, written, add=str(company.part.pk)))
    assert Invoice.objects.get().lines.count() == 2
    changed = typed(bea, written, **{"price-1": "10,50", "quantity-1": "1.5", "discount-1": "10"})
    bea.post(address(written, "lines"), changed)
    line = Invoice.objects.get().lines.get(position=2)
    assert (line.hundredths, line.unit_minor, line.net_minor) == (150, 1050, 1418)
    bea.post(address(written, "lines"), typed(bea, written, take_out="1"))
    assert Invoice.objects.get().lines.count() == 1


def test_a_figure_that_is_none_keeps_everything_that_was_typed(
    bea: Client, written: CloseOut
) -> None:
    sent = typed(bea, written, **{"price-0": "twelve", "text-0": "Smart thermostat"})
    answer = bea.post(address(written, "lines"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "twelve" in page
    assert "Smart thermostat" in page
    assert Invoice.objects.get().total_minor == 20_223


def test_a_colleagues_change_is_not_overwritten_and_yours_is_still_there(
    bea: Client, written: CloseOut
) -> None:
    mine = typed(bea, written, **{"price-0": "1.00"})
    bea.post(address(written, "lines"), typed(bea, written, **{"price-0": "2.00"}))
    refused = bea.post(address(written, "lines"), mine)
    assert refused.status_code == 409
    assert "Bea changed this draft" in refused.content.decode()
    assert refused.context["draft"].lines[0].price == "1.00"
    assert Invoice.objects.get().net_minor == 200


def test_posting_numbers_it_once_and_opens_the_next(
    company: Company, bea: Client, written: CloseOut
) -> None:
    following = another_close_out(company)
    sent = typed(bea, written)
    first = bea.post(address(written, "post"), sent)
    again = bea.post(address(written, "post"), sent)
    assert first.status_code == again.status_code == 302
    assert first["Location"] == address(following)
    assert [row.number for row in Invoice.objects.posted()] == [1]
    page = bea.get(first["Location"]).content.decode()
    assert "Invoice 1 posted." in page
    assert "Posted by Bea" in bea.get(address(written)).content.decode()


def test_the_posted_invoice_is_paper_that_says_it_never_changes(
    bea: Client, written: CloseOut
) -> None:
    bea.post(address(written, "post"), typed(bea, written))
    invoice = Invoice.objects.get()
    page = bea.get(f"/invoices/{invoice.pk}").content.decode()
    assert "$202.23" in page
    assert "never changes" in page
    assert "Invoice 1" in bea.get("/invoices/").content.decode()
    assert "<form" not in page.split("<main")[1]


def test_an_inside_department_is_charged_without_a_tax_column(
    company: Company, bea: Client
) -> None:
    company.customer.side, company.customer.kind = "inside", "department"
    company.customer.save()
    written = a_closed_out_visit(company)
    page = bea.get(address(written)).content.decode()
    assert "Charged to department" in page
    assert "Tax %" not in page


def test_what_is_not_billed_is_parted_by_age_and_by_who_holds_it(
    bea: Client, written: CloseOut
) -> None:
    bea.post(address(written, "ask"), {"item": "pressure"})
    with clock.standing_at(TUESDAY + timedelta(days=4)):
        page = bea.get("/unbilled/")
        due = next(card for card in page.context["cards"] if card.age == "due")
        assert (due.count, due.technician.count, due.office.count) == (1, 1, 0)
        assert page.context["older"] == 1
        sheet = bea.get("/unbilled/csv").content.decode().splitlines()
        assert "Joe Ruiz" in sheet[1]
        assert sheet[1].endswith("202.23,USD")


def test_others_do_not_get_in(company: Company, written: CloseOut) -> None:
    for person in (company.agent, company.dispatcher, company.technician):
        client = signed_in(person)
        assert client.get("/review/").status_code == 403
        assert client.get(address(written)).status_code == 403
        assert client.post(address(written, "ask"), {"item": "notes"}).status_code == 403
    assert signed_in(company.manager).post(address(written, "post")).status_code == 403


@pytest.mark.parametrize("count", [50, 500])
@pytest.mark.parametrize(
    ("page", "most"), [("/review/", 8), ("/review/?pile=posted", 8), ("/unbilled/", 8)]
)
def test_lists_ask_the_same_whatever_their_length(
    company: Company, bea: Client, count: int, page: str, most: int
) -> None:
    many_close_outs(company, count)
    with CaptureQueriesContext(connection) as asked:
        answer = bea.get(page)
    assert len(asked) <= most, [query["sql"][:90] for query in asked]
    if "posted" not in page:
        assert len(answer.context["rows"]) == 25
        assert answer.context["more"]


def test_the_pages_of_the_desk_follow_each_other_without_a_gap(
    company: Company, bea: Client
) -> None:
    many_close_outs(company, 60)
    seen: list[int] = []
    after = ""
    for _page in range(3):
        found = bea.get("/review/", {"after": after}).context
        seen += [row.visit_id for row in found["rows"]]
        after = found["more"]
    assert len(seen) == len(set(seen)) == 60
    assert not after


def test_a_review_stays_within_a_cards_budget(bea: Client, written: CloseOut) -> None:
    bea.get(address(written))
    with CaptureQueriesContext(connection) as asked:
        bea.get(address(written))
    assert len(asked) <= 8, [query["sql"][:90] for query in asked]
