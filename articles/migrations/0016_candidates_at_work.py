"""Candidates are counted, and people may see and decide them."""

from django.db import migrations

from articles import tallies

MAY = {
    "viewer": ("view_candidate",),
    "curator": ("view_candidate",),
    "editor": ("view_candidate", "change_candidate"),
    "administrator": ("view_candidate", "change_candidate"),
}


def count(apps, schema_editor):
    tallies.install(schema_editor.connection)


def grant(apps, schema_editor):
    """Django makes permissions only after all migrations."""
    types = apps.get_model("contenttypes", "ContentType").objects
    permissions = apps.get_model("auth", "Permission").objects
    content_type, _ = types.get_or_create(app_label="articles", model="candidate")
    groups = apps.get_model("auth", "Group").objects
    for role, codenames in MAY.items():
        for group in groups.filter(name=role):
            for codename in codenames:
                action = codename.partition("_")[0]
                permission, _ = permissions.get_or_create(
                    content_type=content_type,
                    codename=codename,
                    defaults={"name": f"Can {action} candidate"},
                )
                group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("articles", "0015_candidates")]
    operations = [
        migrations.RunPython(count, migrations.RunPython.noop),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
