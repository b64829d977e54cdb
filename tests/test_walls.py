"""The walls between zones (領域の壁) hold: in code, in tables, in cookies, in what crosses and who may open what."""

import ast
import inspect
import re

import pytest
from pydantic import BaseModel

from tests.samples_messages import SAMPLES
from tests.support.tree import python_files, syntax
from tests.support.zone_facts import ZONES, facts_of
from yakusho.ledger.facts import Fact
from yakusho.messages import publications, questions, submissions

GUARDS = {"public", "signed_in", "relay", "own_account", "sample_only", "secret_address"}
"""What a view's `guard` may say; `needs:<function>` beside these."""

_PUSHED = re.compile(r"Pushed outward as `([a-z_.]+)`")


def _kinds() -> dict[str, type[BaseModel]]:
    """Every message kind that `yakusho.messages` declares, with its model."""
    found: dict[str, type[BaseModel]] = {}
    for module in (submissions, publications, questions):
        for _, model in inspect.getmembers(module, inspect.isclass):
            if model.__module__ != module.__name__ or not issubclass(model, BaseModel):
                continue
            pushed = _PUSHED.match(model.__doc__ or "")
            if issubclass(model, Fact):
                found[model.kind] = model
            elif pushed:
                found[pushed[1]] = model
    return found


def _made_somewhere() -> set[str]:
    """The names of all classes that product code calls, outside the vocabulary itself."""
    return {
        node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        for path in python_files(product_only=True)
        if path.parts[2] != "messages"
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
    }


def _taken_somewhere() -> set[str]:
    return {kind for zone in ZONES for kind in facts_of(zone)["handlers"]}


@pytest.mark.parametrize("zone", ZONES)
def test_every_route_has_exactly_one_guard(zone: str) -> None:
    routes = facts_of(zone)["routes"]
    open_routes = [
        f"/{route['route']} → {route['view']}: put a guard of `ui.guards` or `desk.staff.guards` on the view"
        for route in routes
        if route["guard"] not in GUARDS and not route["guard"].startswith("needs:")
    ]
    assert routes
    assert not open_routes, "\n" + "\n".join(open_routes)


@pytest.mark.parametrize("zone", ["office", "mynumber"])
def test_staff_zones_show_nothing_to_strangers_but_the_way_in(zone: str) -> None:
    public = {route["view"] for route in facts_of(zone)["routes"] if route["guard"] == "public"}
    allowed = ("allauth.", "yakusho.desk.staff.", "yakusho.journal.", "yakusho.ui.", "django.views.i18n.")
    assert not {view for view in public if not view.startswith(allowed)}


def test_the_portal_has_no_accounts_of_its_own() -> None:
    facts = facts_of("portal")
    assert not [name for name in facts["tables"] if name.startswith(("auth_", "account_", "django_session"))]
    assert not [name for name in facts["middleware"] if "session" in name.lower() or "Authentication" in name]


@pytest.mark.parametrize("kind", sorted(_kinds()))
def test_every_message_has_a_sample_of_its_model(kind: str) -> None:
    assert kind in SAMPLES, f"add a sample of {kind} to tests/samples_messages.py"
    sample = SAMPLES[kind]
    assert type(sample) is _kinds()[kind]
    assert type(sample).model_validate(sample.model_dump(mode="json")) == sample


@pytest.mark.parametrize("kind", sorted(_kinds()))
def test_every_message_has_a_producer(kind: str) -> None:
    name = _kinds()[kind].__name__
    assert name in _made_somewhere(), f"nothing makes a {name}: send it, or take it out of `messages`"


@pytest.mark.parametrize("kind", sorted(_kinds()))
def test_every_message_has_a_consumer(kind: str) -> None:
    assert kind in _taken_somewhere(), f"no zone takes {kind}: declare a handler with `@receives`"


@pytest.mark.parametrize("zone", ZONES)
def test_a_zone_takes_only_messages_that_are_declared(zone: str) -> None:
    assert set(facts_of(zone)["handlers"]) <= set(_kinds())


@pytest.mark.parametrize("zone", ZONES)
def test_a_zone_loads_no_code_of_another_zone(zone: str) -> None:
    others = tuple(f"yakusho.{other}." for other in ZONES if other != zone)
    assert not [module for module in facts_of(zone)["modules"] if module.startswith(others)]


def test_the_portal_loads_nothing_of_the_desk() -> None:
    assert not [module for module in facts_of("portal")["modules"] if module.startswith("yakusho.desk")]


@pytest.mark.parametrize("zone", ZONES)
def test_no_zone_loads_what_reads_files_from_outside(zone: str) -> None:
    assert not {"PIL", "pikepdf", "pypdfium2", "lxml", "typst"} & set(facts_of(zone)["libraries"])


@pytest.mark.parametrize("zone", ZONES)
def test_no_table_of_another_zone_is_here(zone: str) -> None:
    others = tuple(f"yakusho.{other}." for other in ZONES if other != zone)
    foreign = {table: module for table, module in facts_of(zone)["tables"].items() if module.startswith(others)}
    assert not foreign


def test_zones_on_one_host_share_no_cookie() -> None:
    names = [
        name for zone in ZONES for name in facts_of(zone)["cookies"] if not (zone == "portal" and "django" in name)
    ]
    assert len(names) == len(set(names)), f"cookies of several zones have one name: {sorted(names)}"


def test_a_fact_that_crosses_a_wall_is_appended_in_one_zone() -> None:
    """A meter counts a kind of fact in one zone, so it must be known which zone appends it."""
    crossing = {kind for kind, model in _kinds().items() if issubclass(model, Fact)}
    zones_of = {kind: [zone for zone in ZONES if kind in facts_of(zone)["facts"]] for kind in crossing}
    for kind in ("application.received", "application.corrected"):
        assert zones_of.pop(kind) == ["portal", "mynumber"]  # online, and on paper, which stays inside
    assert not {kind: zones for kind, zones in zones_of.items() if len(zones) != 1}, "name it in one zone's FACTS"


def test_papers_are_never_counted_as_online() -> None:
    assert "applications.received" in facts_of("office")["meters"]
    assert "applications.received" not in facts_of("mynumber")["meters"]
    assert "applications.on_paper" in facts_of("mynumber")["meters"]
