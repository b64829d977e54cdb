"""What the room keeps: reported values, baselines and figures, only ever added; evidence and imported files."""

from django.db import models

from yakusho.kernel.ids import new_id

SHAPES = ("value", "share", "stage", "done", "items", "triggered")
STATUSES = ("provisional", "confirmed")
ACTS = ("observed", "confirmed", "corrected")
SORTS = ("file", "link", "query")


class ReportedValue(models.Model):
    """One value that a section or the secretariat gave for an indicator in a fiscal year (実績の報告).

    Its id is the order in which values came in. `key` is the id of the form it came from, so that the same form sent
    again adds nothing; a value is `observed` once, and what follows confirms or corrects it. `section` is empty when it
    speaks for the whole. `entry` is its entry in the journal. A
    correction is a later row. The database refuses changes.
    """

    id = models.BigAutoField(primary_key=True)
    key = models.UUIDField(unique=True)
    plan = models.CharField(max_length=40)
    indicator = models.CharField(max_length=10)
    fiscal_year = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=80, blank=True)
    shape = models.CharField(max_length=10)
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    numerator = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    stage = models.PositiveSmallIntegerField(null=True)
    done = models.BooleanField(null=True)
    items = models.JSONField(null=True)
    triggered = models.BooleanField(null=True)
    status = models.CharField(max_length=12)
    act = models.CharField(max_length=10)
    as_of = models.DateField()
    reason = models.TextField(blank=True)
    by_section = models.CharField(max_length=80)
    seat = models.UUIDField()
    recorded_at = models.DateTimeField()
    entry = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="reported_first",
                fields=["plan", "indicator", "fiscal_year", "section", "shape"],
                condition=models.Q(act="observed"),
            ),
            models.CheckConstraint(name="reported_shape", condition=models.Q(shape__in=list(SHAPES))),
            models.CheckConstraint(name="reported_status", condition=models.Q(status__in=list(STATUSES))),
            models.CheckConstraint(
                name="reported_act",
                condition=models.Q(act__in=["observed", "confirmed"])
                | models.Q(act="corrected") & ~models.Q(reason=""),
            ),
            models.CheckConstraint(
                name="reported_not_negative", condition=models.Q(value=None) | models.Q(value__gte=0)
            ),
        ]
        indexes = [models.Index(fields=["plan", "indicator", "fiscal_year", "id"], name="reported_cell")]


class Baseline(models.Model):
    """What an indicator stood at before the plan began, for one that shall only grow (基準値); the newest row holds."""

    id = models.BigAutoField(primary_key=True)
    key = models.UUIDField(unique=True)
    plan = models.CharField(max_length=40)
    indicator = models.CharField(max_length=10)
    value = models.DecimalField(max_digits=20, decimal_places=4)
    as_of = models.DateField()
    reason = models.TextField()
    by_section = models.CharField(max_length=80)
    seat = models.UUIDField()
    recorded_at = models.DateTimeField()
    entry = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="baseline_not_negative", condition=models.Q(value__gte=0)),
            models.CheckConstraint(name="baseline_reason", condition=~models.Q(reason="")),
        ]
        indexes = [models.Index(fields=["plan", "indicator", "id"], name="baseline_indicator")]


class Evidence(models.Model):
    """A piece that proves what was done (証拠): a file, a link, or the frozen rows that a meter's number is made of.

    One that was attached by mistake is withdrawn with a reason: its content goes, the row stays.
    """

    key = models.UUIDField(primary_key=True)
    plan = models.CharField(max_length=40)
    indicator = models.CharField(max_length=10)
    fiscal_year = models.PositiveSmallIntegerField()
    sort = models.CharField(max_length=5)
    title = models.CharField(max_length=200)
    link = models.CharField(max_length=500, blank=True)
    address = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=120, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size_bytes = models.PositiveIntegerField(default=0)
    query = models.TextField(blank=True)
    rows = models.PositiveIntegerField(default=0)
    total = models.BigIntegerField(null=True)
    by_section = models.CharField(max_length=80)
    seat = models.UUIDField()
    recorded_at = models.DateTimeField()
    entry = models.UUIDField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="evidence_sort", condition=models.Q(sort__in=list(SORTS))),
            models.CheckConstraint(
                name="evidence_content",
                condition=models.Q(sort="link") & ~models.Q(link="") | ~models.Q(sort="link") & ~models.Q(address=""),
            ),
        ]
        indexes = [
            models.Index(fields=["plan", "indicator", "fiscal_year", "recorded_at"], name="evidence_cell"),
            models.Index(fields=["address"], name="evidence_address"),
        ]


class ImportFile(models.Model):
    """A file of monthly figures (取込ファイル): shown with its report first, taken when a person says so.

    `after` is the newest reported value at that moment, so that values and imports have one order.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    kind = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=64)
    size_bytes = models.PositiveIntegerField()
    by_section = models.CharField(max_length=80)
    seat = models.UUIDField()
    shown_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    taken_by = models.UUIDField(null=True)
    rows_taken = models.PositiveIntegerField(default=0)
    rows_replaced = models.PositiveIntegerField(default=0)
    rows_same = models.PositiveIntegerField(default=0)
    rows_left_out = models.PositiveIntegerField(default=0)
    reason = models.TextField(blank=True)
    after = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["kind", "shown_at"], name="import_kind")]


class ImportedFigure(models.Model):
    """One month's figure of a series (月次の数): a number, or part and whole; the newest row of a month holds."""

    id = models.BigAutoField(primary_key=True)
    file = models.ForeignKey(ImportFile, on_delete=models.PROTECT, related_name="figures")
    series = models.CharField(max_length=60)
    month = models.DateField()
    number = models.BigIntegerField()
    whole = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "series", "month"], name="figure_once"),
            models.CheckConstraint(name="figure_not_negative", condition=models.Q(number__gte=0)),
        ]
        indexes = [models.Index(fields=["series", "month", "id"], name="figure_month")]
