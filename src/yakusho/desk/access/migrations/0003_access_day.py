from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0002_append_only")]

    operations = [
        migrations.AddIndex(
            model_name="access",
            index=models.Index(fields=["at", "id"], name="access_day"),
        ),
    ]
