"""The access log's one table; triggers keep it append-only."""

from django.db import models
from django.db.models import Q

from yakusho.kernel.ids import new_id


class Access(models.Model):
    """Somebody in a seat saw personal data (閲覧), for a purpose; kept five years.

    What they saw is a case, or a `subject`: a person of the register or a list of them, seen for a case or for none.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    at = models.DateTimeField()
    seat = models.UUIDField()
    case = models.UUIDField(null=True)
    subject = models.UUIDField(null=True)
    purpose = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="access_of_something", condition=Q(case__isnull=False) | Q(subject__isnull=False)
            )
        ]
        indexes = [
            models.Index(fields=["case", "at"], name="access_case"),
            models.Index(fields=["subject", "at"], name="access_subject"),
            models.Index(fields=["seat", "at"], name="access_seat"),
            models.Index(fields=["at", "id"], name="access_day"),
        ]
