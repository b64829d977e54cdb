"""What attachments tell the journal: codes and counts; never a name, a hash of what a person sent, or a key."""

from typing import Annotated, Literal

from pydantic import Field

from yakusho.ledger.facts import CaseNumber, Code, Fact

NonNegative = Annotated[int, Field(ge=0)]


class AttachmentSanitised(Fact, kind="attachment.sanitised"):
    """A file was looked at in isolation (無害化): a copy that may be opened was made of it, or none, and why."""

    number: CaseNumber
    procedure: Code
    section: Code
    state: Literal["clean", "suspicious", "failed", "no_sandbox"]
    method: Literal["", "pictures", "stripped", "reencoded", "parts"] = ""
    reason: Literal[""] | Code = ""
    pages: NonNegative = 0
    size_bytes: NonNegative = 0
    attempts: NonNegative


class AttachmentRetried(Fact, kind="attachment.retried"):
    """A seat asked for another try at a file over which the tries were used up."""

    number: CaseNumber
    procedure: Code
    section: Code


FACTS = [AttachmentSanitised, AttachmentRetried]
