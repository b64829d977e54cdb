from django.db import migrations, models


class Migration(migrations.Migration):
    """What the public sees of a plan."""

    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="PlanPublication",
            fields=[
                ("plan", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("generation", models.PositiveIntegerField()),
                ("content_hash", models.CharField(max_length=64)),
                ("published_at", models.DateTimeField()),
            ],
        ),
    ]
