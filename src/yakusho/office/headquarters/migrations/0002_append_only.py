"""The database itself keeps what was set: shares are only ever added."""

from django.db import migrations

TABLE = "headquarters_majoritythreshold"

_SQLITE = (
    """
    CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
    WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'what was set is append-only'); END
    """,
    """
    CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
    BEGIN SELECT RAISE(ABORT, 'what was set is append-only'); END
    """,
    """
    CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
    BEGIN SELECT RAISE(ABORT, 'what was set is append-only'); END
    """,
)

_POSTGRESQL = (
    """
    CREATE FUNCTION headquarters_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'what was set is append-only'; END $$
    """,
    "CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION headquarters_refuse()",
    "CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION headquarters_refuse()",
)


def create_triggers(apps, schema_editor):
    """Put the triggers of this database in place."""
    for statement in _POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _SQLITE:
        schema_editor.execute(statement.format(table=TABLE))


class Migration(migrations.Migration):
    dependencies = [("headquarters", "0001_initial")]
    operations = [migrations.RunPython(create_triggers, migrations.RunPython.noop)]
