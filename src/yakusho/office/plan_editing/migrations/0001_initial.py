from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="PlanDraft",
            fields=[
                ("file", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("text", models.TextField()),
                ("revision", models.PositiveIntegerField()),
                ("based_on", models.PositiveIntegerField()),
                ("seat", models.UUIDField()),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PlanVersion",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(unique=True)),
                ("file", models.CharField(max_length=80)),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("content_hash", models.CharField(max_length=64)),
                ("decided_on", models.DateField()),
                ("decided_by", models.CharField(max_length=200)),
                ("words", models.TextField(blank=True)),
                ("by_section", models.CharField(max_length=80)),
                ("seat", models.UUIDField()),
                ("recorded_at", models.DateTimeField()),
                ("entry", models.UUIDField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("file", "number"), name="one_version_a_number")],
            },
        ),
    ]
