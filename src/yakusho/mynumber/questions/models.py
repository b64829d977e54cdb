"""Questions that came from the office: codes and dates; whom they are about stays in sealed content."""

from django.db import models


class ReceivedQuestion(models.Model):
    """A question of the office (照会), waiting or answered; `sealed` is the address of its content."""

    id = models.UUIDField(primary_key=True)
    ask = models.CharField(max_length=20)
    purpose = models.CharField(max_length=20)
    procedure = models.CharField(max_length=80)
    section = models.CharField(max_length=80)
    seat = models.UUIDField()
    sealed = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    day = models.DateField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["received_at", "id"], name="question_waiting", condition=models.Q(answered_at=None)),
            models.Index(fields=["seat", "day"], name="question_seat_day"),
        ]
