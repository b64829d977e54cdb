"""Whatever is sent as a file or as a part of one, the portal answers quickly, in words, and keeps nothing readable."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.pictures import archive, jpeg, pdf, png
from yakusho.messages.frames import FRAME_BYTES
from yakusho.portal.apply.models import PartedUpload
from yakusho.portal.apply.uploads import SealedUpload
from yakusho.portal.tests.resident import BENEFIT, Resident
from yakusho.portal.tests.sender import Sender

SECONDS_MAX = 2.0
ANSWERS = frozenset((200, 400, 409, 410, 413, 422))

names = st.text(max_size=300) | st.sampled_from(
    ["../../etc/passwd", "\u202egpj.exe", "a\0b.pdf", "x" * 300, ".", "con"]
)
samples = st.sampled_from([b"", jpeg(), png(), pdf(), archive(), jpeg() + archive(), jpeg(60_000, 60_000), b"%PDF-1.7"])
bodies = st.builds(
    lambda begin, filling, times: begin + filling * times, samples, st.binary(max_size=70), st.integers(0, 4_000)
)
steps = st.lists(
    st.tuples(
        st.sampled_from(["send", "send", "send", "ask", "begin", "cancel"]),
        st.integers(0, 5) | st.just(-1),  # which frame; or where the portal stands
        st.sampled_from([0, 1, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES, 3 * FRAME_BYTES]),
    ),
    max_size=8,
)


def _pass(name: str, data: bytes, cuts: list[int]) -> None:
    """One file through the layer that seals it, in any pieces."""
    begun, upload, place = time.process_time(), SealedUpload(name), 0
    for end in [*sorted(min(cut, len(data)) for cut in cuts), len(data)]:
        upload.take(data[place:end])
        place = end
    upload.finish()
    upload.close()
    assert upload.problem or upload.size_bytes == len(data) > 0
    assert upload.name.isprintable()
    assert "/" not in upload.name
    assert time.process_time() - begun < SECONDS_MAX


def _send(resident: Resident, name: str, content: bytes, todo: list[tuple[str, int, int]]) -> None:
    """One file to the portal, its parts in any order and of any length."""
    sender = Sender(resident, "account_proof", content, name or "x").begins()
    stands = 0
    for what, frame, length in todo:
        begun = time.process_time()
        begin = stands if frame < 0 else frame * FRAME_BYTES
        {
            "send": lambda: sender.sends(begin, begin + length),  # noqa: B023
            "ask": sender.asks,
            "begin": lambda: sender.begins(before=sender.ticket),
            "cancel": sender.cancels,
        }[what]()
        assert sender.status in ANSWERS, sender.answer
        assert time.process_time() - begun < SECONDS_MAX
        stands = int(sender.answer.get("offset", stands))
    PartedUpload.objects.all().delete()


quickly = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
at_length = settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
a_few = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
cuts = st.lists(st.integers(0, 300_000), max_size=6)


@quickly
@given(names, bodies, cuts)
def test_a_file_of_any_content_is_sealed_or_refused(name, data, places):
    _pass(name, data, places)


@pytest.mark.long
@at_length
@given(names, bodies, cuts)
def test_a_file_of_any_content_is_sealed_or_refused_at_length(name, data, places):
    _pass(name, data, places)


@pytest.fixture
def resident(procedures, settings) -> Resident:
    settings.RATE_LIMITS = False
    return Resident(BENEFIT).opens()


@a_few
@given(names, bodies, steps)
def test_parts_in_any_order_get_an_answer(resident, name, data, todo):
    _send(resident, name, data, todo)


@pytest.mark.long
@at_length
@given(names, bodies, steps)
def test_parts_in_any_order_get_an_answer_at_length(resident, name, data, todo):
    _send(resident, name, data, todo)
