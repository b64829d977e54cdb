"""What the room tells the journal: which text was kept as the draft, and which was decided; texts stay out of it."""

from datetime import date
from typing import Annotated

from pydantic import Field

from yakusho.ledger.facts import Code, Fact, Sha256

Number = Annotated[int, Field(ge=0)]


class PlanDrafted(Fact, kind="plan.drafted"):
    """A text was kept as the draft of the plan's next version (計画案の保存); `content` is its hash."""

    plan: Code
    based_on: Number
    content: Sha256


class PlanDecided(Fact, kind="plan.decided"):
    """A version of the plan was decided (計画の決定); `content` is the hash of its file."""

    plan: Code
    number: Number
    decided_on: date
    content: Sha256


FACTS = [PlanDrafted, PlanDecided]
