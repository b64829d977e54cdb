from django.db import migrations, models


class Migration(migrations.Migration):
    """An entry may count in several places of a meter's breakdown, once in each."""

    dependencies = [("journal", "0002_append_only")]

    operations = [
        migrations.RemoveConstraint(model_name="contribution", name="contribution_once"),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.UniqueConstraint(
                fields=["meter", "meter_version", "generation", "origin", "position", "reversal", "dimension"],
                name="contribution_once",
            ),
        ),
    ]
