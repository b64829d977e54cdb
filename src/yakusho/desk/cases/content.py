"""The encrypted part of a case: everything a person wrote."""

import base64
import hashlib
import secrets
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

import rfc8785
from django.conf import settings
from nacl.secret import SecretBox

from yakusho.desk.cases.models import Case
from yakusho.messages.sealing import open_json, seal_json
from yakusho.messages.submissions import Submission, SubmittedFile

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


@dataclass
class Content:
    """A case's content in the open, in memory only.

    `reply_key` (base64) encrypts replies; `late` holds what came after the decision, kept as evidence; `texts` holds
    what staff wrote and `salts` what the journal's hashes are salted with, by the id of the event they belong to.
    """

    language: str
    reply_key: str
    revisions: list[Revision]
    late: list[Revision] = field(default_factory=list)
    texts: dict[str, dict[str, Any]] = field(default_factory=dict)
    salts: dict[str, str] = field(default_factory=dict)

    @property
    def newest(self) -> Revision:
        """The latest revision, which staff decide on."""
        return self.revisions[-1]

    def files(self) -> tuple[SubmittedFile, ...]:
        """The files of the latest revision."""
        return tuple(SubmittedFile.model_validate(each) for each in self.newest.files)

    def blobs(self) -> set[str]:
        """The addresses of all files that ever came with this case."""
        return {each["blob"] for revision in (*self.revisions, *self.late) for each in revision.files}

    def add(self, submission: Submission, received_at: str, *, decided: bool = False) -> Revision:
        """Add what a submission brought; on a `decided` case it stands apart and is never the newest."""
        revision = Revision(
            submission.revision,
            submission.generation,
            received_at,
            submission.answers,
            [each.model_dump(mode="json") for each in submission.files],
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


def open_content(case: Case) -> Content:
    """Decrypt a case's content.

    Raises:
        nacl.exceptions.CryptoError: the wrapped key isn't of this zone.
        CannotOpen: the content isn't of that key.
    """
    tree: Any = open_json(bytes(case.content), _data_key(case))
    for name in ("revisions", "late"):
        tree[name] = [Revision(**each) for each in tree.get(name, ())]
    return Content(**tree)


def seal_content(case: Case, content: Content) -> None:
    """Encrypt content into a case that is about to be saved."""
    case.content = seal_json(asdict(content), _data_key(case))
