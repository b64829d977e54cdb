from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mail", "0001_begin")]

    operations = [
        migrations.AlterField(
            model_name="notify",
            name="language",
            field=models.CharField(max_length=8),
        ),
    ]
