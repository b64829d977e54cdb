from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("apply", "0002_follow_ups")]

    operations = [
        migrations.CreateModel(
            name="PartedUpload",
            fields=[
                ("id", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("form", models.CharField(max_length=32)),
                ("offset_bytes", models.PositiveIntegerField(default=0)),
                ("state", models.BinaryField()),
                ("address", models.CharField(blank=True, default="", max_length=64)),
                ("expires_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["expires_at"], name="parted_expiry"),
                    models.Index(fields=["form"], name="parted_form"),
                ],
            },
        ),
    ]
