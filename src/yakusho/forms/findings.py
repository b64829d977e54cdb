"""What is wrong with a procedure file: where, in words, and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """One fault of a definition (指摘): its line from 1, what is wrong, what to do."""

    line: int
    words: str
    remedy: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.words} {self.remedy}"


class Malformed(Exception):
    """A definition that can't be used, with every fault found, in the order of its lines."""

    def __init__(self, findings: Iterable[Finding], source: str = "") -> None:
        self.findings = tuple(sorted(findings))
        self.source = source
        super().__init__("\n".join(f"{source or 'definition'}, {finding}" for finding in self.findings))
