import django.db.models.deletion
from django.db import migrations, models

import yakusho.kernel.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Baseline",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(unique=True)),
                ("plan", models.CharField(max_length=40)),
                ("indicator", models.CharField(max_length=10)),
                ("value", models.DecimalField(decimal_places=4, max_digits=20)),
                ("as_of", models.DateField()),
                ("reason", models.TextField()),
                ("by_section", models.CharField(max_length=80)),
                ("seat", models.UUIDField()),
                ("recorded_at", models.DateTimeField()),
                ("entry", models.UUIDField()),
            ],
            options={
                "indexes": [models.Index(fields=["plan", "indicator", "id"], name="baseline_indicator")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("value__gte", 0)), name="baseline_not_negative"),
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="baseline_reason"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("key", models.UUIDField(primary_key=True, serialize=False)),
                ("plan", models.CharField(max_length=40)),
                ("indicator", models.CharField(max_length=10)),
                ("fiscal_year", models.PositiveSmallIntegerField()),
                ("sort", models.CharField(max_length=5)),
                ("title", models.CharField(max_length=200)),
                ("link", models.CharField(blank=True, max_length=500)),
                ("address", models.CharField(blank=True, max_length=64)),
                ("file_name", models.CharField(blank=True, max_length=120)),
                ("media_type", models.CharField(blank=True, max_length=100)),
                ("size_bytes", models.PositiveIntegerField(default=0)),
                ("query", models.TextField(blank=True)),
                ("rows", models.PositiveIntegerField(default=0)),
                ("total", models.BigIntegerField(null=True)),
                ("by_section", models.CharField(max_length=80)),
                ("seat", models.UUIDField()),
                ("recorded_at", models.DateTimeField()),
                ("entry", models.UUIDField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_by", models.UUIDField(null=True)),
                ("withdrawn_reason", models.TextField(blank=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["plan", "indicator", "fiscal_year", "recorded_at"], name="evidence_cell"),
                    models.Index(fields=["address"], name="evidence_address"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sort__in", ["file", "link", "query"])), name="evidence_sort"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sort", "link"), models.Q(("link", ""), _negated=True)),
                            models.Q(
                                models.Q(("sort", "link"), _negated=True), models.Q(("address", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="evidence_content",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportFile",
            fields=[
                ("id", models.UUIDField(default=yakusho.kernel.ids.new_id, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=60)),
                ("name", models.CharField(max_length=120)),
                ("address", models.CharField(max_length=64)),
                ("size_bytes", models.PositiveIntegerField()),
                ("by_section", models.CharField(max_length=80)),
                ("seat", models.UUIDField()),
                ("shown_at", models.DateTimeField()),
                ("taken_at", models.DateTimeField(null=True)),
                ("taken_by", models.UUIDField(null=True)),
                ("rows_taken", models.PositiveIntegerField(default=0)),
                ("rows_replaced", models.PositiveIntegerField(default=0)),
                ("rows_same", models.PositiveIntegerField(default=0)),
                ("rows_left_out", models.PositiveIntegerField(default=0)),
                ("reason", models.TextField(blank=True)),
                ("after", models.BigIntegerField(default=0)),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "shown_at"], name="import_kind")],
            },
        ),
        migrations.CreateModel(
            name="ReportedValue",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(unique=True)),
                ("plan", models.CharField(max_length=40)),
                ("indicator", models.CharField(max_length=10)),
                ("fiscal_year", models.PositiveSmallIntegerField()),
                ("section", models.CharField(blank=True, max_length=80)),
                ("shape", models.CharField(max_length=10)),
                ("value", models.DecimalField(decimal_places=4, max_digits=20, null=True)),
                ("numerator", models.BigIntegerField(null=True)),
                ("denominator", models.BigIntegerField(null=True)),
                ("stage", models.PositiveSmallIntegerField(null=True)),
                ("done", models.BooleanField(null=True)),
                ("items", models.JSONField(null=True)),
                ("triggered", models.BooleanField(null=True)),
                ("status", models.CharField(max_length=12)),
                ("act", models.CharField(max_length=10)),
                ("as_of", models.DateField()),
                ("reason", models.TextField(blank=True)),
                ("by_section", models.CharField(max_length=80)),
                ("seat", models.UUIDField()),
                ("recorded_at", models.DateTimeField()),
                ("entry", models.UUIDField()),
            ],
            options={
                "indexes": [models.Index(fields=["plan", "indicator", "fiscal_year", "id"], name="reported_cell")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("act", "observed")),
                        fields=("plan", "indicator", "fiscal_year", "section", "shape"),
                        name="reported_first",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("shape__in", ["value", "share", "stage", "done", "items", "triggered"])),
                        name="reported_shape",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["provisional", "confirmed"])), name="reported_status"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("act__in", ["observed", "confirmed"]),
                            models.Q(("act", "corrected"), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="reported_act",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value", None), ("value__gte", 0), _connector="OR"),
                        name="reported_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportedFigure",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("series", models.CharField(max_length=60)),
                ("month", models.DateField()),
                ("number", models.BigIntegerField()),
                ("whole", models.BigIntegerField(null=True)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="figures", to="measuring.importfile"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["series", "month", "id"], name="figure_month")],
                "constraints": [
                    models.UniqueConstraint(fields=("file", "series", "month"), name="figure_once"),
                    models.CheckConstraint(condition=models.Q(("number__gte", 0)), name="figure_not_negative"),
                ],
            },
        ),
    ]
