"""Facts hold codes, numbers, dates, ids and hashes; nothing a person could be named in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from yakusho.ledger.facts import CaseNumber, Code, Fact, Sha256, declared, read_fact


class LampLit(Fact, kind="sample_lamp.lit", version=3):
    lamp: Code
    hours: int
    plan: Sha256 | None = None


def test_a_fact_is_sealed_without_what_it_does_not_say() -> None:
    assert LampLit(lamp="l-1", hours=2).body() == {"lamp": "l-1", "hours": 2}


def test_a_sealed_body_is_read_as_its_fact() -> None:
    assert read_fact("sample_lamp.lit", 3, {"lamp": "l-1", "hours": 2}) == LampLit(lamp="l-1", hours=2)
    assert declared()["sample_lamp.lit", 3] is LampLit
    with pytest.raises(KeyError):
        read_fact("sample_lamp.lit", 4, {})


def test_a_fact_refuses_members_that_it_does_not_declare() -> None:
    with pytest.raises(ValidationError):
        read_fact("sample_lamp.lit", 3, {"lamp": "l-1", "hours": 2, "name": "板橋 花子"})


def test_a_kind_is_declared_once_and_in_one_form() -> None:
    with pytest.raises(TypeError, match="twice"):
        type("Again", (Fact,), {}, kind="sample_lamp.lit", version=3)
    for kind in ("lit", "lamp.", "Lamp.lit", "lamp.lit.twice", "ランプ.lit"):
        with pytest.raises(TypeError, match="form"):
            type("Broken", (Fact,), {}, kind=kind, version=1)


def test_a_fact_is_addressed_to_nobody_unless_it_says_so() -> None:
    assert LampLit(lamp="l-1", hours=2).blobs_for("office") == ()


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",))))
def test_a_code_is_never_free_text(text: str) -> None:
    accepted = True
    try:
        TypeAdapter(Code).validate_python(text)
    except ValidationError:
        accepted = False
    assert accepted == (text != "" and len(text) <= 80 and text.isascii() and text[0].isalnum() and _plain(text))


def _plain(text: str) -> bool:
    return all(c.isalnum() or c in "._:/-" for c in text)


@pytest.mark.parametrize("text", ["M-12345-6789", "m-12345-67890", "M-12345-67890\n", "12345"])
def test_a_case_number_has_one_spelling(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(CaseNumber).validate_python(text)
