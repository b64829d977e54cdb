"""Ciphertext goes when the deciding zone holds it."""

import pytest

from yakusho.journal import blobs
from yakusho.journal.models import Entry
from yakusho.kernel.bounds import BLOB_KEEP_HOURS
from yakusho.portal.apply.clearing import acknowledgement_take, submissions_clear
from yakusho.portal.apply.models import Submission
from yakusho.portal.tests.resident import BENEFIT, Resident, message

pytestmark = pytest.mark.usefixtures("procedures")


def test_ciphertext_is_deleted_a_day_after_the_acknowledgement_and_the_receipt_stays(today):
    Resident(BENEFIT).applies("family")
    submission = Submission.objects.get()
    sealed = submission.receipt["entry"]["body"]["sealed"]
    body = {"entry": str(submission.entry), "blobs": [sealed]}
    acknowledgement_take(message("submission.acknowledged", str(submission.subject), body, "mynumber"))
    assert submissions_clear() == 0
    today.shift(BLOB_KEEP_HOURS * 3600 + 1)
    assert submissions_clear() == 1
    assert not blobs.holds(sealed)
    assert Entry.objects.filter(kind="submission.cleared", subject=str(submission.subject)).count() == 1
    assert submissions_clear() == 0
    assert Submission.objects.get().receipt == submission.receipt


def test_without_acknowledgement_nothing_is_deleted(today):
    Resident(BENEFIT).applies("family")
    today.shift(400 * 86_400)
    assert submissions_clear() == 0
