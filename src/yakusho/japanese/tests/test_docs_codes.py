"""Every code that an answer may hold as a reason or a flag is explained in docs/japanese.md."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from yakusho.japanese.addresses import load_towns, read_address
from yakusho.japanese.dates import read_date
from yakusho.japanese.names import read_name
from yakusho.japanese.numbers import read_number
from yakusho.japanese.tests.read_cases import read_cases

_ROOT = Path(__file__).parents[4]
_PACKAGE = _ROOT / "src" / "yakusho" / "japanese"
_CODE = re.compile("[a-z]+(?:_[a-z0-9]+)+")
_NO_CODES = {"euc_jis_2004", "calendar_days", "ward_days", "left_out"}
"""A character set, kinds of deadlines, and the rule of a change that leaves a character out."""


def _documented() -> set[str]:
    text = (_ROOT / "docs" / "japanese.md").read_text("utf-8")
    return set(re.findall(r"[`']([a-z][a-z0-9_]*)[`']", text))


def _in_sources() -> Iterator[str]:
    """Every text in the sources that has the form of a code."""
    for path in _PACKAGE.rglob("*.py"):
        if path.name != "__init__.py" and not {"tests", "search"} & set(path.parts):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and _CODE.fullmatch(node.value):
                    yield node.value


def _in_answers() -> Iterator[str]:
    """Every code in the answers to all cases; among them those of one word."""
    towns = load_towns(_ROOT / "wards" / "itabashi")
    for case in read_cases("addresses"):
        address = read_address(case["input"], towns)
        yield from (*address.reasons, *address.flags)
    for name, read in (("dates", read_date), ("names", read_name), ("numbers", read_number)):
        for case in read_cases(name):
            reading = read(case["input"])
            yield from (*reading.reasons, *reading.flags)


def test_every_code_is_documented() -> None:
    assert sorted({*_in_sources(), *_in_answers()} - _documented() - _NO_CODES) == []
