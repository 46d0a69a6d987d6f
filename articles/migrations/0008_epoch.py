"""Where the number stands by which pages are known to be as they were."""

from django.db import migrations

from articles import epoch


def create(apps, schema_editor):
    schema_editor.execute(
        "CREATE TABLE articles_epoch (writer bigint PRIMARY KEY, steps bigint NOT NULL)"
    )
    schema_editor.execute("INSERT INTO articles_epoch (writer, steps) VALUES (0, 0)")


def drop(apps, schema_editor):
    epoch.uninstall()
    schema_editor.execute("DROP TABLE articles_epoch")


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_roles")]
    operations = [migrations.RunPython(create, drop)]
