import django.db.models.deletion
from django.db import migrations, models

import yakusho.kernel.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="PaperBatch",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("procedure", models.CharField(max_length=80)),
                ("generation", models.PositiveIntegerField()),
                ("section", models.CharField(max_length=80)),
                ("base_date", models.DateField()),
                ("wanted", models.JSONField(default=list)),
                ("after", models.CharField(blank=True, max_length=15)),
                ("job", models.UUIDField()),
                ("seat", models.UUIDField()),
                ("made_at", models.DateTimeField()),
                ("forms", models.PositiveIntegerField(default=0)),
                ("held", models.PositiveIntegerField(default=0)),
                ("finished_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["section", "made_at"], name="paper_batch_made")],
            },
        ),
        migrations.CreateModel(
            name="PaperForm",
            fields=[
                ("id", models.UUIDField(default=yakusho.kernel.ids.new_id, primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=16, unique=True)),
                ("procedure", models.CharField(max_length=80)),
                ("generation", models.PositiveIntegerField()),
                ("section", models.CharField(max_length=80)),
                ("household", models.CharField(max_length=15)),
                ("base_date", models.DateField()),
                ("pages", models.PositiveIntegerField()),
                ("printed_at", models.DateTimeField()),
                ("times", models.PositiveIntegerField(default=1)),
                ("case", models.UUIDField(null=True, unique=True)),
                ("once", models.UUIDField(null=True)),
                ("registered_at", models.DateTimeField(null=True)),
                ("registered_by", models.UUIDField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("case", None), _negated=True),
                        fields=["registered_by", "registered_at"],
                        name="paper_registered",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("procedure", "generation", "household"), name="paper_household")
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperHold",
            fields=[
                ("id", models.UUIDField(default=yakusho.kernel.ids.new_id, primary_key=True, serialize=False)),
                ("procedure", models.CharField(max_length=80)),
                ("generation", models.PositiveIntegerField()),
                ("section", models.CharField(max_length=80)),
                ("household", models.CharField(max_length=15)),
                ("reason", models.CharField(max_length=10)),
                ("made_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("done_by", models.UUIDField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None)), fields=["section", "made_at"], name="paper_hold_open"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason__in", ["protected", "died", "unknown", "layout"])),
                        name="paper_hold_reason",
                    ),
                    models.UniqueConstraint(
                        fields=("procedure", "generation", "household"), name="paper_hold_household"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperFile",
            fields=[
                ("id", models.UUIDField(default=yakusho.kernel.ids.new_id, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("blob", models.CharField(blank=True, max_length=64)),
                ("forms", models.PositiveIntegerField()),
                ("pages", models.PositiveIntegerField()),
                ("size_bytes", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
                ("cleared_at", models.DateTimeField(null=True)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="paper.paperbatch"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("cleared_at", None)), fields=["made_at"], name="paper_file_clear")
                ],
                "constraints": [models.UniqueConstraint(fields=("batch", "number"), name="paper_file_number")],
            },
        ),
    ]
