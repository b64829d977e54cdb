"""The Merkle tree of RFC 9162 over stored nodes: growth, inclusion proofs, consistency proofs.

Only complete nodes are stored: node (level, index) is the root of leaves [index * 2**level, (index + 1) * 2**level).
Level 0 holds the leaf hashes. Everything else is computed from O(log n) of them.
"""

from collections.abc import Callable, Iterable, Sequence

from yakusho.ledger.format import EMPTY_ROOT, node_hash

Place = tuple[int, int]
"""(level, index) of a complete node."""

Nodes = Callable[[Sequence[Place]], dict[Place, bytes]]
"""Fetches stored nodes: one look-up for all places asked for."""


def _range_places(begin: int, end: int) -> list[Place]:
    """The complete nodes that tile leaves [begin, end), left to right."""
    places = []
    while begin < end:
        level = (begin & -begin).bit_length() - 1 if begin else end.bit_length()
        while (1 << level) > end - begin:
            level -= 1
        places.append((level, begin >> level))
        begin += 1 << level
    return places


def _fold(places: Sequence[Place], found: dict[Place, bytes]) -> bytes:
    """The hash over consecutive complete nodes as one (possibly incomplete) subtree."""
    hashes = [found[place] for place in places]
    root = hashes[-1]
    for left in reversed(hashes[:-1]):
        root = node_hash(left, root)
    return root


def frontier_places(size: int) -> list[Place]:
    """The complete nodes that a tree of `size` leaves is folded from."""
    return _range_places(0, size)


def root_hash(size: int, nodes: Nodes) -> bytes:
    """The root of the first `size` leaves."""
    if size == 0:
        return EMPTY_ROOT
    places = frontier_places(size)
    return _fold(places, nodes(places))


def grow(size: int, leaves: Iterable[bytes], nodes: Nodes) -> tuple[dict[Place, bytes], bytes]:
    """New complete nodes and the new root when `leaves` follow the first `size` leaves."""
    known = dict(nodes(frontier_places(size))) if size else {}
    new: dict[Place, bytes] = {}
    for leaf in leaves:
        level, index, value = 0, size, leaf
        new[level, index] = known[level, index] = value
        while index & 1:
            value = node_hash(known[level, index - 1], value)
            level, index = level + 1, index >> 1
            new[level, index] = known[level, index] = value
        size += 1
    return new, _fold(frontier_places(size), known) if size else EMPTY_ROOT


def _split(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return 1 << (size - 1).bit_length() - 1


def _inclusion_ranges(index: int, begin: int, end: int) -> list[tuple[int, int]]:
    if end - begin == 1:
        return []
    middle = begin + _split(end - begin)
    if index < middle:
        return [*_inclusion_ranges(index, begin, middle), (middle, end)]
    return [*_inclusion_ranges(index, middle, end), (begin, middle)]


def _consistency_ranges(old: int, begin: int, end: int, whole: bool) -> list[tuple[int, int]]:
    if old == end:
        return [] if whole else [(begin, end)]
    middle = begin + _split(end - begin)
    if old <= middle:
        return [*_consistency_ranges(old, begin, middle, whole), (middle, end)]
    return [*_consistency_ranges(old, middle, end, False), (begin, middle)]


def _hashes(ranges: Sequence[tuple[int, int]], nodes: Nodes) -> list[bytes]:
    tiles = [_range_places(begin, end) for begin, end in ranges]
    found = nodes([place for places in tiles for place in places]) if tiles else {}
    return [_fold(places, found) for places in tiles]


def inclusion_proof(index: int, size: int, nodes: Nodes) -> list[bytes]:
    """RFC 9162 2.1.3.1: the path from leaf `index` to the root of the first `size` leaves.

    Raises:
        ValueError: the tree of that size does not hold the leaf.
    """
    if not 0 <= index < size:
        raise ValueError("the leaf is not in the tree")
    return _hashes(_inclusion_ranges(index, 0, size), nodes)


def consistency_proof(old: int, size: int, nodes: Nodes) -> list[bytes]:
    """RFC 9162 2.1.4.1: that the tree of `size` leaves continues the tree of `old` leaves.

    Raises:
        ValueError: `old` is not within 1 … `size`.
    """
    if not 0 < old <= size:
        raise ValueError("the older tree is not within the newer")
    return _hashes(_consistency_ranges(old, 0, size, True), nodes)


def included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """RFC 9162 2.1.3.2: whether the proof leads from the leaf to the root."""
    if not 0 <= index < size:
        return False
    node, last, value = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            value = node_hash(step, value)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            value = node_hash(value, step)
        node, last = node >> 1, last >> 1
    return last == 0 and value == root


def consistent(old: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]) -> bool:
    """RFC 9162 2.1.4.2: whether the proof shows that the newer tree continues the older."""
    if not 0 < old <= size:
        return False
    if old == size:
        return not proof and old_root == root
    path = list(proof)
    if old & (old - 1) == 0:
        path.insert(0, old_root)
    if not path:
        return False
    node, last = old - 1, size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    old_value = value = path[0]
    for step in path[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            old_value, value = node_hash(step, old_value), node_hash(step, value)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            value = node_hash(value, step)
        node, last = node >> 1, last >> 1
    return last == 0 and old_value == old_root and value == root
