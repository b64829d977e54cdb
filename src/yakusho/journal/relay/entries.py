"""The form of an entry on the wire; whatever has another form is refused before it is mirrored."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from yakusho.kernel.clock import from_rfc3339

_Short = Annotated[str, StringConstraints(max_length=80)]


class SealedEntry(BaseModel):
    """An entry as its zone sealed it (`ledger.format.ENTRY_FIELDS`), with what a mirror can keep."""

    model_config = ConfigDict(extra="forbid")
    zone: Annotated[str, StringConstraints(max_length=20)]
    id: UUID
    kind: Annotated[str, StringConstraints(pattern=r"^[a-z_]+\.[a-z_]+$", max_length=80)]
    version: int
    subject: _Short
    occurred_on: date
    fiscal_year: int
    recorded_at: str
    section: _Short
    actor: _Short
    body: dict[str, Any]
    content_hash: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")]
    corrects: UUID | None

    @model_validator(mode="before")
    @classmethod
    def _no_nul(cls, value: Any) -> Any:
        """PostgreSQL can't keep U+0000 in JSON."""
        if "\x00" in str(value) or "\\x00" in str(value):
            raise ValueError("a NUL character")
        return value

    @model_validator(mode="after")
    def _one_spelling(self) -> "SealedEntry":
        from_rfc3339(self.recorded_at)
        return self
