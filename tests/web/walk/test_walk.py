"""Every address x method x seat x relation: what answers is what the policy table says."""

import pytest
from django.test import Client

from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.states import Relation
from tests.web.walk.addresses import ALL_METHODS, SAFE, Address, addresses
from tests.web.walk.examples import ANSWERS_ANYWAY, EXAMPLES, WRITING_GETS
from tests.web.walk.principals import Outsider, signed_in_client
from tests.web.walk.probing import asked_at, expected, fits, knock, outcome, relations, taken_back
from tests.web.walk.world import World

EVERY = addresses()
ADDRESSES = pytest.mark.parametrize("address", EVERY, ids=[each.text or "/" for each in EVERY])


def test_the_walk_knows_every_address_and_no_other() -> None:
    there = {address.text for address in EVERY}
    assert sorted(there - set(EXAMPLES)) == [], "add them to EXAMPLES"
    assert sorted(set(EXAMPLES) - there) == [], "take them out of EXAMPLES"


def test_every_address_names_its_methods_and_a_row_for_each() -> None:
    assert [each.text for each in EVERY if not each.methods_named] == []
    assert [each.text for each in EVERY if not each.rows] == []


@ADDRESSES
def test_what_answers_is_what_the_table_says(address: Address, world: World) -> None:
    """And reading writes nothing, whoever reads."""
    wrong = []
    for who in world.principals.values():
        for relation in relations(address):
            at = asked_at(address, who, relation, world)
            for method, permission in address.rows.items() if at else ():
                with taken_back() as written:
                    found = outcome(knock(who.client, method, address, at or "", world))
                wanted = expected(who, address, permission, relation)
                if not fits(found, wanted, address):
                    wrong.append(f"{who} {method} {relation}: {found}, the table says {wanted}")
                if method in SAFE and address.text not in WRITING_GETS:
                    wrong += [f"{who} {method} writes: {each}" for each in written.statements]
    assert not wrong, "\n".join(wrong)


@ADDRESSES
def test_what_does_not_exist_looks_like_what_is_not_yours(address: Address, world: World) -> None:
    """Asked by three: the first seat that the row lets in, the first that it does not, nobody."""
    if not address.has_arguments or address.text in ANSWERS_ANYWAY:
        return
    for method, permission in address.rows.items():
        seats = [who for who in world.principals.values() if who.seat is not None]
        inside = next((who for who in seats if who.reach(permission)), seats[0])
        outside = next((who for who in seats if not who.reach(permission)), seats[-1])
        for who in (inside, outside, world.principals[Outsider.ANONYMOUS]):
            with taken_back():
                found = outcome(knock(who.client, method, address, address.unknown, world))
            wanted = expected(who, address, permission, Relation.FOREIGN)
            assert found == wanted.replace("answered", "nothing here"), (who.name, method)


@ADDRESSES
def test_other_methods_do_not_exist(address: Address, world: World) -> None:
    who = world.principals["manager"]
    at = asked_at(address, who, Relation.OWN, world) or address.unknown
    for method in set(ALL_METHODS) - set(address.rows):
        with taken_back() as written:
            response = knock(who.client, method, address, at, world)
        assert response.status_code == 405, method
        assert written.statements == []


@ADDRESSES
def test_writing_needs_the_token_of_the_session(address: Address, world: World) -> None:
    """T27: every unsafe address without it is refused, whoever asks."""
    seats = [who for who in world.principals.values() if who.signed_in and who.person is not None]
    for method, permission in address.rows.items():
        if method in SAFE:
            continue
        allowed = [who for who in seats if who.reach(permission)] or seats[:1]
        for who in (allowed[0], world.principals[Outsider.ANONYMOUS]):
            client = signed_in_client(who.person, csrf=True) if who.person else _stranger()
            at = asked_at(address, who, Relation.OWN, world) or address.unknown
            with taken_back() as written:
                response = knock(client, method, address, at, world)
            assert response.status_code == 403, (who, method)
            assert written.statements == []


def test_every_row_of_the_table_stands_behind_some_address() -> None:
    used = {permission for address in EVERY for permission in address.rows.values()}
    asked_inside = {Permission.SEE_MONEY, Permission.SEE_LOOP, Permission.ADMINISTER}
    assert set(Permission) - used - asked_inside == set()


def _stranger() -> Client:
    return Client(enforce_csrf_checks=True, raise_request_exception=False)
