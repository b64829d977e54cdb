"""What was asked beside a case: codes in the open; whom, and the answer, under the case's key."""

from django.db import models

from yakusho.desk.cases.models import Case


class RegisterQuestion(models.Model):
    """A question to the register (照会); `content` holds person, day and answer under the case's data key."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, models.CASCADE, related_name="register_questions")
    ask = models.CharField(max_length=20)
    purpose = models.CharField(max_length=20)
    seat = models.UUIDField()
    asked_at = models.DateTimeField()
    day = models.DateField()
    answered_at = models.DateTimeField(null=True)
    content = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["case", "asked_at"], name="register_question_case"),
            models.Index(fields=["seat", "day"], name="register_question_seat"),
        ]
