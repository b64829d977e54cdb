"""Everything that the rules may say has words in both languages."""

import re
from pathlib import Path
from typing import get_args

import pytest
from django.utils.translation import override

from yakusho.mynumber.checking import account, matching, rules, words
from yakusho.mynumber.checking.values import LEVELS

CODES = re.compile(r'"([a-z]+(?:_[a-z]+)*)"')


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_check_reason_and_colour_has_words(language: str) -> None:
    with override(language):
        assert all(words.check_word(check) for check in words.CHECKS)
        assert all(words.reason_word(reason) for reason in words.REASONS)
        assert all(words.level_word(level) for level in words.SHAPES)


def test_no_reason_of_the_rules_is_without_words() -> None:
    source = Path(rules.__file__).read_text("utf-8")
    codes = {code for line in source.splitlines() if "Finding(" in line for code in CODES.findall(line)}
    made = {f"name_{each}" for each in matching.NAME_POINTS} | {f"birth_{each}" for each in matching.BIRTH_POINTS}
    made |= {f"holder_{each}" for each in get_args(account.Holder)}
    made |= {f"member_name_{each}" for each in matching.NAME_POINTS} | {"member_birth_unknown", "member_birth_differs"}
    made |= {f"address_{each}" for each in ("same", "near", "differs", "unreadable")}
    assert codes - set(LEVELS) <= {*words.REASONS, *words.CHECKS}
    assert made <= set(words.REASONS)
