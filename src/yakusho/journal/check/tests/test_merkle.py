"""The checker's own tree and notes against the definitions, and against what the journal signs."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from yakusho.journal.check import merkle, notes
from yakusho.kernel import clock
from yakusho.ledger import format

KEY, WITNESS = SigningKey(b"z" * 32), SigningKey(b"w" * 32)
ORIGIN, WITNESS_NAME = "yakusho/131199/portal/1", "yakusho/131199/office/1"


def defined(leaves: list[bytes]) -> bytes:
    """RFC 9162 2.1.1, word for word."""
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256(b"").digest()
    k = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\x01" + defined(leaves[:k]) + defined(leaves[k:])).digest()


@given(st.lists(st.binary(max_size=4), max_size=70))
def test_a_streamed_tree_is_the_defined_one_at_every_size(entries: list[bytes]) -> None:
    tree, leaves = merkle.Tree(), [merkle.leaf(entry) for entry in entries]
    for size, value in enumerate(leaves):
        assert tree.root() == defined(leaves[:size])
        for node in tree.add(value):
            begin = node.index << node.level
            assert node.hash == defined(leaves[begin : begin + (1 << node.level)])
    assert tree.root() == defined(leaves)


def test_the_eight_published_leaves_have_the_published_root() -> None:
    tree = merkle.Tree()
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"):
        tree.add(merkle.leaf(bytes.fromhex(text)))
    assert tree.root().hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def note(size: int = 5) -> str:
    head = format.Head(ORIGIN, size, hashlib.sha256(bytes([size])).digest())
    signed = format.sign_head(head, KEY)
    return signed + format.cosign_head(signed, WITNESS_NAME, WITNESS, clock.now())


def test_a_head_that_the_journal_signed_is_read_and_believed() -> None:
    found = notes.parse(note())
    assert (found.origin, found.size, found.root) == (ORIGIN, 5, hashlib.sha256(b"\x05").digest())
    assert notes.signed_by(found, ORIGIN, bytes(KEY.verify_key))
    assert notes.cosigned_by(found, WITNESS_NAME, bytes(WITNESS.verify_key))
    assert not notes.signed_by(found, ORIGIN, bytes(WITNESS.verify_key))
    assert not notes.cosigned_by(found, WITNESS_NAME, bytes(KEY.verify_key))


SAMPLE = note()


@given(st.data())
def test_no_changed_character_passes(data: st.DataObject) -> None:
    text = SAMPLE
    place = data.draw(st.integers(0, len(text) - 1))
    changed = text[:place] + data.draw(st.characters(exclude_characters=text[place])) + text[place + 1 :]
    try:
        found = notes.parse(changed)
    except notes.NotANote:
        return
    signed = notes.signed_by(found, ORIGIN, bytes(KEY.verify_key))
    assert not (signed and notes.cosigned_by(found, WITNESS_NAME, bytes(WITNESS.verify_key)))


@pytest.mark.parametrize(
    "text", ["", "\n\n\n", "a\n1\n" + "A" * 43 + "=\n", "a\n01\n" + "A" * 43 + "=\n\n", "a\n1\n" + "A" * 44 + "\n\n"]
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(notes.NotANote):
        notes.parse(text)
