"""List articles of coarse dates by how far these reach."""

from django.db import migrations

from articles import listings


def fill(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        listings.list_coarse(schema_editor.connection.vendor, cursor)


class Migration(migrations.Migration):
    dependencies = [("articles", "0021_overlap_roles")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
