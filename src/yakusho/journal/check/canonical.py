"""Canonical JSON (RFC 8785) worked out from the standard, and JSON reading that hides nothing."""

import json
import math
from collections.abc import Callable
from decimal import Decimal

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

_WHOLE_MAX = 2**53 - 1
_DIGITS_MAX = 310  # -1.8e308 has as many characters

_SHORT = {0x08: "\\b", 0x09: "\\t", 0x0A: "\\n", 0x0C: "\\f", 0x0D: "\\r", 0x22: '\\"', 0x5C: "\\\\"}
_ESCAPES = {code: _SHORT.get(code, f"\\u{code:04x}") for code in [*range(0x20), 0x22, 0x5C]}


class NotCanonical(ValueError):
    """A value that canonical JSON can't say, or JSON text that says a thing twice."""


def read(text: str) -> Json:
    """JSON text as a value.

    Raises:
        NotCanonical: broken JSON, or an object with one name twice, which two readers may read differently.
    """
    try:
        value: Json = json.loads(text, object_pairs_hook=_once, parse_int=_whole, parse_constant=_no_constant)
    except RecursionError as error:
        raise NotCanonical("nested too deep") from error
    except json.JSONDecodeError as error:
        raise NotCanonical("broken JSON") from error
    return value


def write(value: Json) -> bytes:
    """The canonical bytes of a value: names in UTF-16 order, one spelling of every number and string."""
    try:
        return "".join(_parts(value)).encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotCanonical("half a surrogate pair") from error
    except RecursionError as error:
        raise NotCanonical("nested too deep") from error


def _once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotCanonical("one name twice in an object")
    return found


def _whole(text: str) -> int | float:
    """A whole number in JSON text; a larger one must be the double that it stands for, digit by digit."""
    if len(text) > _DIGITS_MAX:
        raise NotCanonical("a whole number too large for IEEE 754")
    value, double = int(text), float(text)
    if abs(value) <= _WHOLE_MAX:
        return value
    if Decimal(repr(double)) != value:
        raise NotCanonical("a whole number too large for IEEE 754")
    return double


def _no_constant(name: str) -> Json:
    raise NotCanonical(f"{name} is no JSON number")


def _parts(value: Json) -> list[str]:
    if isinstance(value, dict):
        names = sorted(value, key=_utf16)
        return _enclosed("{", [[_string(name), ":", *_parts(value[name])] for name in names], "}")
    if isinstance(value, list):
        return _enclosed("[", [_parts(item) for item in value], "]")
    for kind, spell in _SCALARS:
        if isinstance(value, kind):
            return [spell(value)]
    raise NotCanonical(f"{type(value).__name__} is no JSON value")


def _enclosed(opening: str, items: list[list[str]], closing: str) -> list[str]:
    out = [opening]
    for number, item in enumerate(items):
        out += [",", *item] if number else item
    return [*out, closing]


def _utf16(name: str) -> bytes:
    """Sort key of RFC 8785 3.2.3: arrays of UTF-16 code units, compared as unsigned numbers."""
    return name.encode("utf-16-be")


def _string(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'


def _integer(value: int) -> str:
    if abs(value) > _WHOLE_MAX:
        raise NotCanonical("a whole number too large for IEEE 754")
    return str(value)


def _number(value: float) -> str:
    """ECMAScript's Number::toString (ECMA-262 6.1.6.1.20) of a double; `repr` finds the same shortest digits."""
    if not math.isfinite(value):
        raise NotCanonical("infinite, or no number")
    if value == 0:
        return "0"
    sign, numerals, exponent = Decimal(repr(value)).as_tuple()
    digits = "".join(map(str, numerals)).rstrip("0")
    point = int(exponent) + len(numerals)  # the value is 0.digits × 10^point
    minus, count = "-" if sign else "", len(digits)
    if count <= point <= 21:
        return minus + digits + "0" * (point - count)
    if 0 < point <= 21:
        return f"{minus}{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"{minus}0.{'0' * -point}{digits}"
    fraction = f".{digits[1:]}" if count > 1 else ""
    return f"{minus}{digits[0]}{fraction}e{point - 1:+d}"


_SCALARS: tuple[tuple[type, Callable[..., str]], ...] = (
    (type(None), lambda _: "null"),
    (bool, lambda value: "true" if value else "false"),  # before int, whose subclass it is
    (int, _integer),
    (float, _number),
    (str, _string),
)
