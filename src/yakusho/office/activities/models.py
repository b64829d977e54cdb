"""What the room keeps of activities: the plan, who is invited, who comes, files, questionnaire, reports."""

import secrets
from uuid import UUID

from django.db import models

from yakusho.desk.staff.models import Seat
from yakusho.kernel.ids import new_id
from yakusho.office.activities.rules import ANSWERS, KINDS, PURPOSES, STATES, WAYS

TITLE_CHARACTERS_MAX = 120
TEXT_CHARACTERS_MAX = 4_000


def orderless_id() -> UUID:
    """An id that says nothing of when it was made, for what must stay anonymous."""
    return UUID(bytes=secrets.token_bytes(16), version=4)


class Activity(models.Model):
    """One session (活動): a training, briefing, drill, outreach or meeting of a section.

    `sequence` grows with each change that calendars should hear of. Sessions of one repetition share `series`.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    series = models.UUIDField(null=True)
    category = models.CharField(max_length=10)
    title = models.CharField(max_length=TITLE_CHARACTERS_MAX)
    purpose = models.TextField(blank=True)
    place = models.CharField(max_length=TITLE_CHARACTERS_MAX, blank=True)
    section = models.CharField(max_length=80)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    capacity = models.PositiveIntegerField(null=True)
    everyone = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default="planned")
    reason = models.TextField(blank=True)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="activity_category", condition=models.Q(category__in=KINDS)),
            models.CheckConstraint(name="activity_state", condition=models.Q(state__in=STATES)),
            models.CheckConstraint(name="activity_times", condition=models.Q(ends_at__gt=models.F("starts_at"))),
        ]
        indexes = [
            models.Index(fields=["starts_at", "id"], name="activity_start"),
            models.Index(fields=["section", "starts_at", "id"], name="activity_section_start"),
            models.Index(fields=["state", "starts_at", "id"], name="activity_state_start"),
            models.Index(fields=["series"], name="activity_series", condition=~models.Q(series=None)),
        ]

    def __str__(self) -> str:
        return self.title


class ActivityTheme(models.Model):
    """An indicator of the plan that an activity serves (対象の指標), such as 02-3."""

    id = models.BigAutoField(primary_key=True)
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="theme_rows")
    theme = models.CharField(max_length=8)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "theme"], name="activity_theme_once")]
        indexes = [models.Index(fields=["theme", "activity"], name="activity_theme_theme")]


class Invitation(models.Model):
    """A section or a single seat that may take part (案内先)."""

    id = models.BigAutoField(primary_key=True)
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="invitations")
    section = models.CharField(max_length=80, blank=True)
    seat = models.ForeignKey(Seat, null=True, on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "section"], name="invitation_section_once", condition=models.Q(seat=None)
            ),
            models.UniqueConstraint(
                fields=["activity", "seat"], name="invitation_seat_once", condition=~models.Q(seat=None)
            ),
            models.CheckConstraint(
                name="invitation_to_one",
                condition=models.Q(seat=None) & ~models.Q(section="") | ~models.Q(seat=None) & models.Q(section=""),
            ),
        ]
        indexes = [
            models.Index(fields=["section", "activity"], name="invitation_section"),
            models.Index(fields=["seat", "activity"], name="invitation_seat"),
        ]


class Participation(models.Model):
    """What a seat said to an invitation, and whether it was there (参加); walk-ins said nothing before."""

    id = models.BigAutoField(primary_key=True)
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="participations")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT)
    answer = models.CharField(max_length=10)
    answered_at = models.DateTimeField()
    attended_at = models.DateTimeField(null=True)
    way = models.CharField(max_length=10, blank=True)
    entry = models.UUIDField(null=True)
    filled_in = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "seat"], name="participation_once"),
            models.CheckConstraint(name="participation_answer", condition=models.Q(answer__in=ANSWERS)),
            models.CheckConstraint(name="participation_way", condition=models.Q(way__in=("", *WAYS))),
        ]
        indexes = [models.Index(fields=["seat", "activity"], name="participation_seat")]


class ActivityFile(models.Model):
    """A file beside an activity (資料・記録): its ciphertext lies in the blobs under `blob`."""

    id = models.UUIDField(primary_key=True, default=new_id)
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="files")
    purpose = models.CharField(max_length=10)
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)
    size_bytes = models.PositiveIntegerField()
    blob = models.CharField(max_length=64)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [models.CheckConstraint(name="file_purpose", condition=models.Q(purpose__in=PURPOSES))]


class Report(models.Model):
    """A report of an activity (実施報告); the one of the highest number holds. `entry` is the fact that counts."""

    id = models.BigAutoField(primary_key=True)
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="reports")
    number = models.PositiveIntegerField()
    held_on = models.DateField()
    attended = models.PositiveIntegerField()
    others = models.PositiveIntegerField()
    learnt = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    made_at = models.DateTimeField()
    seat = models.UUIDField()
    entry = models.UUIDField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["activity", "number"], name="report_once")]


class ActivityEvent(models.Model):
    """One step of an activity's history (経過); its id is made of the form that was sent, once."""

    id = models.UUIDField(primary_key=True)
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    kind = models.CharField(max_length=20)
    seat = models.UUIDField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["activity", "at"], name="activity_event_activity")]


class Question(models.Model):
    """One question of an activity's questionnaire (アンケートの質問)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="questions")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    text = models.CharField(max_length=200)
    choices = models.JSONField(default=list)

    class Meta:
        ordering = ["place", "id"]


class AnswerSheet(models.Model):
    """One person's answers (回答); neither its id nor anything else says whose they are or when they came."""

    id = models.UUIDField(primary_key=True, default=orderless_id)
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="sheets")
    answers = models.JSONField(default=dict)


class Feed(models.Model):
    """The secret calendar address of a seat (購読用の宛先); only the hash of the secret is kept."""

    seat = models.OneToOneField(Seat, primary_key=True, on_delete=models.CASCADE)
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
