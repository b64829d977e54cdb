"""Published procedures."""

from django.db import models


class ProcedureDefinition(models.Model):
    """One published generation of a procedure (手続の版): its text never changes; only `closed_at` is filled once."""

    id = models.BigAutoField(primary_key=True)
    code = models.CharField(max_length=80)
    generation = models.PositiveIntegerField()
    zone = models.CharField(max_length=20)
    section = models.CharField(max_length=80)
    title_ja = models.CharField(max_length=2_000)
    title_en = models.CharField(max_length=2_000)
    text = models.TextField()
    content_hash = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "generation"], name="procedure_generation")]

    def __str__(self) -> str:
        return f"{self.code} {self.generation}"
