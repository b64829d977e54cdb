"""Reads of attachments: the rows of a case, and the clean copy for those who passed the case's gate."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404

from yakusho.desk.attachments.bounds import PIECE_BYTES
from yakusho.desk.attachments.models import Attachment
from yakusho.desk.attachments.rules import may_be_opened
from yakusho.desk.attachments.words import why_closed
from yakusho.desk.cases.content import Content, open_content, unwrap_key
from yakusho.desk.cases.models import Case
from yakusho.journal import blobs
from yakusho.kernel.errors import Refused
from yakusho.kernel.files import EXTENSIONS, bare_name
from yakusho.messages.sealing import open_file


@dataclass(frozen=True)
class CleanCopy:
    """A copy that may be opened (無害化した写し), in the open only while it is handed on."""

    name: str
    media_type: str
    size_bytes: int
    pieces: Iterator[bytes]


def attachments_of(case: Case) -> dict[str, Attachment]:
    """The rows of a case by the address of the original."""
    return {row.blob: row for row in Attachment.objects.filter(case=case).defer("clean_key")}


def attachment_for(case: Case, id: UUID) -> Attachment:
    """One attachment of a case that the caller may see.

    Raises:
        Http404: the case has no such attachment.
    """
    row = Attachment.objects.filter(id=id, case=case).first()
    if row is None:
        raise Http404
    return row


def openable(row: Attachment) -> bool:
    """Whether the copy may be opened in this home."""
    return may_be_opened(row.state, has_copy=bool(row.clean_blob), sample_home=settings.SAMPLE_HOME)


def file_of(content: Content, blob: str) -> dict[str, Any]:
    """What the applicant's papers say of the file at this address: its name, its key, what it claims to be.

    Raises:
        LookupError: no papers of this case name it.
    """
    for papers in (*content.revisions, *content.late, *content.came):
        for file in papers.files:
            if file["blob"] == blob:
                return file
    raise LookupError("no papers name this file")


def clean_copy(case: Case, id: UUID) -> CleanCopy:
    """The copy of an attachment, for a case that passed `case_for`; the caller writes the access log first.

    Raises:
        Http404: the case has no such attachment.
        Refused: there is no copy that may be opened; the sentence says why and what to do.
        BlobMissing: the copy was lost.
    """
    row = attachment_for(case, id)
    if not openable(row):
        raise Refused(why_closed(row.state, row.reason, row.signature))
    assert row.clean_key is not None
    if not blobs.path(row.clean_blob).exists():
        raise blobs.BlobMissing(row.clean_blob)
    key = unwrap_key(case, bytes(row.clean_key))
    return CleanCopy(
        name=copy_name(file_of(open_content(case), row.blob)["name"], row.media_type),
        media_type=row.media_type,
        size_bytes=row.size_bytes,
        pieces=open_file(file_pieces(blobs.path(row.clean_blob)), key),
    )


def file_pieces(path: Path) -> Iterator[bytes]:
    """A file piece by piece."""
    with path.open("rb") as file:
        while piece := file.read(PIECE_BYTES):
            yield piece


def copy_name(name: str, media_type: str) -> str:
    """The original's name with the ending of what the copy is."""
    bare = bare_name(name)
    return (bare.rpartition(".")[0] or bare or "file") + EXTENSIONS[media_type]
