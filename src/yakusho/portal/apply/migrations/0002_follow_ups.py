from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("apply", "0001_begin"),
    ]

    operations = [
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("subject", models.UUIDField()),
                ("sequence", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(max_length=10)),
                ("question", models.CharField(blank=True, max_length=36)),
                ("entry", models.UUIDField(unique=True)),
                ("receipt", models.JSONField()),
                ("received_at", models.DateTimeField()),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("cleared_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("cleared_at", None)),
                        fields=["acknowledged_at"],
                        name="follow_up_to_clear",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("subject", "sequence"), name="follow_up_sequence"),
                    models.UniqueConstraint(
                        condition=models.Q(("question", ""), _negated=True),
                        fields=("subject", "question"),
                        name="follow_up_answers_once",
                    ),
                ],
            },
        ),
    ]
