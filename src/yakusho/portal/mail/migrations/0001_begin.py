from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="MailCode",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("address", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["address", "made_at"], name="mail_code_address"),
                    models.Index(fields=["expires_at"], name="mail_code_expiry"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notify",
            fields=[
                ("subject", models.UUIDField(primary_key=True, serialize=False)),
                ("sealed", models.TextField()),
                ("language", models.CharField(max_length=5)),
                ("since", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Mail",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("subject", models.UUIDField(null=True)),
                ("sealed", models.TextField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("due_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["due_at"], name="mail_due"),
                    models.Index(fields=["subject"], name="mail_subject"),
                ],
            },
        ),
    ]
