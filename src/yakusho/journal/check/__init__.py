"""The independent checker of a journal (台帳の検査): shares no code with what wrote it.

It reads a zone's database as it lies on the disk, works out every hash anew from the standards (RFC 8785, RFC 9162,
RFC 8032, C2SP checkpoints) and says what does not fit, where, and what to do. It needs neither Django nor a secret
key; a person outside the ward can run it on a copy.
"""

from yakusho.journal.check.report import Finding, Report
from yakusho.journal.check.run import run

__all__ = ["Finding", "Report", "run"]
