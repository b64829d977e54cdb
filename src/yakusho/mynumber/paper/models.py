"""What the room keeps: which form went to which household, what became of it, and who waits for a person."""

from django.db import models
from django.db.models import Q

from yakusho.kernel.ids import new_id
from yakusho.mynumber.paper.keys import LETTERS

HOLDS = ("protected", "died", "unknown", "layout")
NUMBER_CHARACTERS_MAX = 15


class PaperForm(models.Model):
    """A form printed for a household (世帯ごとの申請書): found by its key, registered at most once.

    `base_date` is the day whose register it was filled from. `case` is what it became when it came back, `once` the
    page it was registered on, so that the same page sent again registers nothing.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    key = models.CharField(max_length=LETTERS, unique=True)
    procedure = models.CharField(max_length=80)
    generation = models.PositiveIntegerField()
    section = models.CharField(max_length=80)
    household = models.CharField(max_length=NUMBER_CHARACTERS_MAX)
    base_date = models.DateField()
    pages = models.PositiveIntegerField()
    printed_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)
    case = models.UUIDField(null=True, unique=True)
    once = models.UUIDField(null=True)
    registered_at = models.DateTimeField(null=True)
    registered_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procedure", "generation", "household"], name="paper_household"),
        ]
        indexes = [
            models.Index(fields=["registered_by", "registered_at"], name="paper_registered", condition=~Q(case=None))
        ]


class PaperBatch(models.Model):
    """Forms for many households, printed as one piece of work (一括印刷)."""

    id = models.UUIDField(primary_key=True)
    procedure = models.CharField(max_length=80)
    generation = models.PositiveIntegerField()
    section = models.CharField(max_length=80)
    base_date = models.DateField()
    wanted = models.JSONField(default=list)
    after = models.CharField(max_length=NUMBER_CHARACTERS_MAX, blank=True)
    job = models.UUIDField()
    seat = models.UUIDField()
    made_at = models.DateTimeField()
    forms = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["section", "made_at"], name="paper_batch_made")]


class PaperFile(models.Model):
    """A file of a batch, ready for the printer: encrypted under the zone's key, and deleted after some days.

    `persons` are the numbers of those whose data stands in it; None of a file of which nobody wrote that down.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    batch = models.ForeignKey(PaperBatch, on_delete=models.CASCADE, related_name="files")
    number = models.PositiveIntegerField()
    blob = models.CharField(max_length=64, blank=True)
    persons = models.JSONField(null=True)
    forms = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()
    size_bytes = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="paper_file_number")]
        indexes = [models.Index(fields=["made_at"], name="paper_file_clear", condition=Q(cleared_at=None))]


class PaperHold(models.Model):
    """A household whose form no machine may send (個別対応): a person sees to it, and says when it is done."""

    id = models.UUIDField(primary_key=True, default=new_id)
    procedure = models.CharField(max_length=80)
    generation = models.PositiveIntegerField()
    section = models.CharField(max_length=80)
    household = models.CharField(max_length=NUMBER_CHARACTERS_MAX)
    reason = models.CharField(max_length=10)
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="paper_hold_reason", condition=Q(reason__in=list(HOLDS))),
            models.UniqueConstraint(fields=["procedure", "generation", "household"], name="paper_hold_household"),
        ]
        indexes = [models.Index(fields=["section", "made_at"], name="paper_hold_open", condition=Q(done_at=None))]
