"""People: no seat of one's own giving, no company without an administrator, one link for the first."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import pytest

from fullcircle.foundation import clock
from fullcircle.foundation.transactions import StaleEdit
from fullcircle.registry.people import actions
from fullcircle.registry.people.actor import Actor, actor_for, actor_of_account
from fullcircle.registry.people.models import Account, Person, SetUpLink, Shift
from fullcircle.registry.people.queries import set_up_link_stands
from fullcircle.registry.people.refusals import (
    LastAdministrator,
    NotAllowed,
    NotToOneself,
    PasswordTooWeak,
    SetUpLinkUsed,
    SignInNameTaken,
)
from fullcircle.registry.people.states import Seat
from tests.factories.company import TUESDAY, ZONE, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_tuesday() -> Iterator[None]:
    with clock.standing_at(TUESDAY):
        yield


def an_administrator(name: str = "Ada Lind") -> Actor:
    return actor_for(a_person(name, Seat.ADMINISTRATOR))


def the_token() -> str:
    return actions.issue_set_up_link().removeprefix("/set-up/")


def use(
    token: str, *, sign_in_name: str = "Ada", password: str = "three calm green herons"
) -> Account:
    return actions.use_set_up_link(
        token=token, name="Ada Lind", sign_in_name=sign_in_name, password=password, zone=ZONE
    )


def test_the_link_makes_one_administrator_and_is_then_used_up() -> None:
    token = the_token()
    account = use(token)
    actor = actor_of_account(account)
    assert actor is not None
    assert actor.seats == {Seat.ADMINISTRATOR}
    assert account.sign_in_name == "ada"
    with pytest.raises(SetUpLinkUsed):
        use(token, sign_in_name="eve")
    assert Account.objects.count() == 1


def test_the_token_is_kept_hashed_and_ends_after_a_day_or_with_the_next_link() -> None:
    first = the_token()
    assert not SetUpLink.objects.filter(token_hash=first).exists()
    second = the_token()
    assert (set_up_link_stands(first), set_up_link_stands(second)) == (False, True)
    with clock.standing_at(TUESDAY + timedelta(hours=25)):
        assert not set_up_link_stands(second)
        with pytest.raises(SetUpLinkUsed):
            use(second)


def test_no_link_works_once_somebody_has_an_account() -> None:
    token = the_token()
    a_person("Amy Ito", Seat.AGENT)
    with pytest.raises(SetUpLinkUsed):
        use(token)


def test_a_weak_password_leaves_the_link_as_it_was() -> None:
    token = the_token()
    with pytest.raises(PasswordTooWeak):
        use(token, password="short")
    assert set_up_link_stands(token)
    assert not Person.objects.exists()


def test_nobody_gives_or_takes_a_seat_of_their_own() -> None:
    by = an_administrator()
    oneself = Person.objects.get(pk=by.needed_person_id)
    with pytest.raises(NotToOneself):
        actions.give_seat(by=by, person=oneself, seat=Seat.BOOKKEEPER)
    with pytest.raises(NotToOneself):
        actions.take_seat(by=by, person=oneself, seat=Seat.ADMINISTRATOR)


def test_the_last_administrator_cannot_leave_and_the_second_can() -> None:
    by = an_administrator()
    oneself = Person.objects.get(pk=by.needed_person_id)
    with pytest.raises(LastAdministrator):
        actions.close_account(by=by, person=oneself)
    other = an_administrator("Eve Moss")
    actions.close_account(by=other, person=oneself)
    assert actor_of_account(Account.objects.get(person=oneself)) is None
    with pytest.raises(LastAdministrator):
        actions.close_account(by=other, person=Person.objects.get(pk=other.needed_person_id))


def test_somebody_without_an_account_does_not_count_as_an_administrator() -> None:
    by = an_administrator()
    crew = actions.add_person(by=by, name="Cy Dale", zone=ZONE)
    actions.give_seat(by=by, person=crew, seat=Seat.ADMINISTRATOR)
    with pytest.raises(LastAdministrator):
        actions.close_account(by=by, person=Person.objects.get(pk=by.needed_person_id))


def test_an_account_is_opened_with_a_password_that_works_and_is_shown_once() -> None:
    by = an_administrator()
    person = actions.add_person(by=by, name="Noor Haddad", zone=ZONE)
    password = actions.open_account(by=by, person=person, sign_in_name="Noor@Example.org")
    account = Account.objects.get(person=person)
    assert account.sign_in_name == "noor@example.org"
    assert account.check_password(password)
    assert password not in account.password
    other = actions.add_person(by=by, name="Nora Quist", zone=ZONE)
    with pytest.raises(SignInNameTaken):
        actions.open_account(by=by, person=other, sign_in_name="NOOR@example.org")


def test_a_seat_taken_away_is_gone_at_the_next_request() -> None:
    by, person = an_administrator(), a_person("Amy Ito", Seat.AGENT, Seat.DISPATCHER)
    actions.take_seat(by=by, person=person, seat=Seat.DISPATCHER)
    assert actor_for(person).seats == {Seat.AGENT}


def test_only_an_administrator_does_any_of_it() -> None:
    by, person = actor_for(a_person("Max Oduya", Seat.MANAGER)), a_person("Amy Ito", Seat.AGENT)
    for refused in (
        lambda: actions.give_seat(by=by, person=person, seat=Seat.MANAGER),
        lambda: actions.open_account(by=by, person=person, sign_in_name="x"),
        lambda: actions.close_account(by=by, person=person),
        lambda: actions.add_person(by=by, name="X", zone=ZONE),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_eight_in_the_morning_stays_eight_over_the_change_of_the_clocks() -> None:
    by, person = an_administrator(), a_person("Joe Ruiz", Seat.TECHNICIAN, on_shift=False)
    planned = actions.plan_week(
        by=by,
        person=person,
        first=date(2026, 10, 30),
        weekdays={4, 0},
        starts=time(8),
        ends=time(17),
        weeks=1,
    )
    starts = list(person.shifts.order_by("starts_at").values_list("starts_at", flat=True))
    assert planned == 2
    assert [start.hour for start in starts] == [12, 13]  # the clocks went back on 1 November


def test_a_night_shift_ends_on_the_next_day_and_planning_twice_changes_nothing() -> None:
    by, person = an_administrator(), a_person("Nia Lowe", Seat.CREW_LEAD, on_shift=False)
    for _time in range(2):
        actions.plan_week(
            by=by,
            person=person,
            first=date(2026, 7, 14),
            weekdays={1},
            starts=time(22),
            ends=time(6),
            weeks=1,
        )
    shift = Shift.objects.get(person=person)
    assert shift.ends_at - shift.starts_at == timedelta(hours=8)
    assert shift.starts_at == datetime.fromisoformat("2026-07-15T02:00:00+00:00")


def test_a_stale_change_of_a_person_is_refused() -> None:
    by = an_administrator()
    person = actions.add_person(by=by, name="Noor Haddad", zone=ZONE)
    actions.change_person(by=by, person=person, version=1, title="technician")
    with pytest.raises(StaleEdit):
        actions.change_person(by=by, person=person, version=1, title="dispatcher")
