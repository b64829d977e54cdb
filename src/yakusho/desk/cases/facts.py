"""What cases tell the journal: codes, numbers and dates; never an answer, a name or a text."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from yakusho.desk.cases.models import Case
from yakusho.ledger.facts import CaseNumber, Code, Fact
from yakusho.messages.submissions import Channel

NonNegative = Annotated[int, Field(ge=0)]
IdentityProof = Literal[
    "individual_number_card", "driving_licence", "passport", "residence_card", "two_documents", "known_by_questions"
]
"""How somebody showed at the counter who they are (本人確認); never a number of the document."""


class _Case(BaseModel):
    """What every fact about a case says."""

    number: CaseNumber
    procedure: Code
    generation: int
    section: Code
    channel: Channel


class CaseOpened(_Case, Fact, kind="case.opened"):
    """A case was opened in the zone that decides (受理); `due_on` follows from the standard period (標準処理期間)."""

    due_on: date


class CaseTaken(_Case, Fact, kind="case.taken"):
    """A seat began to work on a case (担当)."""


class CaseReturned(_Case, Fact, kind="case.returned"):
    """A case went back to its applicant to be corrected (補正の求め)."""

    revision: NonNegative
    items: NonNegative
    due_on: date


class CaseCorrected(_Case, Fact, kind="case.corrected"):
    """A correction arrived in the zone that decides (補正の到達)."""

    revision: NonNegative
    due_on: date


class CaseApproved(_Case, Fact, kind="case.approved"):
    """A case was decided for the applicant (承認)."""

    days: NonNegative
    in_time: bool


class CaseRejected(_Case, Fact, kind="case.rejected"):
    """A case was decided against the applicant, with reasons (不承認)."""

    days: NonNegative
    in_time: bool


class CaseAsked(_Case, Fact, kind="case.asked"):
    """The applicant was asked something while the case goes on (質問)."""


class CaseAdded(_Case, Fact, kind="case.added"):
    """Documents, a note or an answer arrived in the zone that decides (追加の到達)."""

    sequence: NonNegative
    files: NonNegative
    answers: bool


class CaseWithdrawn(_Case, Fact, kind="case.withdrawn"):
    """A case ended, because its applicant withdrew the application (取下げ)."""

    days: NonNegative


class CaseWithdrawalLate(_Case, Fact, kind="case.withdrawal_late"):
    """A withdrawal arrived after the case had ended, and changed nothing (決定後の取下げ)."""

    sequence: NonNegative


class CaseCodeReplaced(_Case, Fact, kind="case.code_replaced"):
    """The applicant got a new status code after a check of identity (コードの再発行); the old one opens nothing."""

    identity: IdentityProof


FACTS = [
    CaseOpened,
    CaseTaken,
    CaseReturned,
    CaseCorrected,
    CaseAsked,
    CaseAdded,
    CaseWithdrawn,
    CaseWithdrawalLate,
    CaseCodeReplaced,
    CaseApproved,
    CaseRejected,
]


def facts_about(case: Case) -> dict[str, Any]:
    """What every fact about a case says, ready for its class."""
    return {
        "number": case.number,
        "procedure": case.procedure,
        "generation": case.generation,
        "section": case.section,
        "channel": case.channel,
    }
