from decimal import Decimal

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="MajorityThreshold",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(unique=True)),
                ("plan", models.CharField(max_length=40)),
                ("number", models.PositiveIntegerField()),
                ("percent", models.DecimalField(decimal_places=2, max_digits=5)),
                ("decided_on", models.DateField()),
                ("meeting", models.CharField(max_length=200)),
                ("reason", models.TextField()),
                ("by_section", models.CharField(max_length=80)),
                ("seat", models.UUIDField()),
                ("recorded_at", models.DateTimeField()),
                ("entry", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "number"), name="one_threshold_a_number"),
                    models.CheckConstraint(
                        condition=models.Q(("percent__gt", Decimal("50")), ("percent__lte", Decimal("100"))),
                        name="threshold_is_most",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("meeting", ""), _negated=True), models.Q(("reason", ""), _negated=True)
                        ),
                        name="threshold_said_why",
                    ),
                ],
            },
        ),
    ]
