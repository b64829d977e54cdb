"""How many entries the index held when it was last tidied; and on PostgreSQL shorter lists of what isn't merged yet."""

from django.db import migrations, models


def shorten_pending_list(apps, schema_editor):
    """Merge in lots of 512 kB: less work than row by row, and no question reads more than that."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "ALTER INDEX search_entry_lexemes SET (fastupdate = on, gin_pending_list_limit = 512)", None
        )


class Migration(migrations.Migration):
    dependencies = [("search", "0002_terms")]
    operations = [
        migrations.AddField("Index", "tidied", models.PositiveIntegerField(default=0)),
        migrations.RunPython(shorten_pending_list, migrations.RunPython.noop),
    ]
