"""What a resident sends in, and what comes back: application, correction, acknowledgement, reply."""

from typing import Annotated, Any, Literal

from pydantic import Field

from yakusho.ledger.facts import CaseNumber, Code, Fact, Sha256
from yakusho.messages.crossing import Crossing

ZONE_LETTERS = {"office": "K", "mynumber": "M"}
"""The letter that a case number begins with, by the zone that decides (K 区役所, M マイナンバー利用事務系)."""

Channel = Literal["portal", "national_portal", "counter", "post", "phone", "robot"]


class ApplicationReceived(Fact, kind="application.received", version=1):
    """An application was received (申請の到達): recorded on a computer the ward uses (情報通信技術活用法 6条3項).

    Its subject is the id of this first submission; corrections keep it.
    """

    procedure: Code
    generation: int
    zone: Literal["office", "mynumber"]
    section: Code
    number: CaseNumber
    channel: Channel
    sealed: Sha256
    files: tuple[Sha256, ...] = ()

    def blobs_for(self, zone: str) -> tuple[str, ...]:
        """The ciphertexts that `zone` fetches with this message."""
        return (self.sealed, *self.files) if zone == self.zone else ()


class ApplicationCorrected(Fact, kind="application.corrected", version=1):
    """A returned application was sent again (補正): same number, next revision; no meter counts it as received."""

    procedure: Code
    generation: int
    zone: Literal["office", "mynumber"]
    section: Code
    number: CaseNumber
    revision: Annotated[int, Field(ge=2)]
    channel: Channel
    sealed: Sha256
    files: tuple[Sha256, ...] = ()

    def blobs_for(self, zone: str) -> tuple[str, ...]:
        """The ciphertexts that `zone` fetches with this message."""
        return (self.sealed, *self.files) if zone == self.zone else ()


class SubmittedFile(Crossing):
    """One uploaded file: where its ciphertext lies, the key that opens it, and what it claims to be."""

    item: str
    blob: Sha256
    key: str
    size_bytes: int
    media_type: Literal["application/pdf", "image/jpeg", "image/png"]
    name: str


class Submission(Crossing):
    """The content of a submission before it is sealed to the zone that decides on it.

    `answers` maps item ids to what the procedure's checks accepted; a repeat group maps to a list of such objects.
    `reply_key` is the base64 key that answers are encrypted to.
    """

    procedure: Code
    generation: int
    number: CaseNumber
    revision: int
    language: str
    answers: dict[str, Any]
    files: tuple[SubmittedFile, ...]
    reply_key: str


class CorrectionItem(Crossing):
    """One item that the clerk asks to mend, by its path in the answers, with what to do."""

    path: str
    note: str


class Reply(Crossing):
    """What staff answer, before it is encrypted to the reply key.

    `received` confirms the arrival in the deciding zone; `returned` asks for a correction by `due_on` and carries the
    packet (answers and file handles) that the new draft is filled from; `approved` and `rejected` decide.
    """

    kind: Literal["received", "returned", "corrected", "approved", "rejected"]
    at: str
    text: str = ""
    due_on: str | None = None
    items: tuple[CorrectionItem, ...] = ()
    answers: dict[str, Any] | None = None
    files: tuple[SubmittedFile, ...] = ()
    revision: int = 1


class ReplySent(Crossing):
    """Pushed outward as `reply.sent`: an encrypted reply for the status page; `sequence` counts per subject from 1."""

    sequence: int
    sealed: str


class SubmissionAcknowledged(Crossing):
    """Pushed outward as `submission.acknowledged`: the owner zone holds these ciphertexts durably."""

    entry: str
    blobs: tuple[Sha256, ...]
