"""The access log's one table; triggers keep it append-only."""

from django.db import models

from yakusho.kernel.ids import new_id


class Access(models.Model):
    """Somebody in a seat saw the personal data of a case (閲覧), for a purpose; kept five years."""

    id = models.UUIDField(primary_key=True, default=new_id)
    at = models.DateTimeField()
    seat = models.UUIDField()
    case = models.UUIDField()
    purpose = models.CharField(max_length=40)

    class Meta:
        indexes = [
            models.Index(fields=["case", "at"], name="access_case"),
            models.Index(fields=["seat", "at"], name="access_seat"),
            models.Index(fields=["at", "id"], name="access_day"),
        ]
