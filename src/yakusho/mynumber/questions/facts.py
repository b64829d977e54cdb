"""What answering tells the journal: that a question of a kind was handled; never about whom, nor how."""

from yakusho.ledger.facts import Code, Fact
from yakusho.messages.questions import Ask, Purpose


class QuestionHandled(Fact, kind="question.handled"):
    """The register answered or refused a question of the office (照会への回答)."""

    ask: Ask
    purpose: Purpose
    procedure: Code


FACTS = [QuestionHandled]
