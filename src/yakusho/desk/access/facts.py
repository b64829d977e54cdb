"""What the access log tells the journal: one digest a day; never who looked at what."""

from datetime import date
from typing import Annotated

from pydantic import Field

from yakusho.ledger.facts import Fact, Sha256


class AccessDigested(Fact, kind="access.digested"):
    """A finished day of the access log (閲覧記録の日計): how many looks there were, and the hash of them all."""

    day: date
    rows: Annotated[int, Field(ge=0)]
    digest: Sha256


FACTS = [AccessDigested]
