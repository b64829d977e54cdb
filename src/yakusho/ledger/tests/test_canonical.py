"""Canonical JSON: the published vectors, against the writer's library and against the independent checker's own."""

import json
import struct
from collections.abc import Callable
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from yakusho.journal.check import canonical as checker

BOTH = [pytest.param(rfc8785.dumps, id="writer"), pytest.param(checker.write, id="checker")]

# Input and output of the files that RFC 8785 points to as test data (cyberphone/json-canonicalization).
DOCUMENTS = {
    "arrays": (r'[56, {"d": true, "10": null, "1": [ ]}]', '[56,{"1":[],"10":null,"d":true}]'),
    "french": (
        r"""{"peach": "This sorting order", "p\u00e9ch\u00e9": "is wrong according to French",
             "p\u00eache": "but canonicalization MUST", "sin": "ignore locale"}""",
        '{"peach":"This sorting order","péché":"is wrong according to French",'
        '"pêche":"but canonicalization MUST","sin":"ignore locale"}',
    ),
    "structures": (
        r"""{"1": {"f": {"f": "hi", "F": 5}, "\n": 56.0}, "10": { }, "": "empty", "a": { },
             "111": [ {"e": "yes", "E": "no" } ], "A": { }}""",
        r'{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"}],"A":{},"a":{}}',
    ),
    "unicode": (r'{"Unnormalized Unicode": "A\u030a"}', '{"Unnormalized Unicode":"A\u030a"}'),
    "values": (
        r"""{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
             "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}""",
        '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
        r""""string":"€$\u000f\nA'B\"\\\\\"/"}""",
    ),
    "weird": (
        r"""{"\u20ac": "Euro Sign", "\r": "Carriage Return", "\u000a": "Newline", "1": "One",
             "\u0080": "Control\u007f", "\ud83d\ude02": "Smiley", "\u00f6": "Latin Small Letter O With Diaeresis",
             "\ufb33": "Hebrew Letter Dalet With Dagesh", "</script>": "Browser Challenge"}""",
        '{"\\n":"Newline","\\r":"Carriage Return","1":"One","</script>":"Browser Challenge",'
        '"\u0080":"Control\u007f","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign",'
        '"😂":"Smiley","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    ),
}

# RFC 8785 appendix B: a double's bits and its one spelling.
NUMBERS = {
    "0000000000000000": "0",
    "8000000000000000": "0",
    "0000000000000001": "5e-324",
    "8000000000000001": "-5e-324",
    "7fefffffffffffff": "1.7976931348623157e+308",
    "ffefffffffffffff": "-1.7976931348623157e+308",
    "4340000000000000": "9007199254740992",
    "c340000000000000": "-9007199254740992",
    "4430000000000000": "295147905179352830000",
    "44b52d02c7e14af5": "9.999999999999997e+22",
    "44b52d02c7e14af6": "1e+23",
    "44b52d02c7e14af7": "1.0000000000000001e+23",
    "444b1ae4d6e2ef4e": "999999999999999700000",
    "444b1ae4d6e2ef4f": "999999999999999900000",
    "444b1ae4d6e2ef50": "1e+21",
    "3eb0c6f7a0b5ed8c": "9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d": "0.000001",
    "41b3de4355555553": "333333333.3333332",
    "41b3de4355555554": "333333333.33333325",
    "41b3de4355555555": "333333333.3333333",
    "41b3de4355555556": "333333333.3333334",
    "41b3de4355555557": "333333333.33333343",
    "becbf647612f3696": "-0.0000033333333333333333",
    "43143ff3c1cb0959": "1424953923781206.2",
}

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@pytest.mark.parametrize("write", BOTH)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_published_documents(name: str, write: Callable[[Any], bytes]) -> None:
    given_text, expected = DOCUMENTS[name]
    assert write(json.loads(given_text)).decode() == expected


@pytest.mark.parametrize("write", BOTH)
@pytest.mark.parametrize("bits", NUMBERS)
def test_published_numbers(bits: str, write: Callable[[Any], bytes]) -> None:
    value = struct.unpack(">d", bytes.fromhex(bits))[0]
    assert write(value).decode() == NUMBERS[bits]


@pytest.mark.parametrize("write", BOTH)
@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), float("-inf"), 2**53 + 1, -(2**64) - 1, "\ud800", {"\udc00": 1}]
)
def test_what_canonical_json_cannot_say_is_refused(value: object, write: Callable[[Any], bytes]) -> None:
    with pytest.raises(ValueError, match=r".*"):
        write(value)


@given(values)
def test_writer_and_checker_spell_every_value_alike(value: Any) -> None:
    assert checker.write(value) == rfc8785.dumps(value)


@given(values)
def test_a_value_survives_its_canonical_text(value: Any) -> None:
    text = checker.write(value).decode()
    assert checker.write(checker.read(text)).decode() == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_is_read_back_as_the_same_double(value: float) -> None:
    assert float(checker.write(value)) == value


@pytest.mark.parametrize(
    "text", ['{"a":1,"a":2}', '{"a":{"b":1,"b":1}}', "[NaN]", "[Infinity]", "{", "", "[" * 100_000]
)
def test_text_that_two_readers_may_read_differently_is_refused(text: str) -> None:
    with pytest.raises(checker.NotCanonical):
        checker.read(text)
