"""A planned household as the register writes it (異動の記録): one stay from each event to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from yakusho.mynumber.residents.register import HEAD, Reason, Stay
from yakusho.mynumber.residents.sample.composing import Life, Plan
from yakusho.mynumber.residents.sample.ward import Place

_BY_SEX: Final = {
    "spouse": {"male": "husband", "female": "wife"},
    "partner": {"male": "unregistered_husband", "female": "unregistered_wife"},
    "parent": {"male": "father", "female": "mother"},
}
_TOWARDS: Final[Mapping[str, Mapping[str, str]]] = {
    "head": {},
    "spouse": {"spouse_parent": "parent", "parent": "spouse_parent", "sibling": "relative"},
    "partner": {"parent": "cohabitant", "sibling": "cohabitant"},
    "child": {
        "spouse": "parent",
        "child": "sibling",
        "parent": "grandparent",
        "spouse_parent": "grandparent",
        "grandchild": "child",
        "child_spouse": "spouse",
        "sibling": "relative",
    },
    "child_spouse": {"child": "spouse", "grandchild": "child", "spouse": "spouse_parent"},
    "parent": {"spouse": "child_spouse", "child": "grandchild", "sibling": "child", "spouse_parent": "relative"},
    "spouse_parent": {"spouse": "child", "child": "grandchild", "parent": "relative"},
    "grandchild": {"child": "parent", "child_spouse": "parent", "spouse": "grandparent", "grandchild": "sibling"},
    "sibling": {"parent": "parent"},
    "cohabitant": {},
}
"""What a role towards the first head is towards another head; a role that isn't named keeps its word."""


def relation(head: Life, life: Life) -> str:
    """The code of a person's relation (続柄) to who is head."""
    if head is life:
        return HEAD
    word = _TOWARDS[head.role].get(life.role, life.role)
    return _BY_SEX[word][life.sex] if word in _BY_SEX else word


def stays(plan: Plan, household: str, persons: Sequence[str], places: Sequence[Place]) -> list[Stay]:
    """The stays of all lives in their household; `places` are its first one and that after each move."""
    found = []
    for life, person in zip(plan.lives, persons, strict=True):
        begins = _begins(plan, life)
        ends: list[date | None] = [*list(begins)[1:], life.left]
        for (since, reason), until in zip(begins.items(), ends, strict=True):
            place = places[sum(day <= since for day in plan.moves)]
            head = [each for day, each in plan.heads if day <= since][-1]
            stay = Stay(
                person, household, relation(head, life), place.address, place.key, place.postcode, since, until, reason
            )
            found.append(stay)
    return found


def _begins(plan: Plan, life: Life) -> dict[date, Reason]:
    """The day on which each stay of a life begins, with its reason, in order."""
    begins: dict[date, Reason] = {life.joined: life.reason}
    events: list[tuple[date, Reason]] = [*((day, "move_within") for day in plan.moves)]
    events += [(day, "death") for day, _ in plan.heads[1:]]
    for day, reason in sorted(events):
        if life.joined < day and (life.left is None or day < life.left):
            begins[day] = reason
    return dict(sorted(begins.items()))


def afterwards(life: Life, person: str, household: str, place: Place) -> Stay | None:
    """Where somebody is registered who left and lives: in a household of their own, or outside the ward."""
    if life.left is None or life.went == "died":
        return None
    apart = Stay(person, household, HEAD, place.address, place.key, place.postcode, life.left, None, "move_within")
    return apart if life.went == "apart" else replace(apart, household="", relation="", reason="move_out")
