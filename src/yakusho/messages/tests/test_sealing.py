"""Sealing: the deciding zone alone reads a submission, the code's holder alone a reply; a cut file is noticed."""

import base64

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl import bindings
from nacl.public import PrivateKey

from yakusho.kernel.ids import new_code
from yakusho.messages.frames import FRAME_BYTES, MARK, SEALED_FRAME_BYTES, seal_frames, sealed_bytes
from yakusho.messages.sealing import (
    PADDING_BYTES,
    CannotOpen,
    FileSealer,
    derive,
    draft_id,
    draft_key,
    lookup_id,
    open_file,
    open_json,
    open_reply,
    open_submission,
    pad,
    reply_key,
    seal_json,
    seal_reply,
    seal_submission,
    unpad,
)
from yakusho.messages.submissions import CorrectionItem, Reply, Submission, SubmittedFile

KEY = b"k" * 32
ZONE = PrivateKey(b"o" * 32)
plain_text = st.text(st.characters(exclude_categories=("Cs",)), max_size=300)
answers = st.dictionaries(plain_text, plain_text | st.integers(-(2**53), 2**53) | st.booleans() | st.none(), max_size=5)

submissions = st.builds(
    Submission,
    procedure=st.just("special-cash-benefit"),
    generation=st.integers(1, 99),
    number=st.just("M-00000-05724"),
    revision=st.integers(1, 9),
    language=st.sampled_from(["ja", "en"]),
    answers=answers,
    files=st.just(()),
    reply_key=st.just(base64.b64encode(KEY).decode()),
)
replies = st.builds(
    Reply,
    kind=st.just("returned"),
    at=st.just("2026-11-24T08:00:00.000000Z"),
    text=plain_text,
    items=st.tuples(st.builds(CorrectionItem, path=plain_text, note=plain_text)),
    answers=st.none() | answers,
    files=st.just(()),
)


def test_the_derivation_is_that_of_rfc_5869() -> None:
    """Appendix A.1, by the function that `derive` stands on."""
    okm = HKDF(
        algorithm=SHA256(),
        length=42,
        salt=bytes.fromhex("000102030405060708090a0b0c"),
        info=bytes.fromhex("f0f1f2f3f4f5f6f7f8f9"),
    ).derive(bytes.fromhex("0b" * 22))
    assert okm.hex() == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"


def test_what_is_derived_from_a_code_never_changes() -> None:
    """Codes on paper outlive releases: these values may never be other ones."""
    code = "0123456789ABCDEFGHJK"
    assert lookup_id(code) == derive(code, "lookup").hex()
    assert draft_id(code, 1) == derive(code, "draft-id/1").hex()[:32]
    assert reply_key(code).hex() == "9b5a49b1ebd2f7b3da1a5b4543d10f7d26db993c7281a0cda1478683ba2a2be5"
    assert lookup_id(code) == "dca4e72ea12537f5c70a2f3b87be31402d1654281d769a5caeb332424e5619d1"


@given(st.integers(1, 50), st.integers(1, 50))
def test_purposes_codes_and_revisions_are_kept_apart(one: int, other: int) -> None:
    code, other_code = new_code(), new_code()
    derived = [derive(code, "lookup"), reply_key(code), draft_key(code, one), derive(code, f"draft-id/{one}")]
    assert len(set(derived)) == 4
    assert lookup_id(code) != lookup_id(other_code)
    assert (draft_key(code, one) == draft_key(code, other)) == (one == other)
    assert (draft_id(code, one) == draft_id(code, other)) == (one == other)


@given(submissions)
def test_the_deciding_zone_opens_what_was_sealed_to_it(submission: Submission) -> None:
    assert open_submission(seal_submission(submission, ZONE.public_key), ZONE) == submission


@given(submissions)
def test_no_other_zone_opens_it(submission: Submission) -> None:
    with pytest.raises(CannotOpen):
        open_submission(seal_submission(submission, ZONE.public_key), PrivateKey(b"p" * 32))


@given(submissions, st.data())
def test_a_changed_or_cut_submission_is_refused(submission: Submission, data: st.DataObject) -> None:
    sealed = bytearray(seal_submission(submission, ZONE.public_key))
    place = data.draw(st.integers(0, len(sealed) - 1))
    cut = bytes(sealed[:place])
    sealed[place] ^= data.draw(st.integers(1, 255))
    for broken in (bytes(sealed), cut):
        with pytest.raises(CannotOpen):
            open_submission(broken, ZONE)


def test_sealing_twice_never_gives_the_same_ciphertext() -> None:
    submission = Submission(
        procedure="p",
        generation=1,
        number="M-00000-05724",
        revision=1,
        language="ja",
        answers={},
        files=(),
        reply_key="",
    )
    assert seal_submission(submission, ZONE.public_key) != seal_submission(submission, ZONE.public_key)


@given(st.binary(max_size=3 * PADDING_BYTES))
def test_padding_hides_the_length_and_comes_off_again(data: bytes) -> None:
    padded = pad(data)
    assert len(padded) % PADDING_BYTES == 0
    assert 1 <= len(padded) - len(data) <= PADDING_BYTES
    assert unpad(padded) == data


@pytest.mark.parametrize("data", [b"", b"\x00" * 512, b"text", b"\x80\x01"])
def test_missing_padding_is_noticed(data: bytes) -> None:
    with pytest.raises(CannotOpen):
        unpad(data)


@given(replies)
def test_the_holder_of_the_code_reads_the_reply(reply: Reply) -> None:
    assert open_reply(seal_reply(reply, KEY), KEY) == reply


