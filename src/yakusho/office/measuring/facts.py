"""What the room tells the journal: values, codes, days and hashes; reasons and names stay out of it."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from yakusho.ledger.facts import Code, Fact, Sha256

Decimals = Annotated[str, Field(pattern=r"^\d{1,16}(\.\d{1,4})?$")]
NonNegative = Annotated[int, Field(ge=0)]


class _Cell(BaseModel):
    """The indicator-year a fact speaks of."""

    plan: Code
    indicator: Code
    fiscal_year: int


class _Measured(_Cell):
    """A value of an indicator in a year; `section` only when it speaks for that section's part."""

    section: Code | None = None
    value: Decimals | None = None
    numerator: NonNegative | None = None
    denominator: NonNegative | None = None
    stage: NonNegative | None = None
    done: bool | None = None
    items: tuple[bool, ...] | None = None
    triggered: bool | None = None
    status: Literal["provisional", "confirmed"]
    as_of: date
    evidence: NonNegative


class IndicatorObserved(_Measured, Fact, kind="indicator.observed"):
    """A section gave a value where none stood yet (実績の報告)."""


class IndicatorConfirmed(_Measured, Fact, kind="indicator.confirmed"):
    """A section stands for the value as it was found (実績の確定)."""

    found_in: Literal["meter", "section", "import"]


class IndicatorCorrected(_Measured, Fact, kind="indicator.corrected"):
    """Another value holds from now on; the reason is kept beside it, and the content's hash covers it (実績の訂正)."""

    found_in: Literal["meter", "section", "import", "none"]


class BaselineEntered(Fact, kind="baseline.entered"):
    """What an indicator stood at before the plan began (基準値)."""

    plan: Code
    indicator: Code
    value: Decimals
    as_of: date


class EvidenceAttached(_Cell, Fact, kind="evidence.attached"):
    """A file, a link or a frozen query proves a value (証拠); `content` is the hash of it."""

    sort: Literal["file", "link", "query"]
    content: Sha256
    rows: NonNegative


class EvidenceWithdrawn(_Cell, Fact, kind="evidence.withdrawn"):
    """A piece of evidence was attached by mistake and no longer counts."""

    content: Sha256


class FiguresImported(Fact, kind="figures.imported"):
    """Monthly figures of another system were taken (月次の数の取込); `content` is the hash of the file."""

    source: Code
    content: Sha256
    rows_taken: NonNegative
    rows_replaced: NonNegative
    rows_same: NonNegative
    rows_left_out: NonNegative
    first_month: date
    last_month: date


FACTS = [
    IndicatorObserved,
    IndicatorConfirmed,
    IndicatorCorrected,
    BaselineEntered,
    EvidenceAttached,
    EvidenceWithdrawn,
    FiguresImported,
]
