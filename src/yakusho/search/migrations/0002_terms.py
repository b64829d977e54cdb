"""The terms, in what each database has for finding text: two FTS5 tables without content, or a GIN index."""

from django.db import migrations

from yakusho.search.postgresql import LETTERS, LETTERS_FOLDED, WORDS_ENCODING


def _quoted(text: str) -> str:
    return "E'" + text.replace("\\", "\\\\").replace("'", "''").replace("\n", "\\n").replace("\t", "\\t") + "'"


_SQLITE = tuple(
    f"""
    CREATE VIRTUAL TABLE search_terms_{number} USING fts5(
        title, words, compounds, pairs, content = '', detail = full, tokenize = 'ascii'
    )
    """
    for number in (0, 1)
)

_POSTGRESQL = (
    # Filled in by the index alone: the words in their order, and the folded text where this function folds otherwise.
    "ALTER TABLE search_entry ADD words bytea, ADD written text",
    # t: a word of the title, w: a word, c: a compound, g: two neighbouring letters, or one before a mark.
    rf"""
    CREATE FUNCTION search_lexemes(title text, body text, written text, words bytea) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 100000 AS $$
        WITH parts (part) AS (
            SELECT string_to_array(convert_from(words, '{WORDS_ENCODING}'), '|')
        ), said (kinds, forms) AS (
            SELECT unnest(ARRAY['tw', 'tc', 'w', 'c']), unnest(part) FROM parts
        ), folded (letters) AS (
            SELECT string_to_array(
                coalesce(written, translate(normalize(title || ' ' || body, NFKC), {_quoted(LETTERS)}, '{LETTERS_FOLDED}'))
                || ' ', NULL)
        )
        SELECT array_to_tsvector(ARRAY(
            SELECT kind || form
                FROM said, unnest(string_to_array(kinds, NULL)) AS kind, unnest(string_to_array(forms, ' ')) AS form
                WHERE form <> ''
            UNION SELECT rtrim('g' || letter || next)
                FROM folded, unnest(letters, letters[2:]) AS pair (letter, next) WHERE letter <> ' ' AND next IS NOT NULL
        ))
    $$
    """,  # noqa: S608
    "CREATE INDEX search_entry_lexemes ON search_entry USING gin (search_lexemes(title, text, written, words))"
    " WITH (fastupdate = off) WHERE words IS NOT NULL",
)


def create_terms(apps, schema_editor):
    """Put the tables of this database in place, and the row that says which of them is searched."""
    statements = _POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _SQLITE
    for statement in statements:
        schema_editor.execute(statement, None)
    apps.get_model("search", "Index").objects.create(id=1, generation=1)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_entry")]
    operations = [migrations.RunPython(create_terms, migrations.RunPython.noop)]
