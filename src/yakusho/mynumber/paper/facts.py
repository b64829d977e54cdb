"""What paper tells the journal: how much was printed, never for whom."""

from typing import Annotated

from pydantic import Field

from yakusho.ledger.facts import Code, Fact
from yakusho.messages.submissions import ApplicationCorrected, ApplicationReceived

NonNegative = Annotated[int, Field(ge=0)]


class PaperPrinted(Fact, kind="paper.printed"):
    """Forms were printed from the register (申請書の印刷); `held` households were left to a person instead."""

    procedure: Code
    generation: int
    section: Code
    forms: NonNegative
    pages: NonNegative
    held: NonNegative


FACTS = [PaperPrinted, ApplicationReceived, ApplicationCorrected]
"""Papers are received and corrected here and nowhere else; their entries stay in this zone."""
