from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publications", "0001_begin")]

    operations = [
        migrations.CreateModel(
            name="PlanChange",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("plan", models.CharField(max_length=80)),
                ("generation", models.PositiveIntegerField()),
                ("indicator", models.CharField(max_length=10)),
                ("fiscal_year", models.PositiveSmallIntegerField()),
                ("state_before", models.CharField(max_length=30)),
                ("state", models.CharField(max_length=30)),
                ("value_before", models.FloatField(null=True)),
                ("value", models.FloatField(null=True)),
                ("day", models.DateField()),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["plan", "-changed_at", "-id"], name="plan_change_newest")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "indicator", "fiscal_year", "day"), name="plan_change_once_a_day"
                    )
                ],
            },
        ),
    ]
