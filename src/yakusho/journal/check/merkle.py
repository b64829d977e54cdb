"""The Merkle tree (RFC 9162 2.1) of leaves that stream by, in memory of one hash a level."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Node:
    """The root of leaves [index × 2^level, (index + 1) × 2^level)."""

    level: int
    index: int
    hash: bytes


def leaf(data: bytes) -> bytes:
    """The hash of an entry's bytes."""
    return hashlib.sha256(b"\x00" + data).digest()


def _join(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """A tree that grows by one leaf at a time; keeps the perfect subtrees that its root is joined from."""

    def __init__(self) -> None:
        self.size = 0
        self._perfect: list[Node] = []  # from left to right, each smaller than the one before

    def add(self, value: bytes) -> list[Node]:
        """Add a leaf; answers the nodes that became complete with it, from the leaf upward."""
        node = Node(0, self.size, value)
        complete = [node]
        while self._perfect and self._perfect[-1].level == node.level:
            left = self._perfect.pop()
            node = Node(node.level + 1, node.index // 2, _join(left.hash, node.hash))
            complete.append(node)
        self._perfect.append(node)
        self.size += 1
        return complete

    def root(self) -> bytes:
        """The root of all leaves so far."""
        if not self._perfect:
            return hashlib.sha256(b"").digest()
        *rest, last = self._perfect
        value = last.hash
        for node in reversed(rest):
            value = _join(node.hash, value)
        return value
