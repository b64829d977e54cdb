"""Facts of this room beside `messages.submissions`, which cross the wall."""

from yakusho.ledger.facts import CaseNumber, Fact, Sha256


class SubmissionCleared(Fact, kind="submission.cleared", version=1):
    """The portal deleted a submission's ciphertexts, because the zone that decides holds them (受付データの消去).

    `revision` names an application or a correction, `sequence` what followed it.
    """

    number: CaseNumber
    revision: int | None = None
    sequence: int | None = None
    blobs: tuple[Sha256, ...]
