"""What a zone keeps of its journal, of its neighbours' journals, and of messages under way."""

from django.db import models

from yakusho.kernel.ids import new_id


class Entry(models.Model):
    """One sealed fact of this zone; append-only by database triggers, `position` excepted."""

    id = models.UUIDField(primary_key=True)
    position = models.BigIntegerField(null=True, unique=True)
    kind = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=80)
    occurred_on = models.DateField()
    fiscal_year = models.PositiveSmallIntegerField()
    recorded_at = models.DateTimeField()
    section = models.CharField(max_length=80, blank=True)
    actor = models.CharField(max_length=80)
    body = models.JSONField()
    content_hash = models.CharField(max_length=64, blank=True)
    corrects = models.UUIDField(null=True)
    leaf = models.BinaryField(max_length=32)

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="entry_unsealed", condition=models.Q(position=None)),
            models.Index(fields=["subject"], name="entry_subject"),
            models.Index(fields=["kind", "occurred_on"], name="entry_kind_day"),
        ]


class Node(models.Model):
    """A complete node of a journal's Merkle tree: this zone's own, or a mirrored one."""

    id = models.BigAutoField(primary_key=True)
    origin = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["origin", "level", "index"], name="node_place")]


class Head(models.Model):
    """A signed head of a journal: this zone's own, or one this zone pulled, checked and mirrored.

    `cosignature` is the witness's line; for a mirrored head it is this zone's own when it is the witness.
    """

    id = models.BigAutoField(primary_key=True)
    origin = models.CharField(max_length=20)
    size = models.BigIntegerField()
    note = models.TextField()
    cosignature = models.TextField(blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["origin", "size"], name="head_size")]
        indexes = [
            models.Index(fields=["origin", "size"], name="head_cosigned", condition=~models.Q(cosignature="")),
        ]

    def full_note(self) -> str:
        """The checkpoint with the witness's line, as published."""
        return self.note + self.cosignature


class Mirror(models.Model):
    """An entry of an outer (or the office's) journal as pulled: content exactly as sealed there."""

    id = models.BigAutoField(primary_key=True)
    origin = models.CharField(max_length=20)
    position = models.BigIntegerField()
    entry_id = models.UUIDField()
    kind = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)
    content = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["origin", "position"], name="mirror_position"),
            models.UniqueConstraint(fields=["origin", "entry_id"], name="mirror_entry"),
        ]
        indexes = [models.Index(fields=["origin", "subject"], name="mirror_subject")]


class Cursor(models.Model):
    """How far a reader has come in a journal; moved in the same transaction as the effect."""

    name = models.CharField(max_length=60, primary_key=True)
    position = models.BigIntegerField(default=0)


class Parked(models.Model):
    """A message that failed or waits behind a failed one of the same subject (止まっている連絡)."""

    id = models.BigAutoField(primary_key=True)
    channel = models.CharField(max_length=40)
    position = models.BigIntegerField()
    kind = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)
    reason = models.CharField(max_length=80, blank=True)
    parked_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    next_try = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "position"], name="parked_place")]
        indexes = [models.Index(fields=["channel", "subject", "position"], name="parked_subject")]


class Outgoing(models.Model):
    """A message from here outward, numbered per channel when it is sent (送信箱)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    destination = models.CharField(max_length=20)
    number = models.BigIntegerField(null=True, unique=True)
    kind = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)
    payload = models.JSONField()
    made_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["id"], name="outgoing_waiting", condition=models.Q(delivered_at=None))]


class Incoming(models.Model):
    """A pushed message as received from the inner zone; kept, so that a repeat is harmless (受信箱)."""

    number = models.BigIntegerField(primary_key=True)
    message_id = models.UUIDField(unique=True)
    destination = models.CharField(max_length=20)
    kind = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    payload = models.JSONField()
    received_at = models.DateTimeField()


class BlobRow(models.Model):
    """Small ciphertext that commits together with the entry that names it."""

    address = models.CharField(max_length=64, primary_key=True)
    data = models.BinaryField()


class Passing(models.Model):
    """Content on its way further in (通過中): wanted until it is here, kept until some time after its arrival there.

    Only what this zone fetched for another stands here, so dropping it never touches this zone's own evidence.
    """

    address = models.CharField(max_length=64, primary_key=True)
    wanted_since = models.DateTimeField(null=True)
    drop_after = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["wanted_since"], name="passing_wanted", condition=~models.Q(wanted_since=None)),
            models.Index(fields=["drop_after"], name="passing_due", condition=~models.Q(drop_after=None)),
        ]


class Problem(models.Model):
    """Something a person has to know of (困りごと): what, since when, what to do."""

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=160, unique=True)
    what = models.CharField(max_length=40)
    place = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=80)
    since = models.DateTimeField()
    last_seen = models.DateTimeField()
    count = models.PositiveIntegerField(default=1)
    solved_at = models.DateTimeField(null=True)


class Contribution(models.Model):
    """What one sealed entry counts for in one place of one meter on one day; sums are made of these and nothing else.

    A correcting entry leaves a second row, the reversal, on the day that the corrected one counted for.
    """

    id = models.BigAutoField(primary_key=True)
    meter = models.CharField(max_length=80)
    meter_version = models.PositiveSmallIntegerField()
    day = models.DateField()
    fiscal_year = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=80, blank=True)
    dimension = models.CharField(max_length=80, blank=True)
    subject = models.CharField(max_length=80)
    value = models.BigIntegerField()
    origin = models.CharField(max_length=20)
    position = models.BigIntegerField()
    reversal = models.BooleanField(default=False)
    generation = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "meter",
                    "meter_version",
                    "generation",
                    "origin",
                    "position",
                    "reversal",
                    "section",
                    "dimension",
                    "subject",
                ],
                name="contribution_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["meter", "meter_version", "generation", "fiscal_year", "id"], name="contribution_year"
            ),
            models.Index(fields=["meter", "meter_version", "generation", "subject"], name="contribution_subject"),
        ]


class MeterSum(models.Model):
    """What all contributions to one place of a meter add up to in a fiscal year: a cache that rebuilding makes anew."""

    PLACE = ("meter", "meter_version", "generation", "fiscal_year", "section", "dimension")

    id = models.BigAutoField(primary_key=True)
    meter = models.CharField(max_length=80)
    meter_version = models.PositiveSmallIntegerField()
    generation = models.PositiveIntegerField()
    fiscal_year = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=80, blank=True)
    dimension = models.CharField(max_length=80, blank=True)
    value = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meter", "meter_version", "generation", "fiscal_year", "section", "dimension"],
                name="meter_sum_place",
            )
        ]


class DayCount(models.Model):
    """What a meter of the inner zone counted on one day: as last reported there, as received in the office (日計)."""

    id = models.BigAutoField(primary_key=True)
    meter = models.CharField(max_length=80)
    meter_version = models.PositiveSmallIntegerField()
    day = models.DateField()
    section = models.CharField(max_length=80, blank=True)
    dimension = models.CharField(max_length=80, blank=True)
    value = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meter", "meter_version", "day", "section", "dimension"], name="day_count_place"
            )
        ]


class Job(models.Model):
    """Long work with progress; leased by one worker at a time, taken up again when a lease runs out."""

    id = models.UUIDField(primary_key=True, default=new_id)
    kind = models.CharField(max_length=80)
    arguments = models.JSONField(default=dict)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, default="waiting")
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
