"""What the room keeps: each share that headquarters set, only ever added."""

from decimal import Decimal

from django.db import models

MORE_THAN_PERCENT = Decimal(50)
PERCENT_MAX = Decimal(100)


class MajorityThreshold(models.Model):
    """A share of a measure's indicators that headquarters counts as most of them (大部分の割合).

    `number` counts the rows of a plan from 1; the highest holds, and a correction is a later row. `key` is the id of
    the form it came from, so that the same form sent again adds nothing. `entry` is its entry in the journal. The
    database refuses changes.
    """

    id = models.BigAutoField(primary_key=True)
    key = models.UUIDField(unique=True)
    plan = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    decided_on = models.DateField()
    meeting = models.CharField(max_length=200)
    reason = models.TextField()
    by_section = models.CharField(max_length=80)
    seat = models.UUIDField()
    recorded_at = models.DateTimeField()
    entry = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_threshold_a_number"),
            models.CheckConstraint(
                name="threshold_is_most",
                condition=models.Q(percent__gt=MORE_THAN_PERCENT, percent__lte=PERCENT_MAX),
            ),
            models.CheckConstraint(name="threshold_said_why", condition=~models.Q(meeting="") & ~models.Q(reason="")),
        ]
