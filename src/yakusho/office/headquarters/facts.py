"""What the room tells the journal: share and day; meeting and reason stay out, the content's hash covers them."""

from datetime import date
from typing import Annotated

from pydantic import Field

from yakusho.ledger.facts import Code, Fact

Percent = Annotated[str, Field(pattern=r"^\d{1,3}(\.\d{1,2})?$")]


class PlanThresholdSet(Fact, kind="plan.threshold_set"):
    """Headquarters set the share of a measure's indicators that counts as most of them (大部分の割合の決定)."""

    plan: Code
    number: Annotated[int, Field(ge=1)]
    percent: Percent
    decided_on: date


FACTS = [PlanThresholdSet]