@given(replies, st.data())
def test_nobody_else_reads_or_changes_a_reply(reply: Reply, data: st.DataObject) -> None:
    sealed = bytearray(base64.b64decode(seal_reply(reply, KEY)))
    with pytest.raises(CannotOpen):
        open_reply(base64.b64encode(sealed).decode(), b"l" * 32)
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(CannotOpen):
        open_reply(base64.b64encode(sealed).decode(), KEY)


@pytest.mark.parametrize("text", ["", "あ", "not base64", "AAAA", "A" * 200])
def test_what_is_no_reply_is_refused(text: str) -> None:
    with pytest.raises(CannotOpen):
        open_reply(text, KEY)


@given(answers)
def test_a_draft_opens_with_its_key_only(value: dict[str, object]) -> None:
    sealed = seal_json(value, KEY)
    assert open_json(sealed, KEY) == value
    for broken, key in ((sealed, b"l" * 32), (sealed[:-1], KEY), (b"", KEY)):
        with pytest.raises(CannotOpen):
            open_json(broken, key)


def _seal(data: bytes, pieces: list[int]) -> bytes:
    sealer, out, begin = FileSealer(KEY), [], 0
    out.append(sealer.header)
    for end in [*sorted(min(piece, len(data)) for piece in pieces), len(data)]:
        out.append(sealer.update(data[begin:end]))
        begin = end
    return b"".join([*out, sealer.finish()])


def _pieces(data: bytes, size: int) -> list[bytes]:
    return [data[i : i + size] for i in range(0, len(data), size)]


file_sizes = st.sampled_from([0, 1, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 2 * FRAME_BYTES, 200_000])


@given(file_sizes, st.lists(st.integers(0, 200_000), max_size=8), st.integers(1_000, 100_000))
def test_a_file_comes_back_in_whatever_pieces_it_travelled(size: int, pieces: list[int], reading: int) -> None:
    data = (b"0123456789abcdef" * (size // 16 + 1))[:size]
    sealed = _seal(data, pieces)
    assert b"".join(open_file(_pieces(sealed, reading), KEY)) == data
    assert size == 0 or data[:64] not in sealed or size < 16


@given(file_sizes, st.integers(1, 2**20))
def test_a_file_cut_short_anywhere_is_noticed(size: int, cut: int) -> None:
    sealed = _seal(b"x" * size, [])
    with pytest.raises(CannotOpen):
        b"".join(open_file([sealed[: -(cut % len(sealed) + 1) or None]], KEY))


@given(file_sizes, st.integers(0, 2**20), st.integers(1, 255))
def test_a_changed_file_is_noticed(size: int, place: int, change: int) -> None:
    sealed = bytearray(_seal(b"x" * size, []))
    sealed[place % len(sealed)] ^= change
    with pytest.raises(CannotOpen):
        b"".join(open_file([bytes(sealed)], KEY))


def test_chunks_cannot_be_left_out_swapped_or_added() -> None:
    chunk, header = SEALED_FRAME_BYTES, len(MARK)
    sealed = _seal(bytes(range(256)) * 1_024, [])
    head, chunks = sealed[:header], _pieces(sealed[header:], chunk)
    assert len(chunks) == 4
    for broken in (chunks[1:], chunks[:-1], [chunks[1], chunks[0], *chunks[2:]], [*chunks, chunks[0]]):
        with pytest.raises(CannotOpen):
            b"".join(open_file([head, *broken], KEY))


@given(st.integers(0, 4), st.integers(1, 3 * FRAME_BYTES))
def test_a_file_sealed_in_parts_is_opened_as_one_sealed_at_once(frames: int, rest: int) -> None:
    data = b"0123456789abcdef" * ((frames * FRAME_BYTES + rest) // 16 + 1)
    first = data[: frames * FRAME_BYTES]
    sealed = MARK + (seal_frames(first, 0, KEY, last=False) if first else b"")
    assert len(sealed) == sealed_bytes(len(first))
    sealed += seal_frames(data[len(first) :], frames, KEY, last=True)
    assert b"".join(open_file(_pieces(sealed, 50_000), KEY)) == data


def _stream(data: bytes) -> bytes:
    """A file in the first format: one secretstream."""
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    header = bindings.crypto_secretstream_xchacha20poly1305_init_push(state, KEY)
    chunks = _pieces(data, FRAME_BYTES) or [b""]
    tags = [0] * (len(chunks) - 1) + [bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL]
    push = bindings.crypto_secretstream_xchacha20poly1305_push
    return bytes(header) + b"".join(push(state, *each) for each in zip(chunks, [b""] * len(chunks), tags, strict=True))


@settings(deadline=None)
@given(file_sizes, st.integers(1, 100_000))
def test_a_file_of_the_first_format_is_still_opened_and_its_end_still_guarded(size: int, reading: int) -> None:
    sealed = _stream(b"x" * size)
    assert b"".join(open_file(_pieces(sealed, reading), KEY)) == b"x" * size
    with pytest.raises(CannotOpen):
        b"".join(open_file([sealed[:-1]], KEY))


@pytest.mark.parametrize("sealed", [[], [b""], [b"short"], [b"x" * 24], [b"x" * 25], [MARK], [MARK + b"x" * 40]])
def test_what_is_no_sealed_file_is_refused(sealed: list[bytes]) -> None:
    with pytest.raises(CannotOpen):
        b"".join(open_file(sealed, KEY))


def test_a_submitted_file_says_only_what_kinds_are_accepted() -> None:
    with pytest.raises(ValueError, match="media_type"):
        SubmittedFile(item="f", blob="0" * 64, key="", size_bytes=1, media_type="text/html", name="x")  # type: ignore[arg-type]
