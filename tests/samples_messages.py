"""One sample of everything that crosses a wall, by kind; `test_walls.py` checks that none is missing."""

from pydantic import BaseModel

from yakusho.messages.publications import (
    CountsReported,
    HeadCosigned,
    OrganisationPublished,
    ProcedureClosed,
    ProcedurePublished,
    PublicationMade,
)
from yakusho.messages.questions import QuestionAnswered, QuestionAsked
from yakusho.messages.submissions import (
    ApplicationAdded,
    ApplicationCorrected,
    ApplicationReceived,
    ApplicationWithdrawn,
    CodeReplaced,
    ReplySent,
    SubmissionAcknowledged,
)

_HASH = "0" * 64
_OTHER_HASH = "f" * 64

SAMPLES: dict[str, BaseModel] = {
    "application.received": ApplicationReceived(
        procedure="sample-procedure",
        generation=1,
        zone="office",
        section="sample-section",
        number="K-12345-67890",
        channel="portal",
        sealed=_HASH,
        files=(_OTHER_HASH,),
    ),
    "application.corrected": ApplicationCorrected(
        procedure="sample-procedure",
        generation=1,
        zone="mynumber",
        section="sample-section",
        number="M-12345-67890",
        revision=2,
        channel="portal",
        sealed=_HASH,
    ),
    "application.added": ApplicationAdded(
        procedure="sample-procedure",
        generation=1,
        zone="mynumber",
        section="sample-section",
        number="M-12345-67890",
        sequence=1,
        channel="portal",
        sealed=_HASH,
        files=(_OTHER_HASH,),
    ),
    "application.withdrawn": ApplicationWithdrawn(
        procedure="sample-procedure",
        generation=1,
        zone="office",
        section="sample-section",
        number="K-12345-67890",
        sequence=2,
        channel="portal",
        sealed=_HASH,
    ),
    "organisation.published": OrganisationPublished(generation=1, content=_HASH),
    "procedure.published": ProcedurePublished(
        procedure="sample-procedure",
        generation=1,
        zone="mynumber",
        section="sample-section",
        online=True,
        content=_HASH,
    ),
    "procedure.closed": ProcedureClosed(procedure="sample-procedure", generation=2),
    "publication.made": PublicationMade(kind="procedure", key="sample-procedure", generation=1, content={"title": "x"}),
    "submission.acknowledged": SubmissionAcknowledged(entry="sample-entry", blobs=(_HASH,)),
    "reply.sent": ReplySent(sequence=1, sealed="c2VhbGVk"),
    "code.replaced": CodeReplaced(lookup=_HASH, replies={1: "c2VhbGVk"}),
    "counts.reported": CountsReported(
        meter="sample.meter",
        version=1,
        day="2026-11-24",
        section="sample-section",
        dimension="",
        value=3,
    ),
    "head.cosigned": HeadCosigned(origin="portal", size=1, cosignature="sample"),
    "question.asked": QuestionAsked(
        ask="match_person", purpose="identify_applicant", procedure="sample-procedure", sealed=_HASH
    ),
    "question.answered": QuestionAnswered(sealed="c2VhbGVk"),
}
