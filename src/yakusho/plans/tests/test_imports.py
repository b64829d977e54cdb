"""A ward declares which monthly files it takes in; what can't be right is told with line and remedy."""

import pytest

from yakusho import plans
from yakusho.plans.tests.ward import BINDINGS_FILE, shipped_bindings

FILE = BINDINGS_FILE.parent / "imports.yaml"


def _shipped() -> plans.Imports:
    return plans.load_imports(FILE.read_text("utf-8"), FILE.name)


def test_every_series_that_a_binding_names_is_declared_and_every_declared_one_is_used() -> None:
    named = {binding.imports for binding in shipped_bindings().indicators.values() if binding.imports}
    assert named == set(_shipped().series())


def test_five_indicators_get_monthly_figures_and_one_of_them_adds_to_its_meter() -> None:
    bound = {id: binding for id, binding in shipped_bindings().indicators.items() if binding.imports}
    assert sorted(bound) == ["11-1", "12-1", "12-2", "13-1", "15-3"]
    assert [id for id, binding in bound.items() if binding.meter] == ["15-3"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("number: issued", "number: given", "no column `given`"),
        ("name: certificates.family", "name: cards.issued", "stands here twice"),
        ("code: convenience-certificates", "code: card-issuance", "stands here twice"),
        ("heads: [受付件数, 申請件数, 到達件数]", "heads: [受付件数, 対象年月]", "share a code or a head"),
        ("number: registered", "whole: registered", "either a number, or part and whole"),
    ],
)
def test_what_contradicts_itself_is_told(old: str, new: str, words: str) -> None:
    text = FILE.read_text("utf-8")
    assert old in text
    with pytest.raises(plans.Malformed) as malformed:
        plans.load_imports(text.replace(old, new), "imports.yaml")
    assert any(words in finding.words for finding in malformed.value.findings)
