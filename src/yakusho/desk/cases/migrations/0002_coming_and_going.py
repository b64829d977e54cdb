from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="talk",
            field=models.CharField(blank=True, default="", max_length=10),
        ),
        migrations.RemoveConstraint(model_name="case", name="case_state"),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["new", "corrected", "taken", "returned", "approved", "rejected", "withdrawn"],
                    )
                ),
                name="case_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("talk__in", ["", "asked", "news"])), name="case_talk"
            ),
        ),
    ]
