"""What asking tells the journal, beside the question itself: that its answer came; never whom it was about."""

from yakusho.ledger.facts import Code, Fact
from yakusho.messages.questions import Ask, Purpose, QuestionAsked


class QuestionClosed(Fact, kind="question.closed"):
    """The answer to a question came (回答の受領); what it says stays with the case."""

    ask: Ask
    purpose: Purpose
    procedure: Code


FACTS = [QuestionAsked, QuestionClosed]
