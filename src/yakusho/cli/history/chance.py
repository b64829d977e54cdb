"""Chance in a story (偶然): numbers that follow from a key alone, the same everywhere; no secret is made of them."""

import hashlib
from collections.abc import Sequence
from itertools import count
from typing import TypeVar

Item = TypeVar("Item")
_WHOLE = 2**64


class Chance:
    """The numbers of one key, one after the other."""

    def __init__(self, key: str) -> None:
        self._key, self._turn = key, count()

    def part(self) -> float:
        """A number from 0 up to, but not with, 1."""
        digest = hashlib.sha256(f"{self._key}#{next(self._turn)}".encode()).digest()
        return int.from_bytes(digest[:8]) / _WHOLE

    def between(self, low: float, high: float) -> float:
        """A number from low to high."""
        return low + (high - low) * self.part()

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int((high - low + 1) * self.part())

    def some(self, items: Sequence[Item], wanted: int) -> list[Item]:
        """As many of the items, each once, in any order."""
        left = list(items)
        return [left.pop(self.whole(0, len(left) - 1)) for _ in range(min(wanted, len(left)))]
