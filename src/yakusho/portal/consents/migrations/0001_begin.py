from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("form", models.CharField(max_length=32)),
                ("procedure", models.CharField(max_length=80)),
                ("consent", models.CharField(max_length=40)),
                ("sealed", models.BinaryField()),
                ("answer", models.BinaryField(default=b"")),
                ("answered_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["form"], name="invitation_form"),
                    models.Index(fields=["expires_at"], name="invitation_expiry"),
                ],
            },
        ),
    ]
