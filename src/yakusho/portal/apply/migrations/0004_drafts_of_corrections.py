from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("apply", "0003_parted_uploads")]

    operations = [
        migrations.AddField(model_name="draft", name="subject", field=models.UUIDField(null=True)),
    ]
