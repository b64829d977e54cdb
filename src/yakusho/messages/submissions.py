"""What a resident sends in, and what comes back: application, correction, acknowledgement, reply."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from yakusho.ledger.facts import CaseNumber, Code, Fact, Sha256
from yakusho.messages.crossing import Crossing

ZONE_LETTERS = {"office": "K", "mynumber": "M"}
"""The letter that a case number begins with, by the zone that decides (K 区役所, M マイナンバー利用事務系)."""

Channel = Literal["portal", "national_portal", "counter", "post", "phone", "robot"]

ReplyKind = Literal[
    "received",
    "returned",
    "corrected",
    "approved",
    "rejected",
    "question",
    "added",
    "withdrawn",
    "not_withdrawn",
]


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


class _FollowUp(BaseModel):
    """What every fact about something sent after the application says; `sequence` counts them per subject from 1."""

    procedure: Code
    generation: int
    zone: Literal["office", "mynumber"]
    section: Code
    number: CaseNumber
    sequence: Annotated[int, Field(ge=1)]
    channel: Channel
    sealed: Sha256
    files: tuple[Sha256, ...] = ()

    def blobs_for(self, zone: str) -> tuple[str, ...]:
        """The ciphertexts that `zone` fetches with this message."""
        return (self.sealed, *self.files) if zone == self.zone else ()


class ApplicationAdded(_FollowUp, Fact, kind="application.added", version=1):
    """Documents, a note or an answer to a question came after the application (追加の提出)."""


class ApplicationWithdrawn(_FollowUp, Fact, kind="application.withdrawn", version=1):
    """An application was withdrawn (取下げ) before its applicant knew of a decision."""


class SubmittedFile(Crossing):
    """One uploaded file: where its ciphertext lies, the key that opens it, and what it claims to be."""

    item: str
    blob: Sha256
    key: str
    size_bytes: int
    media_type: Literal["application/pdf", "image/jpeg", "image/png"]
    name: str


class Acting(Crossing):
    """Who acts for the applicant (本人・代理人など): a kind that the procedure allows, and the acting person.

    `proofs` are the file items with which the right to act was shown.
    """

    kind: Code
    name: str = ""
    kana: str = ""
    address: Any = None
    proofs: tuple[str, ...] = ()


class Consent(Crossing):
    """Another person's consent (同意), given at another browser: who agreed to what, and when.

    `words` are those that the person read, `shown` the answers that the procedure let them see, in words.
    """

    id: Code
    name: str
    at: str
    words: str
    shown: tuple[tuple[str, str], ...] = ()


class Submission(Crossing):
    """The content of a submission before it is sealed to the zone that decides on it.

    `answers` maps item ids to what the procedure's checks accepted; a repeat group maps to a list of such objects.
    `reply_key` is the base64 key that answers are encrypted to. `parts` are answers that stay apart from all others
    (個人番号): sealed once more, base64, so that opening a submission doesn't show them.
    """

    procedure: Code
    generation: int
    number: CaseNumber
    revision: int
    language: str
    answers: dict[str, Any]
    files: tuple[SubmittedFile, ...]
    reply_key: str
    acting: Acting | None = None
    consents: tuple[Consent, ...] = ()
    parts: str = ""


class FollowUp(Crossing):
    """The content of what follows an application, before it is sealed to the zone that decides on it.

    `question` is the id of the question it answers, if it answers one.
    """

    kind: Literal["added", "withdrawn"]
    number: CaseNumber
    sequence: int
    language: str
    text: str = ""
    question: str = ""
    files: tuple[SubmittedFile, ...] = ()
    reply_key: str


class CorrectionItem(Crossing):
    """One item that the clerk asks to mend, by its path in the answers, with what to do."""

    path: str
    note: str


class Reply(Crossing):
    """What staff answer, before it is encrypted to the reply key.

    `received` confirms the arrival in the deciding zone; `returned` asks for a correction by `due_on` and carries the
    packet (answers, file handles, consents) that the new draft is filled from; `approved` and `rejected` decide.
    `question` asks something while the case goes on, and `added` confirms what was added, or the answer to the
    `question` of that id. `withdrawn` ends the case; `not_withdrawn` says that the decision had been made before.
    """

    kind: ReplyKind
    at: str
    text: str = ""
    due_on: str | None = None
    items: tuple[CorrectionItem, ...] = ()
    answers: dict[str, Any] | None = None
    files: tuple[SubmittedFile, ...] = ()
    consents: tuple[Consent, ...] = ()
    revision: int = 1
    question: str = ""


class ReplySent(Crossing):
    """Pushed outward as `reply.sent`: an encrypted reply for the status page; `sequence` counts per subject from 1.

    `news` says that it is worth a notice by mail, `final` that nothing more is to come, so that the portal forgets
    where to send notices. Neither tells what the reply says.
    """

    sequence: int
    sealed: str
    news: bool = False
    final: bool = False


class CodeReplaced(Crossing):
    """Pushed outward as `code.replaced`: the desk gave the applicant a new code; the old one opens nothing any more.

    `replies` are all replies so far, by their sequence, encrypted to the key of the new code.
    """

    lookup: Sha256
    replies: dict[int, str]


class SubmissionAcknowledged(Crossing):
    """Pushed outward as `submission.acknowledged`: the owner zone holds these ciphertexts durably."""

    entry: str
    blobs: tuple[Sha256, ...]
