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


class PlanChange(models.Model):
    """A state or a value of the published plan that moved (計画の変化), once a cell and day.

    The first of that day stands beside the last. `fiscal_year` 0 means all years of the plan together.
    """

    id = models.BigAutoField(primary_key=True)
    plan = models.CharField(max_length=80)
    generation = models.PositiveIntegerField()
    indicator = models.CharField(max_length=10)
    fiscal_year = models.PositiveSmallIntegerField()
    state_before = models.CharField(max_length=30)
    state = models.CharField(max_length=30)
    value_before = models.FloatField(null=True)
    value = models.FloatField(null=True)
    day = models.DateField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "indicator", "fiscal_year", "day"], name="plan_change_once_a_day")
        ]
        indexes = [models.Index(fields=["plan", "-changed_at", "-id"], name="plan_change_newest")]
