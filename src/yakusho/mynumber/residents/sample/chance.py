"""Chance in a sample (偶然): numbers that follow from a key alone, the same everywhere; no secret is made of them."""

import hashlib
import struct
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, count
from typing import Generic, TypeVar

Item = TypeVar("Item")

_NUMBERS = 96  # made at once, which is enough for most households
_WHOLE = 2**32
_unpack = struct.Struct(f">{_NUMBERS}I").unpack


class Weighted(Generic[Item]):
    """Things of which some come more often than others."""

    def __init__(self, items: Iterable[tuple[Item, float]]) -> None:
        pairs = list(items)
        self.items = [item for item, _ in pairs]
        self._ends = list(accumulate(weight for _, weight in pairs))

    def at(self, part: float) -> Item:
        """The thing at a part, from 0 up to, but not with, 1, of the whole weight."""
        return self.items[bisect(self._ends, part * self._ends[-1])]


class Chance:
    """The numbers of one key, one after the other."""

    def __init__(self, key: str) -> None:
        self._next = _numbers(key).__next__

    def part(self) -> float:
        """A number from 0 up to, but not with, 1."""
        return self._next() / _WHOLE

    def hits(self, likely: float) -> bool:
        """True as often as is likely."""
        return self.part() < likely

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included; low where there is none between."""
        return low + int((high - low + 1) * self.part()) if high > low else low

    def one(self, items: Sequence[Item]) -> Item:
        """One of some things."""
        return items[int(len(items) * self.part())]

    def pick(self, items: Weighted[Item]) -> Item:
        """One of some things, by their weight."""
        return items.at(self.part())


def _numbers(key: str) -> Iterator[int]:
    for turn in count():
        yield from _unpack(hashlib.shake_128(f"{key}#{turn}".encode()).digest(4 * _NUMBERS))
