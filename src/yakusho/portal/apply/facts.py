"""Facts of this room beside `messages.submissions`, which cross the wall."""

from yakusho.ledger.facts import CaseNumber, Fact, Sha256


class SubmissionCleared(Fact, kind="submission.cleared", version=1):
    """The portal deleted a submission's ciphertexts, because the zone that decides holds them (受付データの消去)."""

    number: CaseNumber
    revision: int
    blobs: tuple[Sha256, ...]
