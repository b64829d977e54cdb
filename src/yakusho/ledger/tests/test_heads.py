"""Heads: what a zone signs and its witness cosigns can be read in one way only, and no other text passes for it."""

import base64
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from yakusho.ledger.format import (
    EMPTY_ROOT,
    BadHead,
    Head,
    canonical,
    cosign_head,
    cosigned_at,
    key_id,
    open_head,
    origin_name,
    read_head,
    sign_head,
)

ZONE = SigningKey(b"z" * 32)
WITNESS = SigningKey(b"w" * 32)
ORIGIN, WITNESS_NAME = origin_name("131199", "portal"), origin_name("131199", "office")
WHEN = datetime(2026, 11, 24, 8, tzinfo=UTC)

heads = st.builds(Head, st.just(ORIGIN), st.integers(0, 2**63), st.binary(min_size=32, max_size=32))

# RFC 8032 7.1, tests 1 to 3: secret key, public key, message, signature.
RFC_8032 = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("secret", "public", "message", "signature"), RFC_8032)
def test_signatures_are_those_of_rfc_8032(secret: str, public: str, message: str, signature: str) -> None:
    key = SigningKey(bytes.fromhex(secret))
    assert bytes(key.verify_key).hex() == public
    assert key.sign(bytes.fromhex(message)).signature.hex() == signature


def test_a_head_is_written_as_a_checkpoint() -> None:
    note = sign_head(Head(ORIGIN, 0, EMPTY_ROOT), ZONE)
    text, signature = note.split("\n\n")
    assert text.split("\n") == ["yakusho/131199/portal/1", "0", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="]
    assert signature.startswith("— yakusho/131199/portal/1 ")
    assert signature.endswith("\n")


def test_the_key_id_is_that_of_published_logs() -> None:
    """The verifier key of the Go checksum database, in the form name+id+base64(kind, key) of C2SP signed-note."""
    name, identity, key = "sum.golang.org", "033de0ae", base64.b64decode("Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8")
    assert key_id(name, key[1:], key[:1]).hex() == identity


@given(heads)
def test_a_signed_head_opens_as_itself(head: Head) -> None:
    assert open_head(sign_head(head, ZONE), ORIGIN, bytes(ZONE.verify_key)) == head


@given(heads, st.integers(0, 2**32))
def test_a_cosigned_head_tells_when(head: Head, seconds: int) -> None:
    when = datetime.fromtimestamp(seconds, UTC)
    note = sign_head(head, ZONE)
    full = note + cosign_head(note, WITNESS_NAME, WITNESS, when)
    assert open_head(full, ORIGIN, bytes(ZONE.verify_key)) == head
    assert cosigned_at(full, WITNESS_NAME, bytes(WITNESS.verify_key)) == when
    assert cosigned_at(note, WITNESS_NAME, bytes(WITNESS.verify_key)) is None


@given(heads, st.data())
def test_no_changed_note_says_something_else(head: Head, data: st.DataObject) -> None:
    note = sign_head(head, ZONE)
    full = note + cosign_head(note, WITNESS_NAME, WITNESS, WHEN)
    place = data.draw(st.integers(0, len(full) - 1))
    changed = full[:place] + data.draw(st.characters(exclude_characters=full[place])) + full[place + 1 :]
    try:
        opened = open_head(changed, ORIGIN, bytes(ZONE.verify_key))
        cosigned = cosigned_at(changed, WITNESS_NAME, bytes(WITNESS.verify_key))
    except BadHead:
        return
    assert opened == head
    assert cosigned in (None, WHEN)


@given(st.text(max_size=200))
def test_reading_any_text_answers_a_head_or_refuses(text: str) -> None:
    try:
        head = read_head(text)
    except BadHead:
        return
    assert text.startswith(head.text())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        f"{ORIGIN}\n1\n{'A' * 43}=\n",
        f"{ORIGIN}\n01\n{'A' * 43}=\n\n",
        f"{ORIGIN}\n-1\n{'A' * 43}=\n\n",
        f"{ORIGIN}\n1\n{'A' * 42}==\n\n",
        f"\n1\n{'A' * 43}=\n\n",
        f"{ORIGIN}\n1\n{'A' * 43}=\nmore\n\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(BadHead):
        read_head(text)


def test_another_journal_or_key_is_refused() -> None:
    note = sign_head(Head(ORIGIN, 3, EMPTY_ROOT), ZONE)
    with pytest.raises(BadHead, match="another journal"):
        open_head(note, WITNESS_NAME, bytes(ZONE.verify_key))
    with pytest.raises(BadHead, match="signature"):
        open_head(note, ORIGIN, bytes(WITNESS.verify_key))


def test_a_zone_cannot_cosign_for_its_witness() -> None:
    note = sign_head(Head(ORIGIN, 3, EMPTY_ROOT), ZONE)
    full = note + cosign_head(note, WITNESS_NAME, ZONE, WHEN)
    assert cosigned_at(full, WITNESS_NAME, bytes(WITNESS.verify_key)) is None


def test_kinds_of_signature_are_told_apart() -> None:
    public = bytes(ZONE.verify_key)
    assert key_id(ORIGIN, public, b"\x01") != key_id(ORIGIN, public, b"\x04") != key_id(ORIGIN + "x", public, b"\x04")


def test_an_entry_has_exactly_its_members() -> None:
    with pytest.raises(ValueError, match="exactly the members"):
        canonical({"zone": "portal"})
