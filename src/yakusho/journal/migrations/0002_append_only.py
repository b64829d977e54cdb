"""The database itself keeps the journal append-only: only the one filling of `position` is let through."""

from django.db import migrations

_SAME_SQLITE = " AND ".join(
    f"OLD.{column} IS NEW.{column}"
    for column in (
        "id",
        "kind",
        "version",
        "subject",
        "occurred_on",
        "fiscal_year",
        "recorded_at",
        "section",
        "actor",
        "body",
        "content_hash",
        "corrects",
        "leaf",
    )
)

_SQLITE = (
    # INSERT OR REPLACE deletes without asking the DELETE trigger
    """
    CREATE TRIGGER journal_entry_no_replace BEFORE INSERT ON journal_entry
    WHEN EXISTS (SELECT 1 FROM journal_entry WHERE id = NEW.id)
        OR NEW.position IS NOT NULL AND EXISTS (SELECT 1 FROM journal_entry WHERE position = NEW.position)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
    """,
    """
    CREATE TRIGGER journal_mirror_no_replace BEFORE INSERT ON journal_mirror
    WHEN EXISTS (
        SELECT 1 FROM journal_mirror
        WHERE id = NEW.id OR origin = NEW.origin AND (position = NEW.position OR entry_id = NEW.entry_id)
    )
    BEGIN SELECT RAISE(ABORT, 'the mirror is append-only'); END
    """,
    f"""
    CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry
    WHEN NOT (OLD.position IS NULL AND NEW.position IS NOT NULL AND {_SAME_SQLITE})
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
    """,
    """
    CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
    """,
    """
    CREATE TRIGGER journal_mirror_no_update BEFORE UPDATE ON journal_mirror
    BEGIN SELECT RAISE(ABORT, 'the mirror is append-only'); END
    """,
    """
    CREATE TRIGGER journal_mirror_no_delete BEFORE DELETE ON journal_mirror
    BEGIN SELECT RAISE(ABORT, 'the mirror is append-only'); END
    """,
)

_POSTGRESQL = (
    """
    CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$
    """,
    """
    CREATE FUNCTION journal_entry_update() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE before journal_entry := OLD;
    BEGIN
        before.position := NEW.position;
        IF OLD.position IS NULL AND NEW.position IS NOT NULL AND before IS NOT DISTINCT FROM NEW THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'the journal is append-only';
    END $$
    """,
    "CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry"
    " FOR EACH ROW EXECUTE FUNCTION journal_entry_update()",
    "CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry"
    " FOR EACH ROW EXECUTE FUNCTION journal_refuse()",
    "CREATE TRIGGER journal_entry_no_truncate BEFORE TRUNCATE ON journal_entry"
    " FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()",
    "CREATE TRIGGER journal_mirror_no_update BEFORE UPDATE OR DELETE ON journal_mirror"
    " FOR EACH ROW EXECUTE FUNCTION journal_refuse()",
    "CREATE TRIGGER journal_mirror_no_truncate BEFORE TRUNCATE ON journal_mirror"
    " FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()",
)


def create_triggers(apps, schema_editor):
    """Put the triggers of this database in place."""
    statements = _POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _SQLITE
    for statement in statements:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(create_triggers, migrations.RunPython.noop)]
