"""What the register tells the journal: counts only, never whom."""

from typing import Annotated

from pydantic import Field

from yakusho.ledger.facts import Fact, Sha256

Count = Annotated[int, Field(ge=0)]


class ResidentsImported(Fact, kind="residents.imported"):
    """An extract was taken into the register (住民記録の取込); `content` is a salted hash of the file."""

    content: Sha256
    persons_new: Count
    persons_completed: Count
    stays_new: Count
    stays_ended: Count
    rows_same: Count
    rows_left_out: Count


FACTS = [ResidentsImported]
