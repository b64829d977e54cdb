"""What checks tell the journal: counts and codes; never a person, a household or a value that was compared."""

from typing import Annotated

from pydantic import Field

from yakusho.ledger.facts import CaseNumber, Code, Fact

NonNegative = Annotated[int, Field(ge=0)]


class CaseChecked(Fact, kind="case.checked"):
    """Cases of a procedure were compared with the register (突合): how many came out in which colour."""

    procedure: Code
    section: Code
    green: NonNegative
    amber: NonNegative
    red: NonNegative


class CheckAsked(Fact, kind="check.asked"):
    """A seat asked for a case to be compared once more (再突合)."""

    number: CaseNumber
    procedure: Code


class FindingAccepted(Fact, kind="finding.accepted"):
    """A seat looked at a doubtful comparison and accepted it, with a reason (確認済み)."""

    number: CaseNumber
    procedure: Code
    check: Code
    reason: Code


FACTS = [CaseChecked, CheckAsked, FindingAccepted]
