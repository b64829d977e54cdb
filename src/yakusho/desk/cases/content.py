"""The encrypted part of a case: everything a person wrote."""

import base64
import secrets
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from nacl.secret import SecretBox

from yakusho.desk.cases.models import Case
from yakusho.messages.sealing import open_json, seal_json
from yakusho.messages.submissions import Submission, SubmittedFile

KEY_BYTES = 32


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

    `reply_key` (base64) encrypts replies; `texts` holds what staff wrote, by the id of the event it belongs to.
    """

    language: str
    reply_key: str
    revisions: list[Revision]
    texts: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def newest(self) -> Revision:
        """The latest revision, which staff decide on."""
        return self.revisions[-1]

    def files(self) -> tuple[SubmittedFile, ...]:
        """The files of the latest revision."""
        return tuple(SubmittedFile.model_validate(each) for each in self.newest.files)

    def add(self, submission: Submission, received_at: str) -> None:
        """Add what a submission brought."""
        self.language, self.reply_key = submission.language, submission.reply_key
        self.revisions.append(
            Revision(
                submission.revision,
                submission.generation,
                received_at,
                submission.answers,
                [each.model_dump(mode="json") for each in submission.files],
            )
        )

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
    return Content(
        language=tree["language"],
        reply_key=tree["reply_key"],
        revisions=[Revision(**each) for each in tree["revisions"]],
        texts=tree["texts"],
    )


def seal_content(case: Case, content: Content) -> None:
    """Encrypt content into a case that is about to be saved."""
    tree = {
        "language": content.language,
        "reply_key": content.reply_key,
        "revisions": [vars(each) for each in content.revisions],
        "texts": content.texts,
    }
    case.content = seal_json(tree, _data_key(case))
