"""Links by which another person agrees, as ids that tell nothing and ciphertext."""

from django.db import models


class Invitation(models.Model):
    """A link that the applicant hands on to somebody who has to agree (同意のお願い).

    `id` and the key of `sealed` and `answer` follow from the link's own code, which the applicant's sealed form and the
    other person hold, and nobody else. `form` is the id of the draft it belongs to.
    """

    id = models.CharField(max_length=64, primary_key=True)
    form = models.CharField(max_length=32)
    procedure = models.CharField(max_length=80)
    consent = models.CharField(max_length=40)
    sealed = models.BinaryField()
    answer = models.BinaryField(default=b"")
    answered_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["form"], name="invitation_form"),
            models.Index(fields=["expires_at"], name="invitation_expiry"),
        ]
