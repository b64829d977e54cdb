from django.db import migrations, models

ADD_UP = """
    INSERT INTO journal_metersum (meter, meter_version, generation, fiscal_year, section, dimension, value)
    SELECT meter, meter_version, generation, fiscal_year, section, dimension, sum(value)
    FROM journal_contribution
    GROUP BY meter, meter_version, generation, fiscal_year, section, dimension
"""


class Migration(migrations.Migration):
    """Sums of contributions by place, and room for an entry that moves a subject from one section to another."""

    dependencies = [("journal", "0003_contribution_places")]

    operations = [
        migrations.RemoveConstraint(model_name="contribution", name="contribution_once"),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.UniqueConstraint(
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
            ),
        ),
        migrations.CreateModel(
            name="MeterSum",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("meter", models.CharField(max_length=80)),
                ("meter_version", models.PositiveSmallIntegerField()),
                ("generation", models.PositiveIntegerField()),
                ("fiscal_year", models.PositiveSmallIntegerField()),
                ("section", models.CharField(blank=True, max_length=80)),
                ("dimension", models.CharField(blank=True, max_length=80)),
                ("value", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meter", "meter_version", "generation", "fiscal_year", "section", "dimension"),
                        name="meter_sum_place",
                    )
                ],
            },
        ),
        migrations.RunSQL(ADD_UP, migrations.RunSQL.noop),
    ]
