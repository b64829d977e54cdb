"""What a zone keeps of attachments: codes and hashes in the open, names and keys in the case's encrypted content."""

from django.db import models

from yakusho.desk.attachments.rules import STATES
from yakusho.desk.cases.models import Case
from yakusho.kernel.ids import new_id


class Attachment(models.Model):
    """One file that came with a case (添付), and the copy of it that may be opened (無害化した写し).

    `blob` is the sealed original, which stays as it is. `clean_blob` is the copy, encrypted under a key of its own;
    `clean_key` is that key under the case's data key, so that destroying the case destroys the copy. `due_at` is when
    the worker may take it (again): a worker that dies over it loses it then. `reason` says why there is no copy.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="attachments")
    revision = models.PositiveIntegerField()
    position = models.PositiveIntegerField()
    item = models.CharField(max_length=80)
    blob = models.CharField(max_length=64)
    state = models.CharField(max_length=12, default="waiting")
    due_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    method = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=40, blank=True)
    signature = models.CharField(max_length=120, blank=True)
    original_sha256 = models.CharField(max_length=64, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size_bytes = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    clean_blob = models.CharField(max_length=64, blank=True)
    clean_key = models.BinaryField(null=True, max_length=200)
    at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "blob"], name="attachment_once"),
            models.CheckConstraint(name="attachment_state", condition=models.Q(state__in=list(STATES))),
            models.CheckConstraint(
                name="attachment_clean_has_copy",
                condition=~models.Q(state="clean") | (~models.Q(clean_blob="") & models.Q(clean_key__isnull=False)),
            ),
            models.CheckConstraint(
                name="attachment_suspicious_has_none",
                condition=~models.Q(state__in=["suspicious", "failed"]) | models.Q(clean_blob=""),
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="attachment_due")]

    def __str__(self) -> str:
        return str(self.id)
