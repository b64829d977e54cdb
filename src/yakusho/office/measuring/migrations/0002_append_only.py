"""The database itself keeps what was reported: values, baselines and imported figures are only ever added."""

from django.db import migrations

TABLES = ("measuring_reportedvalue", "measuring_baseline", "measuring_importedfigure")

_SQLITE = (
    """
    CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
    WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'what was reported is append-only'); END
    """,
    """
    CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
    BEGIN SELECT RAISE(ABORT, 'what was reported is append-only'); END
    """,
    """
    CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
    BEGIN SELECT RAISE(ABORT, 'what was reported is append-only'); END
    """,
)

_FUNCTION = """
    CREATE FUNCTION measuring_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'what was reported is append-only'; END $$
"""

_POSTGRESQL = (
    "CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION measuring_refuse()",
    "CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION measuring_refuse()",
)


def create_triggers(apps, schema_editor):
    """Put the triggers of this database in place."""
    postgresql = schema_editor.connection.vendor == "postgresql"
    if postgresql:
        schema_editor.execute(_FUNCTION)
    for table in TABLES:
        for statement in _POSTGRESQL if postgresql else _SQLITE:
            schema_editor.execute(statement.format(table=table))


class Migration(migrations.Migration):
    dependencies = [("measuring", "0001_initial")]
    operations = [migrations.RunPython(create_triggers, migrations.RunPython.noop)]
