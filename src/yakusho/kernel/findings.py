"""What is wrong with a file of the ward's data: where, in words, and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass

Place = tuple[str | int, ...]
"""The steps from the top of a document to one of its values: keys, and numbers of list entries from 0."""

Fault = tuple[Place, str, str]
"""A contradiction in a document of the right shape: where, what is wrong, what to do."""


@dataclass(frozen=True, order=True)
class Finding:
    """One fault of a file (指摘): its line from 1, what is wrong, what to do."""

    line: int
    words: str
    remedy: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.words} {self.remedy}"


class Malformed(Exception):
    """A file that can't be used, with every fault found, each once, in the order of its lines."""

    def __init__(self, findings: Iterable[Finding], source: str = "") -> None:
        self.findings = tuple(sorted(set(findings)))
        self.source = source
        super().__init__("\n".join(f"{source}, {finding}" if source else str(finding) for finding in self.findings))
