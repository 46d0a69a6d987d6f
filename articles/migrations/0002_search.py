"""The full-text index: each database's own."""

from django.db import migrations

POSTGRESQL = """
CREATE TABLE articles_search (
    article_id bigint PRIMARY KEY REFERENCES articles_article (id)
        ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    vector tsvector NOT NULL
);
CREATE INDEX articles_search_vector ON articles_search
    USING gin (vector) WITH (gin_pending_list_limit = 65536);
"""
# The analysed text is words between spaces. All that is not ASCII counts as part of a
# word for this tokenizer, and so does the underscore of the word that is in every row.
SQLITE = """
CREATE VIRTUAL TABLE articles_search
USING fts5(headline, body, tokenize = "ascii tokenchars '_'")
"""


def create(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute(POSTGRESQL if is_postgresql else SQLITE)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE articles_search")


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_archive")]
    operations = [migrations.RunPython(create, drop)]
