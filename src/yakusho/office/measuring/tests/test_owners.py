"""Who carries a measure: sections by name, and collective owners by the sections that the plan says they mean."""

from yakusho.office.measuring.rules import owners
from yakusho.plans.model import CollectiveOwner, Measure
from yakusho.plans.tests.ward import shipped_plan

CODES = {"IT推進課": "it-suishin", "納税課": "nozei", "戸籍住民課": "koseki-jumin"}


def _measure() -> Measure:
    return next(measure for measure in shipped_plan().measures if measure.number == "01")


def test_a_collective_owner_stays_in_words_until_the_plan_resolves_it() -> None:
    assert owners(_measure(), CODES) == (("it-suishin",), ("関係主管課",))


def test_a_collective_owner_stands_for_the_sections_it_means_each_once() -> None:
    meant = CollectiveOwner(name="関係主管課", sections=("納税課", "IT推進課", "戸籍住民課"))
    assert owners(_measure(), CODES, [meant]) == (("it-suishin", "nozei", "koseki-jumin"), ())
