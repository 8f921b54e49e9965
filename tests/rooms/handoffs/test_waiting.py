"""What waits on whom: an undecided hand-off waits, a record at rest does not."""

from fullcircle.foundation import clock
from fullcircle.handoffs.actions import ask_about
from fullcircle.handoffs.models import Handoff
from fullcircle.handoffs.queries import waiting_on_me
from fullcircle.handoffs.queries.waiting import my_waiting, waiting_oldest_first
from fullcircle.handoffs.states import HandoffState, LinkKey
from fullcircle.insight.loop import loop_today
from fullcircle.operations.billing.actions import open_review, post
from fullcircle.registry.people.actor import Actor
from tests.factories.company import Company, a_closed_out_visit, a_company


def links_of(rows: list[Handoff]) -> list[str]:
    return [row.link.key for row in rows]


def a_posted_case(company: Company) -> Handoff:
    visit = a_closed_out_visit(company).visit
    review = open_review(by=company.by_bookkeeper, visit=visit)
    post(by=company.by_bookkeeper, review=review, version=review.version)
    return Handoff.objects.get(link__key=LinkKey.RECORD)


def waiting_links(actor: Actor) -> set[str]:
    mine = [row.row for row in my_waiting(actor, at=clock.now())]
    everybody = [row.row for row in waiting_oldest_first(at=clock.now())]
    return {*links_of(mine), *links_of(everybody), *links_of(list(waiting_on_me(actor)))}


def records_in_the_loop() -> int:
    found = loop_today(at=clock.now(), zone="America/New_York")
    return next(row.waiting for row in found.links if row.link == LinkKey.RECORD)


def test_a_close_out_in_the_books_waits(db: None) -> None:
    company = a_company()
    a_closed_out_visit(company)
    assert LinkKey.CLOSEOUT in waiting_links(company.by_bookkeeper)


def test_a_record_in_the_history_keeps_nobody_waiting(db: None) -> None:
    company = a_company()
    record = a_posted_case(company)
    assert record.state == HandoffState.GIVEN
    assert LinkKey.RECORD not in waiting_links(company.by_dispatcher)
    assert records_in_the_loop() == 0


def test_a_record_that_was_asked_about_waits_on_the_books(db: None) -> None:
    company = a_company()
    record = a_posted_case(company)
    ask_about(by=company.by_dispatcher, handoff=record, item_key="notes", question="Which unit?")
    assert LinkKey.RECORD in waiting_links(company.by_bookkeeper)
    assert records_in_the_loop() == 1
