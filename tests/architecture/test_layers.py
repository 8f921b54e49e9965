"""The import contracts of `.importlinter` hold, and each one of them can be broken."""

from __future__ import annotations

from functools import cache
from itertools import permutations
from typing import Any

import grimp
import pytest
from importlinter import api
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.layers import LayersContract
from importlinter.domain.contract import Contract, ContractCheck
from importlinter.domain.helpers import module_expressions_to_modules

from tests.architecture.tree import PACKAGE, ROOT, paths

KINDS: dict[str, type[Contract]] = {"forbidden": ForbiddenContract, "layers": LayersContract}
SEATS = [
    "administrator", "agent", "backoffice", "dispatcher", "everyone", "figures", "graph",
    "manager", "portal", "requester", "technician", "whatif",
]  # fmt: skip

# Imports that must break a contract: (contract, importer, imported). A leading dot is `fullcircle`.
BREAKS = [
    ("house", ".insight", ".web.shell"),
    ("house", ".web.shell", ".config.settings"),
    ("house", ".web.shell", ".api"),
    ("house", ".api", ".demo"),
    ("house", ".demo", ".web"),
    ("house", ".operations.servicedesk", ".insight"),
    ("house", ".handoffs", ".operations.servicedesk"),
    ("house", ".registry.people", ".handoffs"),
    ("house", ".foundation.clock", ".registry.people"),
    ("house", ".engines", ".registry.people"),
    ("house", ".engines", ".foundation.clock"),
    ("house", ".foundation.clock", ".engines"),
    ("operations", ".operations.servicedesk", ".operations.scheduling"),
    ("operations", ".operations.scheduling", ".operations.dispatch"),
    ("operations", ".operations.dispatch", ".operations.fieldwork"),
    ("operations", ".operations.fieldwork", ".operations.billing"),
    ("registry", ".registry.people", ".registry.catalogue"),
    ("registry", ".registry.catalogue", ".registry.customers"),
    ("seats", ".web.cards", ".web.agent"),
    ("seats", ".web.shell", ".web.cards"),
    ("seats", ".web.components", ".web.shell"),
    *(("seats", f".web.{one}", f".web.{other}") for one, other in permutations(SEATS, 2)),
    ("engines", ".engines", "django"),
    ("engines", ".foundation.values", "django"),
    ("engines", ".foundation.values", ".config.settings"),
    ("rules", ".operations.dispatch.rules", "django"),
    ("rules", ".handoffs.states", "django"),
    ("rules", ".registry.people.rules", ".foundation.clock"),
    ("rules", ".operations.billing.rules", ".config.settings"),
    ("transport", ".operations.dispatch", "ninja"),
    ("transport", ".foundation", "django_htmx"),
    ("transport", ".demo", "granian"),
    ("vroom", ".operations.scheduling", "vroom"),
    ("pyvrp", ".engines.optimiser.plan", "pyvrp"),
    ("valhalla", ".web.dispatcher", "valhalla"),
    ("duckdb", ".insight", "duckdb"),
]
KEEPS = [
    ("house", ".config.settings", ".foundation"),
    ("operations", ".operations.billing", ".operations.servicedesk"),
    ("seats", ".web.agent", ".web.cards"),
    ("rules", ".operations.dispatch.rules", ".foundation.values"),
    ("transport", ".api", "ninja"),
    ("vroom", ".engines.optimiser.vroom_solver", "vroom"),
    ("pyvrp", ".engines.optimiser.pyvrp_solver", "pyvrp"),
    ("valhalla", ".engines.roads.road_engine", "valhalla"),
    ("duckdb", ".engines.eventlog.warehouse", "duckdb"),
]


@cache
def _options() -> dict[str, Any]:
    return api.read_configuration(str(ROOT / ".importlinter"))


@cache
def _house() -> grimp.ImportGraph:
    return grimp.build_graph("fullcircle", include_external_packages=True, cache_dir=None)


def _ids() -> list[str]:
    return [options["id"] for options in _options()["contracts_options"]]


def _contract(identity: str) -> Contract:
    options = next(each for each in _options()["contracts_options"] if each["id"] == identity)
    return KINDS[options["type"]](options["name"], _options()["session_options"], options)


def _advice(options: dict[str, Any]) -> str:
    text = options.get("broken_contract_guidance", "")
    return text if isinstance(text, str) else " ".join(text)


def _check(identity: str, graph: grimp.ImportGraph) -> ContractCheck:
    return _contract(identity).check(graph, verbose=False)


def _empty_house(*more: str) -> grimp.ImportGraph:
    """All rooms of the house, none of their imports: so only what is added can break."""
    graph = grimp.ImportGraph()
    for module in [*_house().modules, *more]:
        parts = module.split(".")
        external = parts[0] != "fullcircle"
        for depth in range(1, len(parts) + 1):
            if ".".join(parts[:depth]) not in graph.modules:
                graph.add_module(".".join(parts[:depth]), is_squashed=external)
    return graph


def _full(name: str) -> str:
    return f"fullcircle{name}" if name.startswith(".") else name


def _after(identity: str, importer: str, imported: str) -> ContractCheck:
    importer, imported = _full(importer), _full(imported)
    graph = _empty_house(importer, imported)
    graph.add_import(importer=importer, imported=imported)
    return _check(identity, graph)


@pytest.mark.parametrize("identity", _ids())
def test_the_contract_holds(identity: str) -> None:
    options = next(each for each in _options()["contracts_options"] if each["id"] == identity)
    graph = grimp.build_graph("fullcircle", include_external_packages=True, cache_dir=None)
    contract = _contract(identity)
    check = contract.check(graph, verbose=False)
    if not check.kept:
        contract.render_broken_contract(check)
    assert check.kept, f"{options['name']}: the chain is printed below. {_advice(options)}"


def test_every_contract_is_shown_an_import_that_breaks_it() -> None:
    assert {identity for identity, _, _ in BREAKS} == set(_ids())


@pytest.mark.parametrize(("identity", "importer", "imported"), BREAKS)
def test_one_import_too_many_breaks_it(identity: str, importer: str, imported: str) -> None:
    assert not _after(identity, importer, imported).kept


@pytest.mark.parametrize(("identity", "importer", "imported"), KEEPS)
def test_an_import_downwards_keeps_it(identity: str, importer: str, imported: str) -> None:
    assert _after(identity, importer, imported).kept


@pytest.mark.parametrize(
    ("identity", "room"),
    [("house", ".gossip"), ("operations", ".operations.gossip"), ("registry", ".registry.gossip")],
)
def test_a_room_without_a_floor_breaks_the_house(identity: str, room: str) -> None:
    assert not _check(identity, _empty_house(_full(room))).kept


def test_a_new_seat_needs_its_place_among_its_siblings() -> None:
    assert not _check("seats", _empty_house("fullcircle.web.gossip")).kept


def test_rules_and_states_of_every_room_are_under_contract() -> None:
    sources = _contract("rules").source_modules  # type: ignore[attr-defined]  # of this kind
    covered = {module.name for module in module_expressions_to_modules(_house(), sources)}
    names = {
        path.removeprefix("src/").removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for path in paths()
        if path.startswith(PACKAGE) and path.endswith(".py")
    }
    drawers = {name for name in names if name.rsplit(".", 1)[-1] in {"rules", "states"}}
    assert covered == drawers, "a folder without __init__.py? a drawer git ignores?"
