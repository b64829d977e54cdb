"""What the checker found: what is wrong, where, and what to do about it."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

FINDINGS_KEPT_MAX = 20  # of one kind; the rest is counted

_RESTORE = "Stop the zone, keep a copy of its database for inspection, and restore the last good backup."
_KEEP = "Stop the zone and keep a copy of its database: somebody wrote past the append-only rules."
_MIRROR = "Keep both copies: the mirror shows what the journal was when it was pulled. Tell the zone's owner."
_REINSTALL = "Install the same release again and run its migrations; then find out who changed the database."

REMEDIES = {
    "position.gap": _RESTORE,
    "entry.unreadable": _KEEP,
    "entry.leaf": _KEEP,
    "entry.fiscal_year": "Append a correction of this entry with the right fiscal year.",
    "node.missing": _RESTORE,
    "node.wrong": _RESTORE,
    "node.extra": _RESTORE,
    "head.unreadable": _RESTORE,
    "head.signature": _KEEP,
    "head.root": _KEEP,
    "head.beyond": _RESTORE,
    "head.missing": "Start the zone's worker; if this stays, restore the last good backup.",
    "cosignature.bad": _KEEP,
    "cosignature.missing": "Restore the last good backup: this zone witnesses every head that it mirrors.",
    "mirror.column": _MIRROR,
    "origin.unknown": "Compare the key manifest with the one the ward published: this zone isn't in it.",
    "cursor.ahead": "Restore the last good backup: messages were passed over.",
    "parked.nowhere": "Restore the last good backup: the parked message isn't in the mirror.",
    "number.gap": "Restore the last good backup: a message between zones was lost.",
    "contribution.nowhere": "Rebuild the meters from the journal.",
    "contribution.differs": "Rebuild the meters from the journal.",
    "sum.differs": "Rebuild the meters from the journal.",
    "trigger.missing": _REINSTALL,
    "blob.changed": "Restore this file from the last good backup, then check the disk.",
}


@dataclass(frozen=True)
class Finding:
    """One thing that does not fit: `what` is a code of `REMEDIES`, `where` the place, `remedy` what to do."""

    what: str
    where: str
    remedy: str


@dataclass
class Report:
    """What was looked at, how much of it, and what was found."""

    zone: str
    seen: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether everything fits."""
        return not self.counts

    def tell(self, what: str, where: str) -> None:
        """Add a finding; of one kind only the first ones are kept, the others are counted."""
        self.counts[what] += 1
        if self.counts[what] <= FINDINGS_KEPT_MAX:
            self.findings.append(Finding(what, where, REMEDIES[what]))

    def as_json(self) -> dict[str, Any]:
        """The report as a JSON object."""
        return {
            "zone": self.zone,
            "good": self.good,
            "seen": dict(self.seen),
            "counts": dict(self.counts),
            "findings": [asdict(finding) for finding in self.findings],
        }
