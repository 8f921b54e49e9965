"""The whole company with a short past: it hangs together, and the Tuesday can be told to its end."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db.models import F, Max, Q

from fullcircle.demo import build
from fullcircle.demo.tuesday import scenes
from fullcircle.demo.tuesday.stage import moment, request_of, visit_of
from fullcircle.foundation import clock
from fullcircle.handoffs.models import Case, ExpectationCard, Handoff, Return
from fullcircle.handoffs.states import CHAIN, HandoffState
from fullcircle.operations.billing.models import Invoice
from fullcircle.operations.dispatch.models import Assignment, Briefing
from fullcircle.operations.scheduling.models import Promise, Visit
from fullcircle.operations.scheduling.states import VisitState
from fullcircle.operations.servicedesk.states import Circle
from fullcircle.registry.customers.models import Agreement, Customer, Location
from fullcircle.registry.people.models import Account, Person
from tests.databases import FreshDatabase

SHORT_PAST = 60


@pytest.fixture
def company(fresh_database: FreshDatabase, tmp_path: Path) -> Iterator[None]:
    clock.keep_company_clock_in(tmp_path / "company-clock.json")
    try:
        build.build_company(cases=SHORT_PAST)
        yield
    finally:
        clock.keep_company_clock_in(None)


def test_the_day_can_be_told_from_the_first_call_to_the_loop(company: None) -> None:
    _it_is_a_whole_company()
    _nine_in_the_morning()
    scenes.play("17-00")
    _the_thread_of_120_maple()
    _nothing_happens_twice()


def _it_is_a_whole_company() -> None:
    assert build.is_up_to_date()
    assert Person.objects.count() >= 30
    assert Customer.objects.count() >= 600
    assert Location.objects.count() >= 1500
    first = Account.objects.select_related("person").order_by("pk")[0].person
    assert first is not None
    assert first.call_name == "Summer"
    assert not Account.objects.exclude(password__startswith="!").exists()
    wrong = Handoff.objects.exclude(card__trade=F("case__trade"))
    assert not wrong.exists()
    assert ExpectationCard.objects.filter(version=3, retired_at__isnull=True).count() == 1
    assert not Visit.objects.filter(state=VisitState.LEFT, left_at__lt=F("arrived_at")).exists()
    newest = Promise.objects.filter(superseded_at__isnull=True).values("job").distinct().count()
    assert newest == Promise.objects.values("job").distinct().count()
    for kind in Invoice.objects.posted().values_list("kind", flat=True).distinct():
        rows = Invoice.objects.posted().filter(kind=kind)
        assert rows.aggregate(Max("number"))["number__max"] == rows.count()


def _nine_in_the_morning() -> None:
    assert moment("09:01") <= clock.now() < moment("09:20")
    assert scenes.played() == {"06-50", "07-55"}
    today = Visit.objects.filter(planned_start__gte=moment("06:00"))
    assert 40 <= today.count() <= 55
    assert today.filter(state=VisitState.PLANNED).count() >= 3
    on_board = Assignment.objects.standing().filter(visit__in=today)
    assert 14 <= on_board.values("person").distinct().count() <= 20
    assert not on_board.filter(person__call_name="Ken").exists()
    assert Return.objects.unanswered().count() >= 3
    late = Promise.objects.standing().filter(job__visits__in=today, window_end__lt=clock.now())
    assert late.filter(job__visits__arrived_at__isnull=True).exists()


def _the_thread_of_120_maple() -> None:
    case, visit = request_of("maple").case, visit_of("maple")
    assert list(
        case.handoffs.order_by("link__position").values_list("link__key", flat=True)
    ) == list(CHAIN)
    asked = Return.objects.get(handoff__case=case)
    assert (asked.item_key, asked.answered_at) == ("data_plate", moment("13:36"))
    assert case.request.circle == Circle.CONFIRMED
    spoken = " ".join(
        row["text"] for row in Briefing.objects.get(visit=visit, withdrawn_at=None).sentences
    )
    assert "You did a demand call last fall for a bad thermocouple" in spoken
    assert "Fluffy" in spoken
    assert Agreement.objects.filter(sold_in_case=case.number).count() == 1
    assert case.location.personal_notes.filter(text__contains="biscuit").count() == 1
    decided = case.handoffs.filter(state=HandoffState.ACCEPTED)
    assert set(decided.values_list("link__key", flat=True)) == {
        "intake",
        "briefing",
        "visit",
        "closeout",
    }
    bumped = visit_of("dana-1020")
    assert bumped.planned_start == moment("10:31")
    kept = Promise.objects.filter(job=bumped.job)
    assert kept.count() == 1
    assert bumped.arrived_at is not None
    assert bumped.arrived_at <= kept[0].window_end


def _nothing_happens_twice() -> None:
    before = (Case.objects.count(), Handoff.objects.count())
    scenes.play("17-00")
    assert (Case.objects.count(), Handoff.objects.count()) == before
    open_day = Visit.objects.filter(planned_start__gte=moment("06:00")).exclude(
        Q(state=VisitState.LEFT) | Q(state=VisitState.CANCELLED)
    )
    assert not open_day.exists()
