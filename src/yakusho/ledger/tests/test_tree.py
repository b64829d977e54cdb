"""The Merkle tree against its definition (RFC 9162 2.1), the published vectors, and every flipped bit."""

import hashlib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yakusho.ledger.format import EMPTY_ROOT, leaf_hash, node_hash
from yakusho.ledger.tree import (
    Place,
    consistency_proof,
    consistent,
    grow,
    included,
    inclusion_proof,
    root_hash,
)

# The eight leaves of the Certificate Transparency reference tests (RFC 6962), with roots and paths.
LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSION = {
    (0, 1): [],
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
CONSISTENCY = {
    (1, 1): [],
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
    (6, 7): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
}


class Stored:
    """A tree's complete nodes as the journal keeps them; answers only what was stored."""

    def __init__(self, leaves: Sequence[bytes] = (), steps: Sequence[int] = ()) -> None:
        self.nodes: dict[Place, bytes] = {}
        self.size, self.root = 0, EMPTY_ROOT
        hashes = [leaf_hash(leaf) for leaf in leaves]
        begin = 0
        for end in [*sorted(min(step, len(hashes)) for step in steps), len(hashes)]:
            self.add(hashes[begin:end])
            begin = end

    def __call__(self, places: Sequence[Place]) -> dict[Place, bytes]:
        return {place: self.nodes[place] for place in places}

    def add(self, hashes: Sequence[bytes]) -> None:
        new, self.root = grow(self.size, hashes, self)
        assert not set(new) & set(self.nodes), "a stored node is never written again"
        self.nodes.update(new)
        self.size += len(hashes)


def defined_root(hashes: Sequence[bytes]) -> bytes:
    """RFC 9162 2.1.1, word for word."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return node_hash(defined_root(hashes[:k]), defined_root(hashes[k:]))


def flipped(value: bytes, bit: int) -> bytes:
    """The same bytes with one bit turned."""
    place = bit % (len(value) * 8)
    changed = bytearray(value)
    changed[place // 8] ^= 1 << place % 8
    return bytes(changed)


trees = st.lists(st.binary(max_size=8), min_size=1, max_size=70)


@pytest.mark.parametrize("size", range(9))
def test_roots_are_the_published_ones(size: int) -> None:
    tree = Stored(LEAVES[:size])
    assert tree.root.hex() == ROOTS[size]
    assert root_hash(size, Stored(LEAVES)).hex() == ROOTS[size], "older roots stay computable"


@pytest.mark.parametrize("place", INCLUSION)
def test_inclusion_paths_are_the_published_ones(place: tuple[int, int]) -> None:
    index, size = place
    proof = inclusion_proof(index, size, Stored(LEAVES))
    assert [step.hex() for step in proof] == INCLUSION[place]
    assert included(leaf_hash(LEAVES[index]), index, size, proof, bytes.fromhex(ROOTS[size]))


@pytest.mark.parametrize("sizes", CONSISTENCY)
def test_consistency_paths_are_the_published_ones(sizes: tuple[int, int]) -> None:
    old, size = sizes
    proof = consistency_proof(old, size, Stored(LEAVES))
    assert [step.hex() for step in proof] == CONSISTENCY[sizes]
    assert consistent(old, bytes.fromhex(ROOTS[old]), size, bytes.fromhex(ROOTS[size]), proof)


@given(trees, st.lists(st.integers(0, 70), max_size=6))
def test_a_tree_grows_the_same_in_whatever_steps(leaves: list[bytes], steps: list[int]) -> None:
    at_once, in_steps = Stored(leaves), Stored(leaves, steps)
    assert in_steps.root == at_once.root == defined_root([leaf_hash(leaf) for leaf in leaves])
    assert in_steps.nodes == at_once.nodes


@given(trees, st.data())
def test_every_leaf_of_every_size_is_proven(leaves: list[bytes], data: st.DataObject) -> None:
    tree = Stored(leaves)
    size = data.draw(st.integers(1, len(leaves)))
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(index, size, tree)
    assert included(leaf_hash(leaves[index]), index, size, proof, root_hash(size, tree))


@given(trees, st.data())
def test_every_older_tree_is_shown_to_continue(leaves: list[bytes], data: st.DataObject) -> None:
    tree = Stored(leaves)
    size = data.draw(st.integers(1, len(leaves)))
    old = data.draw(st.integers(1, size))
    proof = consistency_proof(old, size, tree)
    assert consistent(old, root_hash(old, tree), size, root_hash(size, tree), proof)


@given(trees, st.data())
def test_any_flipped_bit_refuses_an_inclusion(leaves: list[bytes], data: st.DataObject) -> None:
    tree = Stored(leaves)
    size = data.draw(st.integers(1, len(leaves)))
    index = data.draw(st.integers(0, size - 1))
    proof, root = inclusion_proof(index, size, tree), root_hash(size, tree)
    parts = [leaf_hash(leaves[index]), root, *proof]
    which, bit = data.draw(st.integers(0, len(parts) - 1)), data.draw(st.integers(0, 255))
    parts[which] = flipped(parts[which], bit)
    assert not included(parts[0], index, size, parts[2:], parts[1])


@given(trees, st.data())
def test_a_shorter_longer_or_misplaced_inclusion_is_refused(leaves: list[bytes], data: st.DataObject) -> None:
    tree = Stored([bytes([number]) + leaf for number, leaf in enumerate(leaves)])
    size = data.draw(st.integers(1, len(leaves)))
    index = data.draw(st.integers(0, size - 1))
    leaf, proof, root = tree.nodes[0, index], inclusion_proof(index, size, tree), root_hash(size, tree)
    assert not included(leaf, index, size, [*proof, root], root)
    assert not proof or not included(leaf, index, size, proof[:-1], root)
    for other in {*range(size)} - {index}:
        assert not included(leaf, other, size, proof, root)
    assert not included(leaf, size, size, proof, root)
    assert not included(leaf, -1, size, proof, root)


@given(trees, st.data())
def test_any_flipped_bit_refuses_a_continuation(leaves: list[bytes], data: st.DataObject) -> None:
    tree = Stored(leaves)
    size = data.draw(st.integers(1, len(leaves)))
    old = data.draw(st.integers(1, size))
    parts = [root_hash(old, tree), root_hash(size, tree), *consistency_proof(old, size, tree)]
    which, bit = data.draw(st.integers(0, len(parts) - 1)), data.draw(st.integers(0, 255))
    parts[which] = flipped(parts[which], bit)
    assert not consistent(old, parts[0], size, parts[1], parts[2:])


@given(trees, st.integers(0, 69), st.data())
def test_a_rewritten_old_entry_is_never_a_continuation(leaves: list[bytes], place: int, data: st.DataObject) -> None:
    honest = Stored(leaves)
    old = data.draw(st.integers(1, len(leaves)))
    index = place % old
    forged = Stored([*leaves[:index], leaves[index] + b"!", *leaves[index + 1 :], b"one more"])
    proof = consistency_proof(old, forged.size, forged)
    assert not consistent(old, root_hash(old, honest), forged.size, forged.root, proof)


def test_a_proof_outside_the_tree_is_not_made() -> None:
    tree = Stored(LEAVES)
    for index, size in ((-1, 8), (8, 8), (0, 0)):
        with pytest.raises(ValueError, match="not in the tree"):
            inclusion_proof(index, size, tree)
    for old, size in ((0, 8), (9, 8)):
        with pytest.raises(ValueError, match="not within"):
            consistency_proof(old, size, tree)
    assert not consistent(0, EMPTY_ROOT, 8, tree.root, [])
    assert not consistent(9, tree.root, 8, tree.root, [])
