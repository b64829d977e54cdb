"""Replies to residents, as ciphertext."""

from django.db import models


class Reply(models.Model):
    """An encrypted reply (お返事): only the resident's code opens it, during the resident's own request."""

    id = models.BigAutoField(primary_key=True)
    subject = models.UUIDField()
    sequence = models.PositiveIntegerField()
    sealed = models.TextField()
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "sequence"], name="reply_once")]
