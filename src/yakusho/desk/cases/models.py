"""What a zone keeps of its cases: codes and dates in the open, everything personal under the case's own key."""

from django.db import models

from yakusho.desk.cases.rules import STAGES, STATES, TALKS
from yakusho.desk.staff.models import Seat
from yakusho.kernel.ids import new_id


class Case(models.Model):
    """One application on its way (案件), in the zone and section that decide.

    `subject` is the id of its first submission, under which the whole house speaks of it. `data_key` is wrapped by
    the zone's storage key; `content` holds answers, files, reply key and texts under that data key, so that
    destroying the key destroys them. `stage` groups states for the tabs of the inbox; `talk` says whether a question is
    open, or something came from the applicant since anybody acted.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    subject = models.CharField(max_length=80, unique=True)
    number = models.CharField(max_length=20, unique=True)
    procedure = models.CharField(max_length=80)
    generation = models.PositiveIntegerField()
    section = models.CharField(max_length=80)
    channel = models.CharField(max_length=20)
    state = models.CharField(max_length=10)
    stage = models.CharField(max_length=10)
    talk = models.CharField(max_length=10, default="", blank=True)
    revision = models.PositiveIntegerField(default=1)
    replies = models.PositiveIntegerField(default=0)
    received_at = models.DateTimeField()
    due_on = models.DateField()
    returned_on = models.DateField(null=True)
    correct_by = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    taken_by = models.ForeignKey(Seat, null=True, on_delete=models.PROTECT, related_name="cases")
    data_key = models.BinaryField(max_length=200)
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="case_state", condition=models.Q(state__in=list(STATES))),
            models.CheckConstraint(name="case_stage", condition=models.Q(stage__in=list(STAGES))),
            models.CheckConstraint(name="case_talk", condition=models.Q(talk__in=list(TALKS))),
        ]
        indexes = [
            models.Index(fields=["section", "received_at", "id"], name="case_all_received"),
            models.Index(fields=["section", "due_on", "id"], name="case_all_due"),
            models.Index(fields=["section", "number", "id"], name="case_all_number"),
            models.Index(fields=["section", "stage", "received_at", "id"], name="case_stage_received"),
            models.Index(fields=["section", "stage", "due_on", "id"], name="case_stage_due"),
            models.Index(fields=["section", "stage", "number", "id"], name="case_stage_number"),
        ]

    def __str__(self) -> str:
        return self.number


class CaseEvent(models.Model):
    """One step of a case's history (経過), without personal data; its text, if any, lies in the case's content."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    kind = models.CharField(max_length=20)
    seat = models.UUIDField(null=True)
    revision = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="case_event_case")]
