"""Editors may hide articles."""

from django.db import migrations

ROLES = ("editor", "administrator")


def grant(apps, schema_editor):
    """Django makes permissions only after all migrations."""
    types = apps.get_model("contenttypes", "ContentType").objects
    content_type, _ = types.get_or_create(app_label="articles", model="article")
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename="hide_article",
        defaults={"name": "Can hide articles"},
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_listing_anew")]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
