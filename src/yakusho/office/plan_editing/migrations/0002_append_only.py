"""The database itself keeps what was decided: versions are only ever added."""

from django.db import migrations

TABLE = "plan_editing_planversion"

_SQLITE = (
    """
    CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
    WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'what was decided is append-only'); END
    """,
    """
    CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
    BEGIN SELECT RAISE(ABORT, 'what was decided is append-only'); END
    """,
    """
    CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
    BEGIN SELECT RAISE(ABORT, 'what was decided is append-only'); END
    """,
)

_POSTGRESQL = (
    """
    CREATE FUNCTION plan_editing_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'what was decided is append-only'; END $$
    """,
    "CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION plan_editing_refuse()",
    "CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION plan_editing_refuse()",
)


def create_triggers(apps, schema_editor):
    """Put the triggers of this database in place."""
    for statement in _POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _SQLITE:
        schema_editor.execute(statement.format(table=TABLE))


class Migration(migrations.Migration):
    dependencies = [("plan_editing", "0001_initial")]
    operations = [migrations.RunPython(create_triggers, migrations.RunPython.noop)]
