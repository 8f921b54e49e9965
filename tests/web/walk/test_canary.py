"""Canaries in what only some may see: every page is read by everybody, and the strings are looked for."""

import pytest
from django.http import HttpResponseBase

from fullcircle.foundation.models import AuditEntry
from fullcircle.registry.people.policy import Permission, Reach
from fullcircle.registry.people.states import Relation, Seat
from tests.web.walk.addresses import addresses
from tests.web.walk.examples import EXAMPLES
from tests.web.walk.principals import Outsider, Principal
from tests.web.walk.probing import asked_at, knock, relations, taken_back
from tests.web.walk.world import BALANCE, CODE, INSIDE, TOUCH, World

READ = [address for address in addresses() if "GET" in address.rows]
REVEALS = ("code/<uuid:code>/reveal", "day/visit/<int:number>/code")

# Canary -> the row of the table that shows it, to those who reach everybody's rows: both stand
# where no walker in the field was sent.
SHOWN_BY = {INSIDE: Permission.SEE_CASE, TOUCH: Permission.SEE_CUSTOMERS}


def _text(response: HttpResponseBase) -> str:
    content: bytes = getattr(response, "content", b"")
    return content.decode("utf-8", "replace")


def _everything(world: World, who: Principal) -> list[tuple[str, str]]:
    """Every page that this one can ask for, own and foreign, with what it says."""
    found = []
    for address in READ:
        for relation in relations(address):
            at = asked_at(address, who, relation, world)
            if at is not None:
                with taken_back():
                    found.append((at, _text(knock(who.client, "GET", address, at, world))))
    return found


@pytest.mark.parametrize("name", [*Seat, *Outsider])
def test_canaries_are_only_where_the_table_lets_them(name: str, world: World) -> None:
    who = world.principals[name]
    wrong = []
    for at, text in _everything(world, who):
        if CODE in text:
            wrong.append(f"{at} shows an access code")
        for canary, row in SHOWN_BY.items():
            if canary in text and who.reach(row) is not Reach.ALL:
                wrong.append(f"{at} shows {canary}")
        if who.reach(Permission.SEE_MONEY) is None and any(sum_ in text for sum_ in BALANCE):
            wrong.append(f"{at} shows a balance")
    assert not wrong, "\n".join(wrong)


def test_the_canaries_are_alive(world: World) -> None:
    """The crawl would find them: those who may see them do."""
    agent = [text for _, text in _everything(world, world.principals[Seat.AGENT])]
    assert any(TOUCH in text for text in agent)
    assert any(INSIDE in text for text in agent)
    assert any(sum_ in text for text in agent for sum_ in BALANCE)


@pytest.mark.parametrize("text", REVEALS)
def test_a_code_is_in_the_answer_of_a_reveal_and_in_the_log_by_name_only(
    text: str, world: World
) -> None:
    address = next(each for each in addresses() if each.text == text)
    who = world.principals[Seat.TECHNICIAN]
    at = asked_at(address, who, Relation.OWN, world)
    assert at is not None
    with taken_back():
        before = AuditEntry.objects.count()
        response = knock(who.client, "POST", address, at, world)
        assert CODE in _text(response)
        assert "no-store" in response["Cache-Control"]
        lines = list(AuditEntry.objects.order_by("-pk")[: AuditEntry.objects.count() - before])
        assert [line.by for line in lines] == [f"person:{who.person.pk if who.person else 0}"]
        assert all(CODE not in str(vars(line)) for line in lines)


def test_a_link_shows_no_inside_words_and_no_address(world: World) -> None:
    address = next(each for each in addresses() if each.text == "s/<str:token>")
    who = world.principals[Outsider.LINK_HOLDER]
    at = asked_at(address, who, Relation.OWN, world)
    assert at is not None
    with taken_back():
        text = _text(knock(who.client, "GET", address, at, world))
    for secret in (INSIDE, CODE, TOUCH, "gate on the left", world.company.contact.phone):
        assert secret not in text


def test_a_search_finds_no_code_and_no_note(world: World) -> None:
    """T28: what may not be read may not be found either."""
    for who in world.principals.values():
        for asked in (f"/find?q={CODE}", f"/find?q={TOUCH}", f"/api/customers/find?text={INSIDE}"):
            with taken_back():
                text = _text(who.client.get(asked))
            assert "Arbor" not in text
            assert "John Doe" not in text


def test_every_page_that_is_read_has_an_example() -> None:
    assert {address.text for address in READ} <= set(EXAMPLES)


def test_canaries_are_looked_for_on_many_pages(world: World) -> None:
    assert len(_everything(world, world.principals[Seat.MANAGER])) > 60
