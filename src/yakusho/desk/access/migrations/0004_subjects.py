"""Looks at persons of the register stand beside looks at cases; changing a table of SQLite drops its triggers."""

from importlib import import_module

from django.db import migrations, models


def create_triggers(apps, schema_editor):
    """Put back what keeps the log append-only, where the changed table has lost it."""
    if schema_editor.connection.vendor == "sqlite":
        import_module("yakusho.desk.access.migrations.0002_append_only").create_triggers(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("access", "0003_access_day")]

    operations = [
        migrations.AlterField(model_name="access", name="case", field=models.UUIDField(null=True)),
        migrations.AddField(model_name="access", name="subject", field=models.UUIDField(null=True)),
        migrations.AddIndex(model_name="access", index=models.Index(fields=["subject", "at"], name="access_subject")),
        migrations.AddConstraint(
            model_name="access",
            constraint=models.CheckConstraint(
                condition=models.Q(("case__isnull", False), ("subject__isnull", False), _connector="OR"),
                name="access_of_something",
            ),
        ),
        migrations.RunPython(create_triggers, migrations.RunPython.noop),
    ]
