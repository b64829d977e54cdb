"""The database itself keeps the access log append-only."""

from django.db import migrations

_SQLITE = (
    """
    CREATE TRIGGER access_no_update BEFORE UPDATE ON access_access
    BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END
    """,
    """
    CREATE TRIGGER access_no_delete BEFORE DELETE ON access_access
    BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END
    """,
)

_POSTGRESQL = (
    """
    CREATE FUNCTION access_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the access log is append-only'; END $$
    """,
    "CREATE TRIGGER access_no_change BEFORE UPDATE OR DELETE ON access_access"
    " FOR EACH ROW EXECUTE FUNCTION access_refuse()",
    "CREATE TRIGGER access_no_truncate BEFORE TRUNCATE ON access_access"
    " FOR EACH STATEMENT EXECUTE FUNCTION access_refuse()",
)


def create_triggers(apps, schema_editor):
    """Put the triggers of this database in place."""
    statements = _POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _SQLITE
    for statement in statements:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]
    operations = [migrations.RunPython(create_triggers, migrations.RunPython.noop)]
