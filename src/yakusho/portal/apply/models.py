"""What the portal keeps of applications: ciphertext, ids that tell nothing, and receipts."""

from datetime import datetime, timedelta

from django.db import models

from yakusho.kernel.bounds import FORM_HOURS_MAX


class Draft(models.Model):
    """A saved draft (保存した下書き): ciphertext under a key that only the resident's code gives.

    `subject` is the application that it corrects; so it can go when that is given another code.
    """

    draft_id = models.CharField(max_length=32, primary_key=True)
    subject = models.UUIDField(null=True)
    procedure = models.CharField(max_length=80)
    sealed = models.BinaryField()
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="draft_expiry")]


class Submission(models.Model):
    """One revision of an application as received (受付): its receipt, and what finds it again without a name.

    `digest` is keyed with the resident's code, so that it tells nothing about the answers; the row stays as a
    tombstone when the ciphertext is gone.
    """

    id = models.UUIDField(primary_key=True)
    subject = models.UUIDField()
    draft_id = models.CharField(max_length=32, unique=True)
    digest = models.CharField(max_length=64)
    lookup = models.CharField(max_length=64)
    number = models.CharField(max_length=13)
    revision = models.PositiveSmallIntegerField()
    procedure = models.CharField(max_length=80)
    generation = models.PositiveIntegerField()
    zone = models.CharField(max_length=20)
    entry = models.UUIDField(unique=True)
    receipt = models.JSONField()
    received_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["number", "revision"], name="submission_number")]
        indexes = [
            models.Index(fields=["lookup", "revision"], name="submission_lookup"),
            models.Index(fields=["acknowledged_at"], name="submission_to_clear", condition=models.Q(cleared_at=None)),
        ]


class FollowUp(models.Model):
    """What a resident sent after the application (申請のあとに送ったもの): documents, an answer, a withdrawal.

    `id` follows from the form it was sent with, so that the same form sent again is the same row. Of a withdrawn
    application nothing follows any more.
    """

    id = models.UUIDField(primary_key=True)
    subject = models.UUIDField()
    sequence = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    question = models.CharField(max_length=36, blank=True)
    entry = models.UUIDField(unique=True)
    receipt = models.JSONField()
    received_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "sequence"], name="follow_up_sequence"),
            models.UniqueConstraint(
                fields=["subject", "question"], condition=~models.Q(question=""), name="follow_up_answers_once"
            ),
        ]
        indexes = [
            models.Index(fields=["acknowledged_at"], name="follow_up_to_clear", condition=models.Q(cleared_at=None)),
        ]


class UploadedBlob(models.Model):
    """An uploaded file that nobody submitted yet; it goes when its time is over."""

    address = models.CharField(max_length=64, primary_key=True)
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="uploaded_expiry")]

    @classmethod
    def note(cls, address: str, now: datetime) -> None:
        """Remember that this blob is only uploaded."""
        cls.objects.create(address=address, expires_at=now + timedelta(hours=FORM_HOURS_MAX))


class PartedUpload(models.Model):
    """A file that is sent in parts (分割アップロード): how far it is, and what has to be known to go on.

    `state` is ciphertext under a key that only the sender's ticket holds, as is what lies in the blob; `form` is the id
    of the draft that the file is for. Once the file is whole, `address` says where it lies.
    """

    id = models.CharField(max_length=32, primary_key=True)
    form = models.CharField(max_length=32)
    offset_bytes = models.PositiveIntegerField(default=0)
    state = models.BinaryField()
    address = models.CharField(max_length=64, default="", blank=True)
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["expires_at"], name="parted_expiry"),
            models.Index(fields=["form"], name="parted_form"),
        ]
