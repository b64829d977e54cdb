"""Findings as they are kept of a case, and back: values, the persons they touch, what staff accepted."""

import hashlib
from dataclasses import asdict, dataclass, field
from typing import Any

import rfc8785

from yakusho.mynumber.checking.values import Finding, Level, colour


@dataclass(frozen=True)
class Accepted:
    """That somebody looked at a finding and accepted it: the seat, when, and why."""

    seat: str
    at: str
    text: str
    salt: str


@dataclass
class Result:
    """The findings of a case in the open, in memory only; `accepted` is by the finding's key."""

    findings: tuple[Finding, ...]
    persons: tuple[str, ...] = ()
    accepted: dict[str, Accepted] = field(default_factory=dict)

    @property
    def open_colour(self) -> Level:
        """The most serious level that nobody has accepted."""
        if not self.accepted:
            return colour(self.findings)
        return colour(each for each in self.findings if key_of(each) not in self.accepted)

    def keep(self, before: "Result") -> None:
        """Take over what was accepted of findings that are the same as before."""
        keys = {key_of(each) for each in self.findings} if before.accepted else set()
        self.accepted = {key: each for key, each in before.accepted.items() if key in keys}

    def as_json(self) -> dict[str, Any]:
        """The form that is encrypted."""
        return {
            "findings": [_parts(each) for each in self.findings],
            "persons": list(self.persons),
            "accepted": {key: asdict(each) for key, each in self.accepted.items()},
        }

    @classmethod
    def of_json(cls, tree: dict[str, Any]) -> "Result":
        """What was encrypted."""
        return cls(
            tuple(Finding(*each) for each in tree["findings"]),
            tuple(tree["persons"]),
            {key: Accepted(**each) for key, each in tree["accepted"].items()},
        )


def key_of(finding: Finding) -> str:
    """What tells a finding from every other: all of it, hashed, so that no value stands in a form."""
    return hashlib.sha256(rfc8785.dumps(_parts(finding))).hexdigest()[:32]


def _parts(finding: Finding) -> list[Any]:
    """A finding as the list that `Finding(*parts)` takes."""
    return [getattr(finding, name) for name in Finding.__slots__]
