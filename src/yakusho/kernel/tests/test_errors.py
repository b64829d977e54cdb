"""The two ways to say no keep the sentence that a person reads."""

import pytest

from yakusho.kernel.errors import FieldError, Invalid, Refused, refuse


def test_a_rule_without_objection_lets_pass() -> None:
    refuse(None)


def test_a_rule_with_a_sentence_refuses_with_it() -> None:
    with pytest.raises(Refused) as caught:
        refuse("The period has ended.")
    assert caught.value.sentence == "The period has ended."


def test_an_empty_sentence_still_refuses() -> None:
    with pytest.raises(Refused):
        refuse("")


def test_wrong_input_names_each_field_but_never_quotes_what_was_typed() -> None:
    errors = [FieldError("name", "Enter your name."), FieldError("members.0.kana", "Use kana.")]
    invalid = Invalid(errors)
    assert invalid.errors == tuple(errors)
    assert str(invalid) == "name; members.0.kana"
