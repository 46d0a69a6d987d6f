"""List every article under its entities, events and agencies, and count for good."""

from django.db import migrations

from articles import listings, tallies


def fill(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_listing")
        listings.list_all(schema_editor.connection.vendor, cursor)
    tallies.install(schema_editor.connection)


def clear(apps, schema_editor):
    tallies.uninstall(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_hiding")]
    operations = [migrations.RunPython(fill, clear)]
