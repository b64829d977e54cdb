"""What is kept of checks: a colour in the open, findings under the case's key; claims of households by opaque keys."""

from django.db import models

from yakusho.desk.cases.models import Case
from yakusho.mynumber.checking.values import LEVELS


class RegisterCheck(models.Model):
    """The check of one case against the register (突合): waiting since `waiting_since`, or done.

    `colour` is the most serious level that nobody has accepted yet; empty before the first check. `content` holds the
    findings, the persons they touch and what staff accepted, under the case's data key.
    """

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="register_check")
    waiting_since = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)
    colour = models.CharField(max_length=5, blank=True, default="")
    content = models.BinaryField(default=b"")

    class Meta:
        constraints = [
            models.CheckConstraint(name="check_colour", condition=models.Q(colour__in=["", *LEVELS])),
        ]
        indexes = [
            models.Index(
                fields=["waiting_since", "case"], name="check_waiting", condition=~models.Q(waiting_since=None)
            ),
            models.Index(fields=["colour", "case"], name="check_colours"),
        ]


class HouseholdClaim(models.Model):
    """One application of a household (世帯の申請), whatever way it came: keys are HMACs that name nobody."""

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="household_claim")
    key = models.CharField(max_length=64)
    person = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["key", "case"], name="household_claim_key")]
