from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("paper", "0001_initial")]

    operations = [
        migrations.AddField(model_name="paperfile", name="persons", field=models.JSONField(null=True)),
    ]
