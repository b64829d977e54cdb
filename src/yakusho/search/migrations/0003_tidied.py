"""How many entries the index held when it was last tidied; and on PostgreSQL merging in lots."""

from django.db import migrations, models


def merge_in_small_lots(apps, schema_editor):
    """On PostgreSQL in lots of 512 kB: less work than row by row, and no question reads more than that."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "ALTER INDEX search_entry_lexemes SET (fastupdate = on, gin_pending_list_limit = 512)", None
        )


class Migration(migrations.Migration):
    dependencies = [("search", "0002_terms")]
    operations = [
        migrations.AddField("Index", "tidied", models.PositiveIntegerField(default=0)),
        migrations.RunPython(merge_in_small_lots, migrations.RunPython.noop),
    ]
