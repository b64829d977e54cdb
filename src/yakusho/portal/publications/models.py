"""What the office published to the portal."""

from django.db import models


class Publication(models.Model):
    """An immutable snapshot (公開物): a procedure's definition, the public plan; the highest generation counts."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    generation = models.PositiveIntegerField()
    content = models.JSONField()
    withdrawn = models.BooleanField(default=False)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key", "generation"], name="publication_once")]
