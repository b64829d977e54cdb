"""Facts: what the journal may hold, one pydantic model per kind and version.

A fact is codes, numbers, dates, ids and hashes. It never holds free text or a direct identifier of a person, so that
the journal can be kept and shown when the case it speaks of has been destroyed.
"""

import re
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, StringConstraints

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/-]{0,79}$")]
"""A code of ward data or of the house: procedure, section, item, state; never free text."""

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 hash in hexadecimal: the address of content kept elsewhere."""

CaseNumber = Annotated[str, StringConstraints(pattern=r"^[A-Z]-\d{5}-\d{5}$")]
"""A case number (受付番号)."""

_KIND = re.compile(r"^[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*$")
_declared: dict[tuple[str, int], type["Fact"]] = {}


class Fact(BaseModel):
    """Base of all facts; subclasses say `kind` ("application.received") and `version`."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)
    kind: ClassVar[str]
    version: ClassVar[int]

    def __init_subclass__(cls, *, kind: str, version: int = 1, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not _KIND.match(kind):
            raise TypeError(f"fact kind {kind!r} is not of the form noun.past_verb")
        if (kind, version) in _declared:
            raise TypeError(f"fact {kind} version {version} is declared twice")
        cls.kind, cls.version = kind, version
        _declared[kind, version] = cls

    def body(self) -> dict[str, Any]:
        """The fact as the JSON object that is sealed."""
        return self.model_dump(mode="json", exclude_none=True)

    def blobs_for(self, zone: str) -> tuple[str, ...]:
        """Addresses of the content that `zone` fetches together with this fact; none unless a fact says otherwise."""
        return ()


def declared() -> dict[tuple[str, int], type[Fact]]:
    """All facts declared so far, by kind and version."""
    return dict(_declared)


def read_fact(kind: str, version: int, body: dict[str, Any]) -> Fact:
    """The typed fact of a sealed body.

    Raises:
        KeyError: no such kind and version is declared here.
        pydantic.ValidationError: the body is not of that kind.
    """
    return _declared[kind, version].model_validate(body)


__all__ = ["CaseNumber", "Code", "Fact", "Sha256", "declared", "read_fact"]
