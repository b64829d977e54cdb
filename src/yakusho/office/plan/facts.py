"""What the plan room appends to the journal."""

from yakusho.ledger.facts import Code, Fact, Sha256


class PlanPublished(Fact, kind="plan.published", version=1):
    """A snapshot of the plan went to the portal (計画の公表); `content` is the hash of its canonical JSON."""

    plan: Code
    generation: int
    content: Sha256
