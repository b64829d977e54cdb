"""The encrypted part of a case: everything a person wrote."""

import base64
import hashlib
import hmac
import secrets
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

import rfc8785
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from nacl.secret import SecretBox

from yakusho.desk.cases.models import Case
from yakusho.kernel.ids import CODE_CHARACTERS, code_of
from yakusho.messages.sealing import open_json, seal_json
from yakusho.messages.submissions import Consent, Submission, SubmittedFile

KEY_BYTES = 32
SALT_BYTES = 32


@dataclass
class Revision:
    """What arrived at once: the application itself (1) or a correction."""

    revision: int
    generation: int
    received_at: str
    answers: dict[str, Any]
    files: list[dict[str, Any]]
    acting: dict[str, Any] | None = None
    consents: list[dict[str, Any]] = field(default_factory=list)
    parts: str = ""

    def whole(self) -> dict[str, Any]:
        """The answers with the files where they were asked for, as the applicant gave them."""
        files: dict[str, list[dict[str, Any]]] = {}
        for each in self.files:
            files.setdefault(each["item"], []).append(each)
        return {**self.answers, **files}


@dataclass
class Came:
    """What came after the application (追加・取下げ), by the id of its event; `question` is the one it answers."""

    event: str
    kind: str
    received_at: str
    text: str
    question: str
    files: list[dict[str, Any]]


@dataclass
class Content:
    """A case's content in the open, in memory only.

    `reply_key` (base64) encrypts replies; `late` holds what came after the decision, kept as evidence; `texts` holds
    what staff wrote and `salts` what the journal's hashes are salted with, by the id of the event they belong to.
    `came` is what followed the application, `replies` what was answered, without packets; `former_keys` are reply keys
    of codes that the desk has replaced.
    """

    language: str
    reply_key: str
    revisions: list[Revision]
    late: list[Revision] = field(default_factory=list)
    texts: dict[str, dict[str, Any]] = field(default_factory=dict)
    salts: dict[str, str] = field(default_factory=dict)
    came: list[Came] = field(default_factory=list)
    replies: list[dict[str, Any]] = field(default_factory=list)
    former_keys: list[str] = field(default_factory=list)

    @property
    def newest(self) -> Revision:
        """The latest revision, which staff decide on."""
        return self.revisions[-1]

    def files(self) -> tuple[SubmittedFile, ...]:
        """The files of the latest revision."""
        return tuple(SubmittedFile.model_validate(each) for each in self.newest.files)

    def brought_consents(self) -> Revision | None:
        """The latest revision with consents of others: a correction brings all that hold for it."""
        return next((each for each in reversed(self.revisions) if each.consents), None)

    def consents(self) -> tuple[Consent, ...]:
        """The consents of others that count now."""
        brought = self.brought_consents()
        return tuple(Consent.model_validate(each) for each in brought.consents) if brought else ()

    def later_files(self) -> tuple[SubmittedFile, ...]:
        """The files that were added after the application."""
        return tuple(SubmittedFile.model_validate(each) for came in self.came for each in came.files)

    def blobs(self) -> set[str]:
        """The addresses of all files that ever came with this case."""
        return {each["blob"] for part in (*self.revisions, *self.late, *self.came) for each in part.files}

    def open_questions(self) -> list[str]:
        """The ids of questions that the applicant has not answered yet, in order."""
        answered = {each.question for each in self.came}
        asked = [str(each["question"]) for each in self.replies if each["kind"] == "question"]
        return [each for each in asked if each not in answered]

    def is_sender(self, reply_key: str) -> bool:
        """Whether somebody who sent this reply key holds, or held, the code of this case."""
        known = (self.reply_key, *self.former_keys)
        return any(hmac.compare_digest(each.encode(), reply_key.encode()) for each in known)

    def add(self, submission: Submission, received_at: str, *, decided: bool = False) -> Revision:
        """Add what a submission brought; on a `decided` case it stands apart and is never the newest."""
        revision = Revision(
            submission.revision,
            submission.generation,
            received_at,
            submission.answers,
            [each.model_dump(mode="json") for each in submission.files],
            submission.acting.model_dump(mode="json") if submission.acting else None,
            [each.model_dump(mode="json") for each in submission.consents],
            submission.parts,
        )
        if decided:
            self.late.append(revision)
            return revision
        self.language = submission.language
        self.revisions.append(revision)
        return revision

    def salted_hash(self, event: UUID, written: dict[str, Any]) -> str:
        """The hash that the journal keeps of what was written at an event (内容のハッシュ).

        Its salt lies here, so that nobody can try texts against the hash once the case is destroyed.
        """
        self.salts[str(event)] = secrets.token_hex(SALT_BYTES)
        return self.hash_again(event, written)

    def hash_again(self, event: UUID, written: dict[str, Any]) -> str:
        """The same hash from the kept salt, to compare with the journal's."""
        return hashlib.sha256(bytes.fromhex(self.salts[str(event)]) + rfc8785.dumps(written)).hexdigest()

    def reply_key_bytes(self) -> bytes:
        """The key that replies are encrypted to."""
        return base64.b64decode(self.reply_key, validate=True)


def new_content(submission: Submission, received_at: str) -> Content:
    """The content of a case that begins with this submission."""
    content = Content(submission.language, submission.reply_key, [])
    content.add(submission, received_at)
    return content


def new_data_key() -> bytes:
    """A new data key, wrapped under the zone's storage key."""
    return bytes(SecretBox(settings.ZONE_KEYS.storage).encrypt(secrets.token_bytes(KEY_BYTES)))


def _data_key(case: Case) -> bytes:
    return SecretBox(settings.ZONE_KEYS.storage).decrypt(bytes(case.data_key))


def wrap_key(case: Case, key: bytes) -> bytes:
    """A key of something that belongs to the case, under the case's own, so that both are destroyed together."""
    return bytes(SecretBox(_data_key(case)).encrypt(key))


def unwrap_key(case: Case, wrapped: bytes) -> bytes:
    """The key that `wrap_key` wrapped.

    Raises:
        nacl.exceptions.CryptoError: it belongs to another case.
    """
    return SecretBox(_data_key(case)).decrypt(wrapped)


def open_content(case: Case) -> Content:
    """Decrypt a case's content.

    Raises:
        nacl.exceptions.CryptoError: the wrapped key isn't of this zone.
        CannotOpen: the content isn't of that key.
    """
    tree: Any = open_json(bytes(case.content), _data_key(case))
    for name in ("revisions", "late"):
        tree[name] = [Revision(**each) for each in tree.get(name, ())]
    tree["came"] = [Came(**each) for each in tree.get("came", ())]
    return Content(**tree)


def code_for(case: Case, once: UUID) -> str:
    """The new status code that this very form gives out: the same form again gives the same code, so none is kept."""
    key = HKDF(algorithm=SHA256(), length=CODE_CHARACTERS, salt=b"yakusho/new-code/1", info=once.bytes)
    return code_of(key.derive(_data_key(case)))


def seal_content(case: Case, content: Content) -> None:
    """Encrypt content into a case that is about to be saved."""
    case.content = seal_json(asdict(content), _data_key(case))
