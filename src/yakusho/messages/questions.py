"""Questions to the resident register (住基への照会): asked in the office, answered by the inner zone, both sealed.

The office can't reach inward. It leaves a fact that names sealed content; the inner zone pulls both, decides, and
pushes the named fields back, sealed to the office. An answer tells nothing about a person who isn't known or is under a
support measure (支援措置): both are refused in the same words, in an answer of the same length.
"""

import base64
from typing import Annotated, Final, Literal, get_args

from nacl.public import PrivateKey, PublicKey
from pydantic import Field, StringConstraints, model_validator

from yakusho.ledger.facts import Code, Fact, Sha256
from yakusho.messages.crossing import Crossing
from yakusho.messages.sealing import CannotOpen, open_crossing, seal_crossing

Ask = Literal["match_person", "household_on", "head_on", "members_on", "address_history", "support_measures"]
Purpose = Literal["identify_applicant", "check_entitlement", "deliver_letter", "correct_record"]
Outcome = Literal["answered", "refused", "over_limit"]

ASKS: Final[tuple[Ask, ...]] = get_args(Ask)
PURPOSES: Final[tuple[Purpose, ...]] = get_args(Purpose)

FIELDS: Final[dict[Ask, tuple[str, ...]]] = {
    "match_person": ("registered",),
    "household_on": ("persons",),
    "head_on": ("name",),
    "members_on": ("name", "kana", "birth_date", "relation"),
    "address_history": ("address", "since", "until"),
    "support_measures": ("none",),
}
"""What an answer to each question may say, and nothing else."""

QUESTIONS_OF_A_SEAT_A_DAY_MAX: Final = 60
ROWS_MAX: Final = 40
SEALED_BYTES: Final = 8_192
"""Every question and every answer has this length before it is sealed, so that length tells nothing."""

Short = Annotated[str, StringConstraints(max_length=300)]
Day = Annotated[str, StringConstraints(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")]


class QuestionAsked(Fact, kind="question.asked", version=1):
    """The office asked the register something (照会); its subject is the question's id, whom it is about is sealed."""

    ask: Ask
    purpose: Purpose
    procedure: Code
    sealed: Sha256

    def blobs_for(self, zone: str) -> tuple[str, ...]:
        """The sealed question, for the inner zone only."""
        return (self.sealed,) if zone == "mynumber" else ()


class QuestionAnswered(Crossing):
    """Pushed outward as `question.answered`: an answer sealed to the office; its subject is the question's id."""

    sealed: str


class AskedPerson(Crossing):
    """Whom a question is about, as their application says."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    kana: Short = ""
    birth_date: Day
    address: Short = ""


class Question(Crossing):
    """A question before it is sealed to the inner zone; `day` is the day that it asks about."""

    id: Code
    ask: Ask
    purpose: Purpose
    case: Code
    seat: Code
    section: Code
    person: AskedPerson
    day: Day


class Answer(Crossing):
    """An answer before it is sealed to the office: rows of the named fields, or a refusal without any."""

    question: Code
    ask: Ask
    outcome: Outcome
    rows: Annotated[tuple[dict[str, Short], ...], Field(max_length=ROWS_MAX)] = ()

    @model_validator(mode="after")
    def _named_fields_only(self) -> "Answer":
        if self.outcome != "answered" and self.rows:
            raise ValueError("a refusal says nothing")
        if any(not set(row) <= set(FIELDS[self.ask]) for row in self.rows):
            raise ValueError("a field that this question doesn't name")
        return self


def seal_question(question: Question, key: PublicKey) -> bytes:
    """Seal a question to the inner zone."""
    return seal_crossing(question, key, SEALED_BYTES)


def open_question(sealed: bytes, key: PrivateKey) -> Question:
    """Open a question in the inner zone.

    Raises:
        CannotOpen: sealed to another key, changed, or not a question.
    """
    return open_crossing(Question, sealed, key)


def seal_answer(answer: Answer, key: PublicKey) -> str:
    """Seal an answer to the office; base64 text."""
    return base64.b64encode(seal_crossing(answer, key, SEALED_BYTES)).decode()


def open_answer(sealed: str, key: PrivateKey) -> Answer:
    """Open an answer in the office.

    Raises:
        CannotOpen: sealed to another key, changed, or not an answer.
    """
    try:
        data = base64.b64decode(sealed, validate=True)
    except ValueError as error:
        raise CannotOpen("answer") from error
    return open_crossing(Answer, data, key)
