"""Mail addresses, sealed under this zone's web key for as long as they are needed."""

from django.db import models


class MailCode(models.Model):
    """A code that was mailed to an address to see whether it is right (確認コード): only what it is compared with.

    `address` is keyed, so that too many codes to one address are noticed and the address can't be read.
    """

    id = models.UUIDField(primary_key=True)
    address = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    attempts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["address", "made_at"], name="mail_code_address"),
            models.Index(fields=["expires_at"], name="mail_code_expiry"),
        ]


class Notify(models.Model):
    """Where a resident wants to hear of news about an application (お知らせ先); it goes when the case ends."""

    subject = models.UUIDField(primary_key=True)
    sealed = models.TextField()
    language = models.CharField(max_length=8)
    since = models.DateTimeField()


class Mail(models.Model):
    """A mail that waits to be sent (送信待ち); deleted as soon as it was."""

    id = models.BigAutoField(primary_key=True)
    subject = models.UUIDField(null=True)
    sealed = models.TextField()
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="mail_due"),
            models.Index(fields=["subject"], name="mail_subject"),
        ]
